"""Install what the tests need of the system and does not come from a package registry.

Through apt where it may (root, or sudo without a password); else one sentence says what to do.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser import CHROMIUM  # noqa: E402
from tests.postgres import find_programs  # noqa: E402

NEEDS: dict[str, Callable[[], bool]] = {
    "chromium": lambda: any(map(shutil.which, CHROMIUM)),
    "postgresql": lambda: find_programs() is not None,
    "redis-server": lambda: shutil.which("redis-server") is not None,
    "libimage-exiftool-perl": lambda: shutil.which("exiftool") is not None,
}


def missing() -> list[str]:
    """Debian packages for what is not there."""
    return [package for package, is_there in NEEDS.items() if not is_there()]


def _apt() -> list[str] | None:
    """How apt-get may be called, if it may."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], check=False).returncode == 0:
        return ["sudo", "-n", "apt-get"]
    return None


def _install(apt: list[str], packages: list[str]) -> None:
    print(f"Installing {', '.join(packages)} …", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run([*apt, "-qq", *words], env=env, capture_output=True, check=False)
        if done.returncode:
            print(done.stderr.decode(errors="replace").strip()[-2000:])


def main() -> int:
    packages = missing()
    apt = _apt() if packages else None
    if packages and apt:
        _install(apt, packages)
        packages = missing()
    if packages:
        print(f"The tests need {', '.join(packages)}: apt install {' '.join(packages)}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
