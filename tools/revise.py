"""Write the next migration: what the models say beyond the revisions. `make revision m="…"`."""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from portal.app import create_app
from portal.config import Settings
from portal.database import migrate


def main() -> int:
    message = " ".join(sys.argv[1:]).strip()
    if not message:
        print('Say what changes: make revision m="albums"')
        return 2
    with tempfile.TemporaryDirectory() as folder:
        env = {"PORTAL_DATA_DIR": folder, "PORTAL_SECRET_KEY": "x" * 32}
        app = create_app(replace(Settings.from_env(env), testing=True))
        migrate.upgrade(app)
        path = migrate.write_revision(app, message)
    print(path.relative_to(Path.cwd()) if path else "The tables are as the models say.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
