"""Indexes over expressions, which Alembic cannot compare on SQLite: here by their names."""

from sqlalchemy import Column, Connection, Index, MetaData, text


def missing_indexes(connection: Connection, metadata: MetaData) -> list[Index]:
    """Indexes over expressions that the models declare and a SQLite database does not have.

    On PostgreSQL Alembic compares them itself, and nothing is returned.
    """
    if connection.dialect.name != "sqlite":
        return []
    present = set(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'index'")))
    declared = (index for table in metadata.sorted_tables for index in table.indexes)
    return [index for index in declared if _is_over_expression(index) and index.name not in present]


def _is_over_expression(index: Index) -> bool:
    return any(not isinstance(item, Column) for item in index.expressions)
