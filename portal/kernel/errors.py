"""What can go wrong, by meaning. `web/errors.py` alone turns these into pages or problems."""

from collections.abc import Mapping


class PortalError(Exception):
    """Something a person should be told in one sentence.

    `message` is shown to people (already translated, or a lazy string); `reason` is a stable
    machine name such as ``too_large``.
    """

    reason = "error"

    def __init__(self, message: object = "", *, reason: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if reason is not None:
            self.reason = reason

    def __str__(self) -> str:
        return str(self.message)


class NotFound(PortalError):
    """There is no such thing, or the viewer may not know of it."""

    reason = "not_found"


class Gone(PortalError):
    """There was such a thing; a tombstone remains."""

    reason = "gone"


class Forbidden(PortalError):
    """The viewer is known and may not do this."""

    reason = "forbidden"


class Unauthenticated(PortalError):
    """Logging in would help."""

    reason = "unauthenticated"


class Invalid(PortalError):
    """What was sent does not fit; `fields` says which field and why."""

    reason = "invalid"

    def __init__(
        self,
        message: object = "",
        *,
        reason: str | None = None,
        fields: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(message, reason=reason)
        self.fields = dict(fields or {})


class Conflict(PortalError):
    """Somebody else was quicker, or the state does not allow it any more."""

    reason = "conflict"


class TooMany(PortalError):
    """Too often in too short a time; `retry_after` in seconds."""

    reason = "too_many"

    def __init__(self, message: object = "", *, retry_after: int = 60) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unavailable(PortalError):
    """A part the portal needs does not answer, or the disk is full; nothing was stored."""

    reason = "unavailable"
