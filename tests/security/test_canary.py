"""What somebody may not see is on no route, in no count, tile, suggestion, revision or file.

The proof is one of silence: every address is asked before the secret works exist and again
when they are in their states, before and after the index heard of it. Not a byte may differ.
"""

from dataclasses import dataclass, field
from itertools import product
from urllib.parse import urlencode

import pytest

from portal.kernel import ids
from tests.factories import works
from tests.security import atlas, secrets
from tests.security.conftest import NOBODY, Answer, House, ask

pytestmark = [pytest.mark.slow, pytest.mark.once]
VIEWERS = (NOBODY, "yann", "tangi")
# Moments at which the secrets must not be felt: the outbox still full, and empty.
MOMENTS = ("pending", "settled")
AROUND = "-4.60,48.30,-4.40,48.45"
QUERIES: tuple[dict[str, str], ...] = (
    {},
    {"q": "port"},
    {"q": "zwart"},
    {"q": "zwartkoekok"},
    {"q": "port", "page": "2"},
    {"q": "titre", "order": "newest"},
    {"tag": "port"},
    {"person": "maelle"},
    {"from": "1930", "to": "1932"},
    {"licence": "CC-BY-SA-4.0", "kind": "photo"},
    {"bbox": AROUND},
    {"fragment": "1"},
    {"lang": "br"},
)
# An address may repeat what was asked; so these are only compared, not searched for the word.
ECHOES: tuple[dict[str, str], ...] = tuple(
    query
    for state in secrets.STATES
    for query in ({"q": secrets.word(state)}, {"tag": secrets.word(state)})[
        : 1 + (state == "hidden")
    ]
)


NEVER = ids.encode(1)
# Decisions are public: that something was hidden is told there, and nothing of what it was.
TELLING = "/decisions/"


@dataclass
class Story:
    """The answers of one portal: before the secrets, and at each moment after."""

    house: House
    secret: dict[str, int]
    answers: dict[tuple[str, str], dict[str, Answer]] = field(default_factory=dict)

    def walk(self, moment: str, world: atlas.World, queries: tuple[dict[str, str], ...]) -> None:
        listed = atlas.addresses(self.house.app, world, only_filled=bool(world.works))
        asked = [_with(a, query) for a, query in product(listed, queries) if _fits(a, query)]
        for viewer in VIEWERS:
            # An archivist may read originals; for all else one look at each address is enough.
            asked = [a for a in asked if viewer != "tangi" or "?" not in a]
            found = self.answers.setdefault((moment, viewer), {})
            found.update({address: self.house.ask(viewer, address) for address in asked})


def _with(address: str, query: dict[str, str]) -> str:
    return f"{address}?{urlencode(query)}" if query else address


def _fits(address: str, query: dict[str, str]) -> bool:
    """Some pages take no filters; tiles repeat nothing."""
    if address.startswith("/account/"):
        return not query
    if address.startswith(("/about", "/basemap", "/health", "/api/problems", "/api/v1/openapi")):
        return not query
    return not (query in ECHOES and address.endswith(".json"))


@pytest.fixture(scope="module")
def story(house: House) -> Story:
    with house.app.app_context():
        decoys = [works.published(house.cast["yann"], tags=("port",)).id for _ in range(3)]
        works.settle_jobs()
    open_world = atlas.World([], list(house.cast), [secrets.EXACT])
    told = Story(house, {})
    told.walk("before", open_world, QUERIES + ECHOES)
    with house.app.app_context():
        told.secret = secrets.add(house.cast)
        works.settle_jobs()
    told.walk("public", atlas.World([], list(house.cast), [secrets.EXACT]), ({},))
    with house.app.app_context():
        secrets.conceal(house.cast, told.secret)
    hidden_world = atlas.World(list(told.secret.values()))
    for moment in MOMENTS:
        told.walk(moment, open_world, QUERIES + ECHOES)
        told.walk(f"{moment} works", hidden_world, ({}, {"lang": "nl"}, {"a": "1", "b": "2"}))
        told.walk(f"{moment} decoys", atlas.World(decoys), ({},))
        with house.app.app_context():
            works.settle_jobs()
    return told


def test_every_address_to_read_is_listed(house: House) -> None:
    assert atlas.unlisted(house.app, atlas.READ, "GET") == []


def test_no_answer_breaks(story: Story) -> None:
    broken = {
        a for walk in story.answers.values() for a, said in walk.items() if said.status >= 500
    }
    assert broken == set()


def test_the_proof_sees_works_while_they_are_public(story: Story) -> None:
    """Were the walk blind, all the other tests here would pass as well."""
    before, public = story.answers["before", NOBODY], story.answers["public", NOBODY]
    changed = [address for address in public if public[address] != before[address]]
    assert {"/", "/contributions/", "/map", "/map/list"} <= set(changed)
    assert any(secrets.CANARY in answer.text for answer in public.values())


@pytest.mark.parametrize(("moment", "viewer"), list(product(MOMENTS, VIEWERS)))
def test_secret_works_change_no_answer(story: Story, moment: str, viewer: str) -> None:
    before, now = story.answers["before", viewer], story.answers[moment, viewer]
    changed = {address for address in before if before[address] != now[address]}
    assert {address for address in changed if not address.startswith(TELLING)} == set()


@pytest.mark.parametrize(("moment", "viewer"), list(product(MOMENTS, VIEWERS)))
def test_the_word_is_in_no_body_and_no_header(story: Story, moment: str, viewer: str) -> None:
    echoes = {urlencode(query) for query in ECHOES}
    walks = (moment, f"{moment} works", f"{moment} decoys")
    answers = {a: s for walk in walks for a, s in story.answers[walk, viewer].items()}
    names = [secrets.CANARY, *(ids.encode(work_id) for work_id in story.secret.values())]
    told = [
        a
        for a, said in answers.items()
        if a.partition("?")[2] not in echoes
        and any(name in said.text.replace(a, "").replace(a.partition("?")[0], "") for name in names)
    ]
    assert told == []


@pytest.mark.parametrize(("moment", "viewer"), list(product(MOMENTS, VIEWERS)))
def test_addresses_of_secret_works_and_their_files_are_closed(
    story: Story, moment: str, viewer: str
) -> None:
    closed = {404, 410} if viewer != NOBODY else {302, 401, 404, 410}
    found = story.answers[f"{moment} works", viewer]
    # The desk refuses by role before it looks for the work; thanks are proved below.
    elsewhere = {a for a, said in found.items() if a.startswith("/review/") and said.status == 403}
    elsewhere |= {address for address in found if "/thanks" in address}
    answers = {address: said for address, said in found.items() if address not in elsewhere}
    assert len(answers) > 80
    opened = {
        address: said.status
        for address, said in answers.items()
        # Programs are told of a question that means nothing, whatever it is about.
        if said.status not in closed | ({422} if "/api/" in address and "?" in address else set())
    }
    assert opened == {}


def test_who_reported_is_thanked_alike_whatever_became_of_it(story: Story) -> None:
    """Also for a work that never was: the page says nothing about the work."""
    never = story.house.ask("yann", f"/report/contribution/{NEVER}/thanks").text
    for work_id in story.secret.values():
        name = ids.encode(work_id)
        page = story.house.ask("yann", f"/report/contribution/{name}/thanks").text
        assert page.replace(name, NEVER) == never


def test_files_say_not_found_and_nothing_else(story: Story) -> None:
    answers = story.answers["settled works", "yann"]
    media = {a: said.status for a, said in answers.items() if a.startswith("/media/")}
    assert set(media.values()) == {404}


def test_the_contributor_still_finds_them(story: Story) -> None:
    client = story.house.clients["maelle"]
    for state in ("draft", "hidden", "withdrawn", "embargoed", "consent"):
        page = ask(client, f"/contributions/{ids.encode(story.secret[state])}")
        assert (page.status, secrets.word(state) in page.text) == (200, True), state


def test_only_an_expunged_work_is_closed_to_its_contributor(story: Story) -> None:
    address = f"/contributions/{ids.encode(story.secret['expunged'])}"
    assert ask(story.house.clients["maelle"], address).status == 410
