"""What is asked when a published work is changed: the same as of a draft, and why."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from portal.config import LANGUAGES
from portal.contributions.content import LONGEST_STORY, LONGEST_TITLE, Content, Translation
from portal.contributions.draft_form import DraftForm, shown
from portal.contributions.forms import WorkForm
from portal.web.forms import LineField, StoryField


class EditForm(DraftForm):
    """Everything that can be said of a work, why it was changed, and from which revision on."""

    translation_fr_title = LineField(_l("Title"), longest=LONGEST_TITLE)
    translation_fr_description = StoryField(_l("Story"), longest=LONGEST_STORY)
    translation_br_title = LineField(_l("Title"), longest=LONGEST_TITLE)
    translation_br_description = StoryField(_l("Story"), longest=LONGEST_STORY)
    translation_nl_title = LineField(_l("Title"), longest=LONGEST_TITLE)
    translation_nl_description = StoryField(_l("Story"), longest=LONGEST_STORY)
    translation_en_title = LineField(_l("Title"), longest=LONGEST_TITLE)
    translation_en_description = StoryField(_l("Story"), longest=LONGEST_STORY)
    reason = LineField(_l("What did you change, and why?"), longest=300)
    base = IntegerField(validators=[InputRequired()], widget=HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # A page of its own with a token of its own, unlike the drafts on one page.
        WorkForm.__init__(self, *args, **kwargs)

    def values(self) -> dict[str, Any]:
        """What was sent; the translations come as a whole, or not at all."""
        sent = super().values()
        told = {
            language: Translation(title.data or "", description.data or "")
            for language, title, description in self.translations()
            if title.raw_data and language != self.language.data
        }
        return {**sent, "translations": told} if told else sent

    def translations(self) -> list[tuple[str, Field, Field]]:
        """Each language with its two fields."""
        return [
            (code, self[f"translation_{code}_title"], self[f"translation_{code}_description"])
            for code in LANGUAGES
        ]

    @classmethod
    def showing(cls, content: Content, base: int, reason: str = "") -> "EditForm":
        """The form with what is there, whatever this request has sent."""
        told: dict[str, Any] = {}
        for language, said in content.translations.items():
            told[f"translation_{language}_title"] = said.title
            told[f"translation_{language}_description"] = said.description
        return cls(formdata=None, data={**shown(content), **told, "base": base, "reason": reason})


def messages(fields: Mapping[str, object]) -> dict[str, object]:
    """Sentences about wrong answers by the field they stand at."""
    said = {}
    for name, sentence in fields.items():
        is_translation = name.startswith("translation_") and name.count("_") == 1
        said[f"{name}_description" if is_translation else name] = sentence
    return said
