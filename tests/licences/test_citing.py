"""The table says the truth about each licence, and a work can be cited from it."""

import pytest
from flask import Flask
from flask_babel import Babel

from portal.licences import LICENCES, attribution, describe_rights, get_licence

URL = "https://commons.example.org/contributions/0123456789ABC"


@pytest.fixture(autouse=True)
def app():
    app = Flask(__name__)
    Babel(app)
    with app.app_context():
        yield app


@pytest.mark.parametrize(
    ("licence_id", "line"),
    [
        ("CC-BY-SA-4.0", f"“Phare” by Anna, CC BY-SA 4.0, {URL}"),
        ("PDM-1.0", f"“Phare” by Anna, Public domain, {URL}"),
        (
            "shown-with-permission",
            f"“Phare” by Anna, In copyright, shown here with permission, {URL}",
        ),
    ],
)
def test_the_line_to_copy_names_title_maker_licence_and_address(licence_id, line):
    assert attribution("Phare", "Anna", get_licence(licence_id), URL, "en") == line


@pytest.mark.parametrize(("title", "maker"), [("", "Anna"), ("Phare", ""), ("", "")])
def test_a_missing_title_or_maker_leaves_no_gap(title, maker):
    line = attribution(title, maker, get_licence("CC-BY-4.0"), URL, "en")
    assert title in line
    assert maker in line
    assert "“”" not in line
    assert " ," not in line


def test_a_percent_sign_in_a_title_stays():
    line = attribution("100 %(x)s", "A%d", get_licence("CC0-1.0"), URL, "en")
    assert line.startswith("“100 %(x)s” by A%d")


def test_machines_read_a_licence_with_its_attribution():
    rights = describe_rights(get_licence("CC-BY-4.0"), maker="Anna", url=URL)
    assert rights.relation == "license"
    assert rights.uri == "https://creativecommons.org/licenses/by/4.0/"
    assert (rights.attribution_name, rights.attribution_url) == ("Anna", URL)


def test_a_statement_is_not_told_to_machines_as_a_licence():
    rights = describe_rights(get_licence("rights-unknown"), maker="", url=URL)
    assert rights.relation == "dcterms:rights"
    assert (rights.attribution_name, rights.attribution_url) == (None, None)


@pytest.mark.parametrize("licence", LICENCES.values(), ids=LICENCES)
def test_what_the_table_allows_is_consistent(licence):
    assert licence.is_licence == licence.allows_reuse
    assert not licence.allows_commercial or licence.allows_reuse
    assert licence.is_open == licence.allows_commercial
    assert bool(licence.must) == (licence.needs_attribution and licence.allows_reuse)


@pytest.mark.parametrize("licence", LICENCES.values(), ids=LICENCES)
def test_every_licence_is_told_in_sentences(licence):
    told = [str(text) for text in (licence.may, licence.must, licence.may_not) if text]
    assert all(text[0].isupper() and text.endswith(".") for text in told)
    assert licence.may_not or licence.is_open
