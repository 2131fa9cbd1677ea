"""What the guide adds to the portal."""

from flask_babel import lazy_gettext as _l

from portal.guide.views import blueprint
from portal.web.feature import Feature, NavigationEntry

feature = Feature(
    name="guide",
    blueprints=(blueprint,),
    footer=(
        NavigationEntry(_l("About this portal"), "guide.about", "info", order=10),
        NavigationEntry(_l("The licences in plain words"), "guide.licences", "scale", order=20),
    ),
)
