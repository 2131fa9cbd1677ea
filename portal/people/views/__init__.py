"""The pages of people; each module adds its part to the one blueprint."""

from portal.people.views import account, profiles, staff
from portal.people.views.blueprint import blueprint

__all__ = ["account", "blueprint", "profiles", "staff"]
