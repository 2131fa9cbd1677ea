"""The outbox loses nothing, repeats if it must, and goes on past a bad row."""

from datetime import timedelta

import pytest
from flask import Flask

from portal.database import transaction
from portal.jobs import OutboxItem, list_failed_items, pending, publish, retry_outbox, run_pending
from portal.kernel import clock
from portal.kernel.errors import Unavailable
from tests.jobs.conftest import Diary


def item(number: int) -> OutboxItem:
    return OutboxItem("index", "photo", number)


def for_two_days(app: Flask) -> None:
    start = clock.now()
    for hour in range(48):
        with clock.frozen(start + timedelta(hours=hour)):
            run_pending(app)


def test_a_change_reaches_its_consumer(app: Flask, diary: Diary):
    publish("index", "photo", 1)
    run_pending(app)
    assert diary.batches == [[item(1)]]
    assert pending("index") == []


def test_a_change_that_was_not_stored_reaches_nobody(app: Flask, diary: Diary):
    with pytest.raises(RuntimeError), transaction():
        publish("index", "photo", 1)
        raise RuntimeError
    run_pending(app)
    assert diary.batches == []


def test_a_subject_is_handed_over_once_in_a_batch(app: Flask, diary: Diary):
    with transaction():
        for number in (1, 2, 1, 1):
            publish("index", "photo", number)
    assert sorted(pending("index")) == [("photo", 1), ("photo", 2)]
    run_pending(app)
    assert sorted(found.subject_id for found in diary.batches[0]) == [1, 2]
    assert pending("index") == []


def test_what_was_not_consumed_stays_and_comes_again(app: Flask, diary: Diary):
    diary.error = RuntimeError()
    publish("index", "photo", 1)
    run_pending(app)
    assert pending("index") == [("photo", 1)]
    diary.error = None
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        run_pending(app)
    assert pending("index") == []


def test_a_bad_row_does_not_hold_up_the_others(app: Flask, diary: Diary):
    diary.poison = 2
    with transaction():
        for number in (1, 2, 3):
            publish("index", "photo", number)
    run_pending(app)
    assert pending("index") == [("photo", 2)]
    assert [item(1)] in diary.batches
    assert [item(3)] in diary.batches


def test_a_bad_row_is_given_up_and_shown_without_what_people_wrote(app: Flask, diary: Diary):
    diary.poison = 2
    publish("index", "photo", 2)
    for_two_days(app)
    assert len(diary.batches) == 12
    (failed,) = list_failed_items().items
    assert failed.item == item(2)
    assert failed.error.startswith("RuntimeError (")
    assert "title" not in failed.error


def test_a_row_that_was_given_up_still_counts_as_pending(app: Flask, diary: Diary):
    diary.poison = 2
    publish("index", "photo", 2)
    for_two_days(app)
    assert pending("index") == [("photo", 2)]


def test_a_later_change_clears_the_row_that_was_given_up(app: Flask, diary: Diary):
    diary.poison = 2
    publish("index", "photo", 2)
    for_two_days(app)
    diary.poison = None
    publish("index", "photo", 2)
    run_pending(app)
    assert pending("index") == []


def test_rows_that_were_given_up_can_be_tried_again(app: Flask, diary: Diary):
    diary.poison = 2
    publish("index", "photo", 2)
    for_two_days(app)
    diary.poison = None
    retry_outbox("index")
    run_pending(app)
    assert list_failed_items().items == ()


def test_a_consumer_that_is_away_for_long_costs_no_row(app: Flask, diary: Diary):
    diary.error = Unavailable("the index is being repaired")
    publish("index", "photo", 1)
    for_two_days(app)
    diary.error = None
    with clock.frozen(clock.now() + timedelta(days=3)):
        run_pending(app)
    assert pending("index") == []


def test_a_change_made_while_the_consumer_reads_is_handed_over_again(app: Flask, diary: Diary):
    diary.meanwhile = lambda: publish("index", "photo", 1)
    publish("index", "photo", 1)
    run_pending(app)
    assert diary.batches == [[item(1)], [item(1)]]
