"""The pages of works."""

from flask import Blueprint

blueprint = Blueprint("contributions", __name__)

from portal.contributions.views import edit, gallery, history, show, state  # noqa: E402

__all__ = ["blueprint", "edit", "gallery", "history", "show", "state"]
