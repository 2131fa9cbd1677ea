"""Which portal a store belongs to: a foreign one is noticed before anything is written."""

import secrets
from pathlib import Path

from portal.config import WrongSetting
from portal.kernel.errors import Unavailable
from portal.storage.store import ObjectStore


def instance_id(data_dir: Path) -> str:
    """The id of this portal, made once; two processes that start together agree on one."""
    path = data_dir / "instance_id"
    try:
        if not path.exists():
            data_dir.mkdir(parents=True, exist_ok=True)
            fresh = data_dir / f".instance_id.{secrets.token_hex(4)}"
            fresh.write_text(secrets.token_hex(16))
            try:
                path.hardlink_to(fresh)
            except FileExistsError:
                pass  # the other one was quicker
            finally:
                fresh.unlink()
        return path.read_text().strip()
    except OSError as error:
        raise WrongSetting(
            f"PORTAL_DATA_DIR is “{data_dir}”, but should be a folder one can write to ({error})."
        ) from None


def claim(store: ObjectStore, instance_id: str) -> None:
    """Write our id into a store that has none; WrongSetting when it carries another's."""
    try:
        held = store.mark(instance_id)
    except Unavailable as error:
        if error.reason != "store_refuses":
            raise
        raise WrongSetting(
            "PORTAL_MEDIA_URL names an object store that refuses the credentials in AWS_*."
        ) from error
    if held != instance_id:
        raise WrongSetting(
            "PORTAL_MEDIA_URL names a store that belongs to another portal"
            f" (its id is {held[:64]}, ours is {instance_id})."
        )
