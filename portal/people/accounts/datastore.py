"""How Flask-Security reads and makes members."""

from typing import Any, cast

from flask_security import SQLAlchemyUserDatastore
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.people.models import Member
from portal.people.service import new_member
from portal.web.locale import current_language


class MemberDatastore(SQLAlchemyUserDatastore):
    """Members with their grants in one query; new ones get a handle and the page's language."""

    def __init__(self) -> None:
        # There is no table of roles: rights come from grants.
        super().__init__(db, cast(Any, Member), cast(Any, None))

    def find_user(self, case_insensitive: bool = False, **kwargs: Any) -> Any:  # noqa: ARG002
        """The member with this e-mail address or session key; addresses are kept in lower case."""
        column, value = kwargs.popitem()
        if column == "email":
            value = str(value).lower()
        found = db.session.scalars(
            select(Member)
            .where(getattr(Member, column) == value)
            .options(joinedload(Member.grants))
        )
        return found.unique().one_or_none()

    def create_user(self, **kwargs: Any) -> Any:
        """A member who has registered and is not confirmed yet; `password` is a hash."""
        return new_member(
            email=kwargs["email"],
            name=kwargs["name"],
            password_hash=kwargs["password"],
            language=current_language(),
        )
