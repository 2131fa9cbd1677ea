"""Which store this application uses."""

from pathlib import Path
from typing import cast

from flask import Flask, current_app

from portal.config import Settings
from portal.storage.instance import claim
from portal.storage.local import LocalStore
from portal.storage.s3 import S3Store
from portal.storage.store import ObjectStore

_NAME = "portal.storage"


def open_store(settings: Settings) -> ObjectStore:
    """The store that PORTAL_MEDIA_URL names."""
    if settings.media_url.startswith("s3://"):
        return S3Store(settings.media_url, settings.data_dir / "scratch")
    return LocalStore(Path(settings.media_url))


def register(app: Flask, settings: Settings, instance_id: str) -> None:
    """Give the application its store; WrongSetting when that one belongs to another portal."""
    store = open_store(settings)
    claim(store, instance_id)
    app.extensions[_NAME] = store


def current_store() -> ObjectStore:
    """The store of the running application."""
    return cast(ObjectStore, current_app.extensions[_NAME])
