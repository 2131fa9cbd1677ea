"""The one door to Pillow: what passes is of a known kind, of sane size, and closed after use."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from portal.media import refusals
from portal.media.kinds import HEAD, Kind, find_kind

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

_LONGEST_PNG_TEXT = 16 * 1024 * 1024  # bytes


def kind_of(path: Path) -> Kind:
    """The kind of the file; Invalid (`not_this_kind`) for any other content."""
    with path.open("rb") as file:
        kind = find_kind(file.read(HEAD))
    if kind is None:
        raise refusals.not_this_kind()
    return kind


@contextmanager
def opened(path: Path) -> Iterator[tuple["ImageFile", Kind]]:
    """The picture with its header read and nothing decoded yet, and its kind.

    Raises Invalid: `not_this_kind`, `damaged`, `too_many_pixels`; also for what the body raises.
    """
    from PIL import Image

    with refusals.refusing():
        kind = kind_of(path)
        _prepare(kind.decoder)
        with Image.open(path, formats=[kind.decoder]) as image:
            check_size(image.width, image.height)
            yield image, kind


def check_size(width: int, height: int) -> None:
    """Refuse (`too_many_pixels`, `damaged`) before any memory is taken for the pixels."""
    if width * height > refusals.MAX_PIXELS:
        raise refusals.too_many_pixels()
    if width < 1 or height < 1:
        raise refusals.damaged()


@cache
def _prepare(decoder: str) -> None:
    """Pillow's own limit raises at twice its figure, for frames inside a file too."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = refusals.MAX_PIXELS
    # Each broken tag would write a line to the log; what matters is raised, not warned.
    warnings.filterwarnings("ignore", module=r"PIL\.")
    if decoder == "PNG":
        from PIL import PngImagePlugin

        # Photoshop's editing history alone can be over Pillow's one megabyte of text.
        PngImagePlugin.MAX_TEXT_CHUNK = _LONGEST_PNG_TEXT
    if decoder == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False)
