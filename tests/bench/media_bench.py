"""12 MP JPEG to all derivatives: our worker against one libvips process, in one run.

The peer is a process of its own that loads libvips through ctypes, decodes once (vips_thumbnail
to the largest size, kept in memory), makes the smaller sizes from it and writes the same files
with the same qualities and the same WebP effort. Both are timed inside their process, from the
opening of the file to the last file written, after imports and vips_init; the quickest of several
fresh processes, taken in turns, because what else runs on the machine only ever adds.
Memory is VmHWM of our process, imports included.

`python -m tests.bench.media_bench` prints the table.
"""

import ctypes
import ctypes.util
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.report import Row, table

ROUNDS = 5
MOST_TIMES_LIBVIPS = 1.5
MOST_MEMORY = 200.0  # MB
_SIZE_DOWN = 2  # VIPS_SIZE_DOWN: never enlarge


def make_picture(path: Path) -> None:
    """4000 × 3000 of gradients, soft shapes and grain; about 4 MB, as a phone makes them."""
    from PIL import Image, ImageChops

    size = (4000, 3000)
    light = Image.linear_gradient("L").resize(size)
    colours = (light, Image.radial_gradient("L").resize(size), ImageChops.invert(light))
    picture = Image.merge("RGB", colours)
    shapes = Image.effect_noise((1000, 750), 60).resize(size, Image.Resampling.BICUBIC)
    picture = ImageChops.overlay(picture, Image.merge("RGB", [shapes] * 3))
    grain = Image.effect_noise(size, 12)
    grained = ImageChops.overlay(picture, Image.merge("RGB", [grain] * 3))
    Image.blend(picture, grained, 0.7).save(path, "JPEG", quality=88)


def work(source: Path, folder: Path) -> dict[str, float]:
    """What the worker does, and its peak memory in MB."""
    import PIL.JpegImagePlugin
    import PIL.WebPImagePlugin  # noqa: F401 - a worker has them loaded

    from portal.media import make_derivatives

    start = time.perf_counter()
    make_derivatives(source, folder)
    return {"seconds": time.perf_counter() - start, "memory": _peak()}


def _peak() -> float:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def vips(source: Path, folder: Path) -> dict[str, float]:
    """The same files by libvips."""
    from portal.media import RECIPES

    library = ctypes.CDLL(_vips_library())
    library.vips_image_copy_memory.restype = ctypes.c_void_p
    if library.vips_init(b"bench"):
        raise RuntimeError("libvips does not start")
    start = time.perf_counter()
    image = None
    for recipe in sorted(RECIPES, key=lambda recipe: -recipe.longest):
        image = _vips_fitted(library, image or str(source).encode(), recipe.longest)
        save = [ctypes.c_void_p(image), str(folder / recipe.name).encode()]
        save += [b"Q", ctypes.c_int(recipe.quality), b"strip", ctypes.c_int(1)]
        if recipe.mime == "image/webp":
            _done(library.vips_webpsave(*save, b"effort", ctypes.c_int(recipe.effort), None))
        else:
            _done(library.vips_jpegsave(*save, b"optimize_coding", ctypes.c_int(1), None))
    return {"seconds": time.perf_counter() - start, "memory": _peak()}


def _vips_fitted(library: ctypes.CDLL, source: bytes | int, longest: int) -> int:
    """A thumbnail in memory, so that no later save decodes again."""
    made = ctypes.c_void_p()
    options = (ctypes.c_int(longest), b"size", ctypes.c_int(_SIZE_DOWN), None)
    if isinstance(source, bytes):
        _done(library.vips_thumbnail(source, ctypes.byref(made), *options))
    else:
        call = library.vips_thumbnail_image
        _done(call(ctypes.c_void_p(source), ctypes.byref(made), *options))
    return int(library.vips_image_copy_memory(made))


def _done(status: int) -> None:
    if status:
        raise RuntimeError("libvips refused")


def _vips_library() -> str | None:
    return ctypes.util.find_library("vips")


def _measure(what: str, source: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.bench.media_bench", what, str(source), folder]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def run() -> list[Row]:
    """Take the figures; without libvips the ratio is nan and its limit not kept."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "twelve.jpg"
        make_picture(source)
        whats = ["work", "vips"] if _vips_library() else ["work"]
        taken = {what: [] for what in whats}
        for _ in range(ROUNDS):
            for what in whats:
                taken[what].append(_measure(what, source))
    ours = min(figure["seconds"] for figure in taken["work"])
    memory = max(figure["memory"] for figure in taken["work"])
    peers = [figure["seconds"] for figure in taken.get("vips", [])]
    peer = min(peers) if peers else float("nan")
    said = "one libvips process, same sizes, qualities, effort" if peers else "no libvips here"
    return [
        Row("12 MP JPEG to all derivatives", ours * 1000, "ms", None, f"{peer * 1000:.0f} ms"),
        Row("12 MP JPEG, ratio to libvips", ours / peer, "×", MOST_TIMES_LIBVIPS, said),
        Row("12 MP JPEG, memory of the worker", memory, "MB", MOST_MEMORY, "VmHWM"),
    ]


if __name__ == "__main__":
    if len(sys.argv) == 4:
        task = {"work": work, "vips": vips}[sys.argv[1]]
        sys.stdout.write(json.dumps(task(Path(sys.argv[2]), Path(sys.argv[3]))))
    else:
        sys.stdout.write(table(run()) + "\n")
