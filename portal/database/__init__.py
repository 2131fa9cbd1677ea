"""The session, the column types and the migrations: what every table is made with."""

from portal.database.columns import IdType, UtcDateTime
from portal.database.session import Base, db, engine_options, lock_row, register, transaction

__all__ = [
    "Base",
    "IdType",
    "UtcDateTime",
    "db",
    "engine_options",
    "lock_row",
    "register",
    "transaction",
]
