"""Land and sea without any tile server: fine around the city, coarse for the rest of the world.

Natural Earth 1:10m and 1:110m (public domain) from the npm package world-atlas, which the build
places in static/vendor/world-atlas/.
"""

import hashlib
import secrets
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from portal.config import ROOT, Settings
from portal.kernel.geo import Point
from portal.maps.outline_build import COARSE, DECIMALS, FINE, REACH

ATLAS = ROOT / "static" / "vendor" / "world-atlas"
LONGEST_BUILD = 60  # seconds
EMPTY = b'{"type":"FeatureCollection","features":[]}'


def outline(settings: Settings, atlas: Path = ATLAS) -> bytes:
    """GeoJSON of the land, made once (about two seconds) and kept in the data directory.

    A FeatureCollection with at most two features whose `detail` is `fine` or `coarse`; empty
    where the atlas was not built. Call it once before serving, so that no visitor waits.
    """
    if not any((atlas / source).is_file() for source in (FINE, COARSE)):
        return EMPTY
    kept = settings.data_dir / "outline" / f"{_name(settings.center, atlas)}.json"
    with suppress(OSError):
        return kept.read_bytes()
    made = _build(settings.center, atlas)
    if made != EMPTY:
        _keep(kept, made)
    return made


def _build(center: Point, atlas: Path) -> bytes:
    place = (str(center.latitude), str(center.longitude))
    command = [sys.executable, "-m", "portal.maps.outline_build", *place, str(atlas)]
    try:
        done = subprocess.run(
            command, capture_output=True, check=True, timeout=LONGEST_BUILD, cwd=ROOT
        )
    except (OSError, subprocess.SubprocessError):
        return EMPTY  # a damaged atlas costs the outline, never the page
    return done.stdout


def _name(center: Point, atlas: Path) -> str:
    """Changes with the place and with the atlas; sizes and times spare reading 3 MB each time."""
    marks = [f"{center.latitude:.4f},{center.longitude:.4f},{REACH},{DECIMALS}"]
    marks += [_mark(atlas / source) for source in (FINE, COARSE)]
    return hashlib.sha256("|".join(marks).encode()).hexdigest()[:24]


def _mark(source: Path) -> str:
    try:
        stat = source.stat()
    except OSError:
        return "none"
    return f"{stat.st_size}:{stat.st_mtime_ns}"


def _keep(path: Path, made: bytes) -> None:
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(made)
        fresh.replace(path)
        for old in path.parent.glob("*.json"):
            if old != path:
                old.unlink(missing_ok=True)
