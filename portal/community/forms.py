"""The form that everybody can send."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField, RadioField
from wtforms.validators import Length

from portal.community.rules import LONGEST_REPORT, REPORT_WORDS
from portal.web.forms import Form, LineField, StoryField


class ReportForm(Form):
    id = HiddenField()
    reason = RadioField(
        _l("What is wrong?"), choices=list(REPORT_WORDS.items()), validate_choice=False
    )
    text = StoryField(_l("Tell us more"), longest=LONGEST_REPORT, render_kw={"rows": 4})
    contact = EmailField(
        _l("Your e-mail address, for the answer"),
        validators=[Length(max=254, message=_l("This is not an e-mail address."))],
        render_kw={"autocomplete": "email"},
    )
    # People do not see this field; machines that fill in everything do.
    website = LineField(_l("Leave this empty"))
