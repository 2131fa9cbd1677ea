"""Writing to a disk so that what was written is there after a power cut.

After "Files are hard" (https://danluu.com/file-consistency/): sync the file, rename it into
place, sync the folder that names it.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask_babel import lazy_gettext as _l

from portal.kernel.errors import Unavailable

PART = ".part-"
_FULL = {errno.ENOSPC, errno.EDQUOT}


@contextmanager
def part_file(path: Path) -> Iterator[Path]:
    """Write to `path` inside the block; when anything fails, no half file is left.

    Raises Unavailable (`disk_full`) when the disk is full.
    """
    try:
        yield path
    except OSError as error:
        path.unlink(missing_ok=True)
        if error.errno in _FULL:
            raise Unavailable(
                _l("There is no room left for new files. Nothing was stored; try again later."),
                reason="disk_full",
            ) from error
        raise
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def sync_folders(folder: Path, root: Path) -> None:
    """Make the names in `folder` and in each folder up to `root` durable."""
    for place in (folder, *folder.parents):
        sync_folder(place)
        if place == root:
            return


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
