"""Alembic's way in: `portal.database.migrate` calls it with a connection, never a command line."""

from typing import Any

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from portal.database.columns import UtcDateTime
from portal.database.session import Base


def _render(kind: str, item: Any, autogen: AutogenContext) -> str | bool:
    if kind == "type" and isinstance(item, UtcDateTime):
        autogen.imports.add("from portal.database.columns import UtcDateTime")
        return "UtcDateTime()"
    return False


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=_render,
        compare_type=True,
        transaction_per_migration=False,
        **context.config.attributes.get("options", {}),
    )
    context.run_migrations()


_migrate(context.config.attributes["connection"])
