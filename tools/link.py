"""Put this folder on the path of its .venv and write .venv/bin/portal: no build, no network."""

import site
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = f"""#!{sys.executable}
import sys

from portal.cli import main

sys.exit(main())
"""


def main() -> None:
    Path(site.getsitepackages()[0], "commons-portal.pth").write_text(f"{ROOT}\n", "utf-8")
    script = Path(sys.executable).with_name("portal")
    script.write_text(SCRIPT, "utf-8")
    script.chmod(0o755)


if __name__ == "__main__":
    main()
