"""What people add to the portal."""

from flask import Flask

from portal.people import viewers
from portal.web.feature import Feature


def _ready(app: Flask) -> None:
    app.extensions["portal.viewer_loader"] = viewers.load_viewer


feature = Feature(name="people", ready=_ready)
