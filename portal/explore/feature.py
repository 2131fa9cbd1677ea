"""What finding adds to the portal."""

from flask_babel import lazy_gettext as _l

from portal.explore import views
from portal.web.feature import Feature, NavigationEntry

feature = Feature(
    name="explore",
    blueprints=(views.blueprint,),
    navigation=(NavigationEntry(_l("Explore"), "explore.map", "map", order=10),),
)
