"""A job ends as done or as failed, with the reason; in between it is tried again."""

from datetime import timedelta

import pytest
from flask import Flask

from portal.database import transaction
from portal.jobs import JobContext, LeaseLost, enqueue, get_job, list_failed, retry, run_pending
from portal.jobs.claims import forget_done
from portal.kernel import clock
from portal.kernel.errors import Conflict, NotFound, Unavailable
from tests.jobs.conftest import Diary


def run_all_tries(app: Flask) -> None:
    """As time goes by."""
    moment = clock.now()
    for hour in range(6):
        with clock.frozen(moment + timedelta(hours=hour)):
            run_pending(app)


def test_a_job_is_done_once(app: Flask, diary: Diary):
    job = enqueue("draw", "file", 7)
    assert run_pending(app) == 1
    assert run_pending(app) == 0
    assert diary.ran == [7]
    done = get_job(job.id)
    assert (done.state, done.progress, done.tries) == ("done", 100, 1)


def test_a_job_for_later_waits(app: Flask, diary: Diary):
    enqueue("draw", "file", 7, run_after=clock.now() + timedelta(minutes=1))
    assert run_pending(app) == 0
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        assert run_pending(app) == 1


def test_a_failure_is_tried_again_after_a_while(app: Flask, diary: Diary):
    diary.error = RuntimeError("a title nobody may read")
    job = enqueue("draw", "file", 7)
    moment = clock.now()
    with clock.frozen(moment):
        run_pending(app)
    waiting = get_job(job.id)
    assert (waiting.state, waiting.tries) == ("queued", 1)
    assert waiting.run_after == moment + timedelta(seconds=2)


def test_each_wait_is_longer(app: Flask, diary: Diary):
    diary.error = RuntimeError()
    job, waits = enqueue("draw", "file", 7), []
    moment = clock.now()
    for _ in range(2):
        with clock.frozen(moment):
            run_pending(app)
        waits.append(get_job(job.id).run_after - moment)
        moment = get_job(job.id).run_after
    assert waits == [timedelta(seconds=2), timedelta(seconds=4)]


def test_a_job_that_keeps_failing_is_given_up_with_its_reason(app: Flask, diary: Diary):
    diary.error = Unavailable("no room", reason="disk_full")
    enqueue("draw", "file", 7)
    run_all_tries(app)
    assert len(diary.ran) == 3
    assert diary.given_up == ["Unavailable (disk_full): no room"]
    assert [job.error for job in list_failed().items] == diary.given_up


def test_the_reason_never_quotes_what_people_wrote(app: Flask, diary: Diary):
    diary.error = RuntimeError("a title nobody may read")
    job = enqueue("draw", "file", 7)
    run_pending(app)
    assert "title" not in get_job(job.id).error
    assert get_job(job.id).error.startswith("RuntimeError (tests/jobs/conftest.py:")


def test_what_is_invalid_is_not_tried_again(app: Flask, diary: Diary):
    enqueue("refuse", "file", 7)
    run_all_tries(app)
    assert diary.ran == [7]
    assert diary.given_up == ["Invalid (no_picture): this is no picture"]


def test_giving_up_is_stored_even_when_its_callback_breaks(
    app: Flask, diary: Diary, monkeypatch: pytest.MonkeyPatch
):
    job = enqueue("refuse", "file", 7)
    monkeypatch.setattr(diary, "given_up", None)
    run_pending(app)
    assert get_job(job.id).state == "failed"


def test_a_failed_job_can_be_begun_again(app: Flask, diary: Diary):
    diary.error = Unavailable()
    job = enqueue("draw", "file", 7)
    run_all_tries(app)
    diary.error = None
    retry(job.id)
    run_pending(app)
    assert get_job(job.id).state == "done"


def test_a_job_that_has_not_failed_is_not_begun_again(app: Flask):
    job = enqueue("draw", "file", 7)
    with pytest.raises(Conflict):
        retry(job.id)


def test_failed_jobs_are_listed_page_by_page(app: Flask):
    with transaction():
        expected = {enqueue("refuse", "file", number).id for number in range(5)}
    run_pending(app)
    first = list_failed(limit=3)
    second = list_failed(first.next, limit=3)
    assert {job.id for job in (*first.items, *second.items)} == expected
    assert second.next is None


def test_done_jobs_are_forgotten_after_a_week(app: Flask):
    job_id = enqueue("draw", "file", 7).id
    run_pending(app)
    forget_done()
    assert get_job(job_id).state == "done"
    with clock.frozen(clock.now() + timedelta(days=8)):
        forget_done()
    with pytest.raises(NotFound):
        get_job(job_id)


def test_an_attempt_that_lost_its_lease_is_told(app: Flask):
    context = JobContext(1, "draw", "file", 7, {}, None, 1, 3, "me", lost=True)
    with pytest.raises(LeaseLost):
        context.progress(10)
