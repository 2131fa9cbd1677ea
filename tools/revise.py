"""Write the next migration: what the models say beyond the revisions. `make revision m="…"`."""

import importlib
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from portal.app import create_app  # noqa: E402
from portal.config import Settings  # noqa: E402
from portal.database import migrate  # noqa: E402


def import_tables() -> None:
    """Import every module that declares tables, whether or not a feature uses it yet."""
    for path in sorted((ROOT / "portal").rglob("*.py")):
        if "__tablename__" in path.read_text("utf-8") or path.name == "models.py":
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


def main() -> int:
    message = " ".join(sys.argv[1:]).strip()
    if not message:
        print('Say what changes: make revision m="albums"')
        return 2
    import_tables()
    with tempfile.TemporaryDirectory() as folder:
        env = {"PORTAL_DATA_DIR": folder, "PORTAL_SECRET_KEY": "x" * 32}
        app = create_app(replace(Settings.from_env(env), testing=True))
        migrate.upgrade(app)
        path = migrate.write_revision(app, message)
    print(path.relative_to(ROOT) if path else "The tables are as the models say.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
