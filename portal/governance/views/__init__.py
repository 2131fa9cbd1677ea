"""The pages of the review desk."""

from flask import Blueprint

blueprint = Blueprint("governance", __name__)

from portal.governance.views import appeals, expunging, review, slots  # noqa: E402

__all__ = ["appeals", "blueprint", "expunging", "review", "slots"]
