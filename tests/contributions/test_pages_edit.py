"""Editing through the form: what was sent is kept, also when two people write at once."""

import re
from collections.abc import Callable, Mapping

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.contributions.content import Translation
from portal.contributions.models import Contribution
from portal.database import db
from portal.kernel import ids
from tests.cast import Villager
from tests.contributions.page_of import address
from tests.factories import works

pytestmark = pytest.mark.usefixtures("english")

Clients = Callable[[str], FlaskClient]


@pytest.fixture
def work(app: Flask, cast: Mapping[str, Villager]) -> str:
    """A published work of Maëlle's, with a Breton title."""
    spoken = {"br": Translation("Ar porzh")}
    with app.app_context():
        made = works.published(cast["maelle"], tags=("Port",), edtf="1944", translations=spoken)
        return address(made)


def answers(client: FlaskClient, work: str, **changes: str) -> dict[str, str]:
    """What the form would send, with some answers changed."""
    page = client.get(f"{work}/edit").text
    token, base = _value(page, "csrf_token"), _value(page, "base")
    return {"csrf_token": token, "base": base, **changes}


def _value(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


def stored(app: Flask, work: str) -> Contribution:
    with app.app_context():
        kept = db.session.get_one(Contribution, ids.decode(work.rsplit("/", 1)[1]))
        assert kept.content is not None
        db.session.expunge_all()
        return kept


def test_a_change_is_kept_with_its_reason(app: Flask, client_of: Clients, work: str) -> None:
    client = client_of("maelle")
    sent = answers(client, work, title="Le port, tôt", reason="plus précis")
    assert client.post(f"{work}/edit", data=sent).status_code == 303
    assert stored(app, work).title == "Le port, tôt"
    assert "plus précis" in client.get(f"{work}/revisions/").text


def test_what_was_not_asked_stays(app: Flask, client_of: Clients, work: str) -> None:
    client = client_of("maelle")
    client.post(f"{work}/edit", data=answers(client, work, title="Le port, tôt"))
    kept = stored(app, work)
    assert (kept.edtf, kept.licence, kept.latitude) == ("1944", "CC-BY-SA-4.0", 48.3815)
    assert [tag.label for tag in kept.tags] == ["Port"]


def test_translations_are_written_and_taken_away(app: Flask, client_of: Clients, work: str) -> None:
    client = client_of("maelle")
    both = {"translation_br_title": "", "translation_br_description": ""}
    english = {"translation_en_title": "The harbour", "translation_en_description": "Early."}
    client.post(f"{work}/edit", data=answers(client, work, **both, **english))
    spoken = stored(app, work).content.translations
    assert spoken == {"en": Translation("The harbour", "Early.")}


def test_the_works_own_language_is_no_translation(client_of: Clients, work: str) -> None:
    page = client_of("maelle").get(f"{work}/edit").text
    assert 'name="translation_br_title"' in page
    assert 'name="translation_fr_title"' not in page


def test_a_date_is_asked_in_parts(app: Flask, client_of: Clients, work: str) -> None:
    client = client_of("maelle")
    client.post(f"{work}/edit", data=answers(client, work, date_mode="about", year="1950"))
    assert stored(app, work).edtf == "1950~"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": ""}, "A title is needed"),
        ({"latitude": "north", "longitude": "0"}, "Write degrees as a number"),
        ({"licence": "etalab-2.0"}, "Open Licence is for the city"),
    ],
)
def test_a_wrong_answer_is_asked_again_beside_its_field(
    app: Flask, client_of: Clients, work: str, changes: dict[str, str], says: str
) -> None:
    client = client_of("maelle")
    sent = answers(client, work, **{"reason": "pour voir", **changes})
    answer = client.post(f"{work}/edit", data=sent)
    assert answer.status_code == 422
    assert says in answer.text
    assert "pour voir" in answer.text
    assert stored(app, work).revision == 1


def test_a_stranger_may_not_edit(client: FlaskClient, client_of: Clients, work: str) -> None:
    assert client_of("yann").get(f"{work}/edit").status_code == 403
    assert client.get(f"{work}/edit").status_code in {302, 403}


def test_two_who_change_different_things_both_stay(
    app: Flask, client_of: Clients, work: str
) -> None:
    maelle, rozenn = client_of("maelle"), client_of("rozenn")
    first = answers(maelle, work, title="Le port, tôt", tags="Port, Matin")
    second = answers(rozenn, work, description="Un matin de mai.", tags="Port, Mai")
    maelle.post(f"{work}/edit", data=first)
    merged = rozenn.post(f"{work}/edit", data=second)
    assert merged.status_code == 409
    assert "You both changed these" not in merged.text
    for words in ("Le port, tôt", "Un matin de mai.", "Port, Matin, Mai"):
        assert words in merged.text


def test_two_who_change_the_same_see_both_sides(client_of: Clients, work: str) -> None:
    maelle, rozenn = client_of("maelle"), client_of("rozenn")
    second = answers(rozenn, work, title="Le quai")
    maelle.post(f"{work}/edit", data=answers(maelle, work, title="La jetée"))
    merged = rozenn.post(f"{work}/edit", data=second).text
    assert "You both changed these" in merged
    assert "La jetée" in merged
    assert _value(merged, "title") == "Le quai"


def test_two_who_translate_into_different_languages_both_stay(
    client_of: Clients, work: str
) -> None:
    maelle, rozenn = client_of("maelle"), client_of("rozenn")
    kept = {"translation_br_title": "Ar porzh"}
    second = answers(rozenn, work, translation_nl_title="De haven", **kept)
    first = answers(maelle, work, translation_en_title="The harbour", **kept)
    maelle.post(f"{work}/edit", data=first)
    merged = rozenn.post(f"{work}/edit", data=second).text
    assert "You both changed these" not in merged
    assert _value(merged, "translation_en_title") == "The harbour"
    assert _value(merged, "translation_nl_title") == "De haven"


def test_saving_the_merge_keeps_it(app: Flask, client_of: Clients, work: str) -> None:
    maelle, rozenn = client_of("maelle"), client_of("rozenn")
    second = answers(rozenn, work, title="Le quai")
    maelle.post(f"{work}/edit", data=answers(maelle, work, title="La jetée"))
    merged = rozenn.post(f"{work}/edit", data=second).text
    again = second | {"base": _value(merged, "base"), "title": "La jetée et le quai"}
    assert rozenn.post(f"{work}/edit", data=again).status_code == 303
    assert stored(app, work).title == "La jetée et le quai"
