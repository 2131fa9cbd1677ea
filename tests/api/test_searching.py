"""Search through the API: the same index, the same gate."""

from tests.api.conftest import SAID, work_off

SEARCH = "/api/v1/search"


def found(answer):
    return [hit["work"]["id"] for hit in answer.json["items"]]


def test_words_find_a_work_and_are_marked(app, client, published):
    work_off(app)
    answer = client.get(f"{SEARCH}?q=bateaux")
    assert found(answer) == [published.rpartition("/")[2]]
    marked = [piece["text"] for piece in answer.json["items"][0]["passage"] if piece["hit"]]
    assert marked == ["bateaux"]


def test_a_draft_is_not_found(app, client, draft, maelle):
    work_off(app)
    assert client.get(f"{SEARCH}?q=bateaux", headers=maelle).json["total"] == 0


def test_a_withdrawn_work_is_neither_found_nor_counted_before_the_index_knows(
    app, client, published, maelle
):
    work_off(app)
    client.delete(published, headers=maelle)
    answer = client.get(f"{SEARCH}?q=bateaux").json
    assert (answer["items"], answer["total"], answer["facets"]["tag"]) == ([], 0, {})


def test_pages_of_hits_lead_on_until_there_are_none(app, client, send):
    sent = {send({**SAID, "publish": True}, seed=n).json["id"] for n in range(5)}
    work_off(app)
    hits, address = [], f"{SEARCH}?q=port&limit=2"
    while address:
        answer = client.get(address)
        hits += found(answer)
        address = answer.json["next"]
    assert (len(hits), set(hits)) == (5, sent)


def test_facets_count_and_filters_narrow(app, client, published):
    work_off(app)
    answer = client.get(f"{SEARCH}?q=port&licence=CC0-1.0").json
    assert answer["total"] == 0
    assert answer["facets"]["licence"] == {"CC-BY-SA-4.0": 1}
