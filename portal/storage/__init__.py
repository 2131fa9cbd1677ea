"""Where bytes live: the one package that touches media_store/ or an object store."""

from portal.storage.engine import current_store, open_store, register
from portal.storage.instance import claim, instance_id
from portal.storage.keys import derivative_key, original_key
from portal.storage.local import LocalStore
from portal.storage.s3 import S3Store
from portal.storage.spool import Received, spool, sweep_parts
from portal.storage.store import ObjectStore

__all__ = [
    "LocalStore",
    "ObjectStore",
    "Received",
    "S3Store",
    "claim",
    "current_store",
    "derivative_key",
    "instance_id",
    "open_store",
    "original_key",
    "register",
    "spool",
    "sweep_parts",
]
