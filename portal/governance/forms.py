"""What curators, contributors and stewards fill in at the review desk."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectField
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import HiddenInput

from portal.community.rules import GROUND_NAMES, LONGEST_WORDS, REASON_NAMES, Action
from portal.governance.rules import Verdict
from portal.kernel.errors import Invalid
from portal.web.forms import Form, StoryField, client_id

REASONS = list(REASON_NAMES.items())


class DecideForm(Form):
    """One work: the canned reasons and words; which button was pressed is `action`."""

    id = HiddenField()
    seen = IntegerField(
        widget=HiddenInput(), validators=[Optional(), NumberRange(min=0, max=2**31 - 1)]
    )
    reason = RadioField(_l("Reason"), choices=REASONS, validate_choice=False)
    words = StoryField(
        _l("In your words"), longest=LONGEST_WORDS, render_kw={"rows": 3, "spellcheck": "true"}
    )
    private = BooleanField(_l("Keep this out of the public decisions"))

    def verdict(self, action: str) -> Verdict:
        """What was decided. Raises Invalid for a button that is not offered."""
        if action not in set(Action) - {Action.EXPUNGE}:
            raise Invalid(_l("Choose what to do."), reason="bad_action")
        return Verdict(
            id=client_id(self.id.data),
            action=Action(action),
            seen=self.seen.data or 0,
            reason=self.reason.data or "",
            words=self.words.data or "",
            is_public=not self.private.data,
        )


class BatchForm(Form):
    """Several works, one reason."""

    reason = SelectField(
        _l("Reason"), choices=[("", _l("Choose a reason")), *REASONS], validate_choice=False
    )
    words = StoryField(_l("In your words"), longest=LONGEST_WORDS, render_kw={"rows": 2})


class AppealForm(Form):
    words = StoryField(
        _l("Why should it be shown?"),
        longest=LONGEST_WORDS,
        required=True,
        render_kw={"rows": 6},
    )


class AnswerForm(Form):
    answer = StoryField(
        _l("Your answer"), longest=LONGEST_WORDS, required=True, render_kw={"rows": 3}
    )


class ExpungeForm(Form):
    id = HiddenField()
    ground = RadioField(
        _l("On what ground?"), choices=list(GROUND_NAMES.items()), validate_choice=False
    )
    words = StoryField(
        _l("What this rests on"),
        longest=LONGEST_WORDS,
        render_kw={"rows": 4},
        description=_l("The article of law, the order, the danger. This is public: name nobody."),
    )
    sure = BooleanField(_l("I know that this cannot be undone"))
