"""`/api/v1/contributions`: read, give, change, take back, and the history."""

from portal.api.contributions import changing, creating, reading, revisions

__all__ = ["changing", "creating", "reading", "revisions"]
