"""The session, the column types and the migrations: what every table is made with."""

from portal.database.columns import IdType, UtcDateTime
from portal.database.session import Base, db, engine_options, lock_row, register, transaction
from portal.database.state import state_of_database

__all__ = [
    "Base",
    "IdType",
    "UtcDateTime",
    "db",
    "engine_options",
    "lock_row",
    "register",
    "state_of_database",
    "transaction",
]
