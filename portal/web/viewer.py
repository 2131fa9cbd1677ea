"""Who is looking: what rules and gates need to know of a person, without Flask or SQL."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Grant:
    """A role, perhaps only within a scope such as one desk, trail, district or association."""

    role: str
    scope_type: str | None = None
    scope_id: int | None = None


@dataclass(frozen=True)
class Viewer:
    """A member, or nobody in particular (`id` is None)."""

    id: int | None = None
    handle: str = ""
    grants: frozenset[Grant] = field(default_factory=frozenset)
    # What a bearer token allows; None for a person in a browser, who may all that the roles say.
    scopes: frozenset[str] | None = None

    @property
    def is_known(self) -> bool:
        return self.id is not None

    def has_role(self, *roles: str, scope: tuple[str, int] | None = None) -> bool:
        """Whether one of the roles is held portal-wide, or within `scope`."""
        return any(
            grant.role in roles
            and (grant.scope_type is None or (grant.scope_type, grant.scope_id) == scope)
            for grant in self.grants
        )

    def allows(self, scope: str) -> bool:
        """Whether the token at hand covers `scope` (a browser session covers all)."""
        return self.scopes is None or scope in self.scopes


NOBODY = Viewer()
EVERYBODY = "everybody"
MEMBER = "member"
