"""What lies on the desk: piles, counts, the queue by person."""

from portal.community import service as book
from portal.contributions.rules import State
from portal.kernel import ids
from portal.web.viewer import NOBODY


def report(app, work_id, reason="private"):
    with app.test_request_context():
        book.report(NOBODY, "contribution", work_id, book.Said(ids.new_id(), reason))


def test_unreviewed_works_of_others_wait(client_of, publish):
    publish("maelle", "Fresh one")
    publish("yann", "Reviewed one", reviewed_revision=1)
    publish("rozenn", "Own one")
    publish("yann", "A draft", state=State.DRAFT)
    page = client_of("rozenn").get("/review/?show=fresh").text
    assert "Fresh one" in page
    assert all(other not in page for other in ("Reviewed one", "Own one", "A draft"))


def test_a_changed_work_waits_again(client_of, publish):
    publish("maelle", "Changed one", reviewed_revision=0)
    assert "Changed one" in client_of("rozenn").get("/review/?show=fresh").text


def test_reported_works_come_first_and_say_what_is_urgent(app, client_of, publish):
    publish("maelle", "Fresh one")
    report(app, publish("maelle", "Reported one", reviewed_revision=1))
    page = client_of("rozenn").get("/review/?lang=en").text
    assert "Reported one" in page and "Urgent" in page
    assert "Fresh one" not in page


def test_the_badge_counts_what_waits(app, client_of, publish):
    for _ in range(3):
        report(app, publish("maelle"))
    assert '<span class="count">3</span>' in client_of("rozenn").get("/decisions/").text
    assert '<span class="count">' not in client_of("yann").get("/decisions/").text


def test_works_of_one_person_stand_together(client_of, publish):
    for handle, title in (("maelle", "M1"), ("yann", "Y1"), ("maelle", "M2")):
        publish(handle, f"Work {title}")
    queue = client_of("rozenn").get("/review/").text.partition("desk__queue")[2]
    places = [queue.index(f"<bdi>Work {title}") for title in ("M1", "M2", "Y1")]
    assert places == sorted(places)


def test_the_queue_is_narrowed_to_a_person(client_of, publish):
    publish("maelle", "Of Maelle")
    publish("yann", "Of Yann")
    page = client_of("rozenn").get("/review/?show=fresh&person=yann").text
    assert "Of Yann" in page and "Of Maelle" not in page
    assert "Of Yann" not in client_of("rozenn").get("/review/?show=fresh&person=nobody").text


def test_next_leads_to_the_following_work(client_of, publish):
    first, second = publish("maelle", "First"), publish("maelle", "Second")
    page = client_of("rozenn").get("/review/").text
    assert f"work={ids.encode(second)}#panel" in page
    following = client_of("rozenn").get(f"/review/?show=fresh&work={ids.encode(second)}").text
    assert f'name="next" value="{ids.encode(first)}"' in following


def test_empty_piles_say_so(client_of):
    for pile in ("reported", "appeals", "asked", "fresh", "hidden", "nonsense"):
        assert client_of("rozenn").get(f"/review/?show={pile}").status_code == 200


def test_ones_own_work_cannot_be_opened_on_the_desk(client_of, publish):
    work = ids.encode(publish("rozenn"))
    assert client_of("rozenn").get(f"/review/?work={work}").status_code == 403


def test_a_broken_work_in_the_address_is_refused(client_of):
    assert client_of("rozenn").get("/review/?work=nonsense").status_code == 422
    assert client_of("rozenn").get("/review/?work=0000000000001").status_code == 404


def test_the_desk_costs_the_same_for_any_number_of_works(client_of, publish, count_queries):
    publish("maelle")
    rozenn = client_of("rozenn")
    rozenn.get("/review/?show=fresh")
    with count_queries() as one:
        rozenn.get("/review/?show=fresh")
    for number in range(15):
        publish("maelle", f"Work {number}")
    with count_queries() as many:
        rozenn.get("/review/?show=fresh")
    assert len(many) == len(one)


def test_the_queue_is_paged(client_of, publish):
    for number in range(26):
        publish("maelle", f"Work no {number}!")
    page = client_of("rozenn").get("/review/?show=fresh").text
    assert "Work no 23!" in page and "Work no 24!" not in page
    following = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert "Work no 24!" in client_of("rozenn").get(following).text
