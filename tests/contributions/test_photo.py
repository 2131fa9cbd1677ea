"""From a file that was sent to published files that say nothing they should not."""

from collections.abc import Mapping

import pytest
from flask import Flask

from portal import storage
from portal.contributions import queries, service
from portal.contributions.kinds import photo
from portal.contributions.models import Contribution
from portal.database import db
from portal.kernel.ids import new_id
from portal.uploads.queries import derivatives_of, get_file
from tests.cast import Villager
from tests.factories import works
from tests.factories.pictures import jpeg

Cast = Mapping[str, Villager]
PLACE = (48.381, -4.491)


def _work(work_id: int) -> Contribution:
    return db.session.get_one(Contribution, work_id)


def test_place_and_date_are_proposed(inside: Flask, cast: Cast) -> None:
    content = jpeg(7, place=PLACE, taken="1998:07:12 20:00:00")
    intake = works.send(cast["maelle"], content)
    proposed = _work(intake.id).proposed
    assert proposed["latitude"] == pytest.approx(PLACE[0], abs=1e-5)
    assert proposed["edtf"] == "1998-07-12"


def test_the_original_is_kept_byte_for_byte(inside: Flask, cast: Cast) -> None:
    content = jpeg(8, place=PLACE)
    intake = works.send(cast["maelle"], content)
    key = storage.original_key(get_file(intake.file_id or 0).sha256)
    assert storage.current_store().read(key) == content


def test_sizes_and_a_cleaned_original_are_made(inside: Flask, cast: Cast) -> None:
    work = works.published(cast["maelle"])
    works.settle_jobs()
    made = derivatives_of([work.id])[work.id]
    assert {"small.webp", "small.jpg", "medium.webp", photo.ORIGINAL} <= set(made)


def test_published_files_tell_the_licence_and_no_place(inside: Flask, cast: Cast) -> None:
    intake = works.send(cast["maelle"], jpeg(9, place=PLACE, device="Secret 3000"))
    service.save_draft(cast["maelle"].viewer, intake.id, works.COMPLETE)
    service.publish(cast["maelle"].viewer, intake.id)
    works.settle_jobs()
    for row in derivatives_of([intake.id])[intake.id].values():
        content = storage.current_store().read(row.key)
        assert b"creativecommons.org/licenses/by-sa/4.0/" in content, row.recipe
        assert b"Secret 3000" not in content
        assert b"GPS" not in content


def test_the_same_file_twice_is_noticed(inside: Flask, cast: Cast) -> None:
    content = jpeg(10)
    first = works.send(cast["maelle"], content)
    second = works.send(cast["maelle"], content)
    assert (second.reason, second.twin_id) == ("duplicate", first.id)


def test_somebody_elses_draft_is_not_given_away_as_a_twin(inside: Flask, cast: Cast) -> None:
    content = jpeg(11)
    works.send(cast["maelle"], content)
    assert works.send(cast["yann"], content).reason is None


def test_a_near_identical_picture_is_pointed_out(inside: Flask, cast: Cast) -> None:
    first = works.published(cast["maelle"])
    works.settle_jobs()
    path = storage.current_store().read(storage.original_key(get_file(first.id).sha256))
    again = works.send(cast["yann"], path + b"a little more")
    works.settle_jobs()
    assert [w.id for w in photo.find_lookalikes(cast["yann"].viewer, again.id)] == [first.id]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "empty"), (b"%PDF-1.7 hello", "not_this_kind"), (jpeg(12)[:200], "damaged")],
)
def test_what_cannot_be_taken_says_why(
    inside: Flask, cast: Cast, content: bytes, reason: str
) -> None:
    intake = works.send(cast["maelle"], content or b"", name="x.jpg") if content else None
    if intake is None:
        from io import BytesIO

        from portal.uploads.service import Sent

        sent = Sent(new_id(), cast["maelle"].id, "x.jpg", BytesIO(b""))
        intake = photo.contribute(cast["maelle"].viewer, sent, photo.Draft("fr"))
    assert intake.reason == reason


def test_a_picture_cut_in_the_middle_does_not_stay_public(inside: Flask, cast: Cast) -> None:
    whole = jpeg(13, size=(1200, 900))
    intake = works.send(cast["maelle"], whole[: len(whole) // 2])
    service.save_draft(cast["maelle"].viewer, intake.id, works.COMPLETE)
    service.publish(cast["maelle"].viewer, intake.id)
    works.settle_jobs()
    work = _work(intake.id)
    assert (work.state, work.problem) == ("draft", "damaged")
    assert queries.list_works(queries.Filter()).items == ()
