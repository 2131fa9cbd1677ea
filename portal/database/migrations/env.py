"""Alembic's way in: `portal.database.migrate` calls it with a connection, never a command line."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.operations.ops import CreateIndexOp, DropIndexOp, MigrationScript
from sqlalchemy import Connection

from portal.database.columns import UtcDateTime
from portal.database.expression_indexes import missing_indexes
from portal.database.session import Base


def _render(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    if kind == "type" and isinstance(item, UtcDateTime):
        autogen.imports.add("from portal.database.columns import UtcDateTime")
        return "UtcDateTime()"
    return False


def _add_indexes(_context: Any, _revision: Any, scripts: list[MigrationScript]) -> None:
    connection = context.config.attributes["connection"]
    for index in missing_indexes(connection, Base.metadata):
        scripts[0].upgrade_ops_list[0].ops.append(CreateIndexOp.from_index(index))
        scripts[0].downgrade_ops_list[0].ops.insert(0, DropIndexOp.from_index(index))


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=_render,
        process_revision_directives=_add_indexes,
        compare_type=True,
    )
    context.run_migrations()


_migrate(context.config.attributes["connection"])
