"""What went wrong, for staff: never what people wrote, which any library may quote."""

import traceback
from pathlib import Path

from portal.kernel.errors import PortalError

_MOST = 1000
_ROOT = Path(__file__).resolve().parents[2]


def describe(error: BaseException) -> str:
    """The class, and our own message, the system's, or the place in the code."""
    name = type(error).__name__
    if isinstance(error, PortalError):
        return f"{name} ({error.reason}): {error}"[:_MOST]
    if isinstance(error, OSError) and error.strerror:
        return f"{name}: {error.strerror} ({place(error)})"[:_MOST]
    return f"{name} ({place(error)})"[:_MOST]


def place(error: BaseException) -> str:
    """File and line where it was raised: the deepest one of a feature or engine, if any."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return "nowhere"
    ours = [frame for frame in frames if _is_at_fault(Path(frame.filename))]
    frame = (ours or frames)[-1]
    path = Path(frame.filename)
    name = path.relative_to(_ROOT) if path.is_relative_to(_ROOT) else path.name
    return f"{name}:{frame.lineno}"


def _is_at_fault(path: Path) -> bool:
    """Ours, and not this package, which is below everything that runs."""
    return path.is_relative_to(_ROOT / "portal") and path.parent != Path(__file__).parent
