"""What every store does, on a disk and in a bucket alike."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.config import WrongSetting
from portal.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from portal.storage import ObjectStore, claim, derivative_key, original_key

FileOf = Callable[[bytes], Path]
DERIVATIVE = derivative_key(1, "w1024.webp")


def key_of(content: bytes) -> str:
    return original_key(hashlib.sha256(content).hexdigest())


def test_what_was_put_is_read_back(store: ObjectStore, file_of: FileOf):
    store.put(DERIVATIVE, file_of(b"bytes"))
    assert store.read(DERIVATIVE) == b"bytes"
    assert store.size(DERIVATIVE) == 5
    assert store.exists(DERIVATIVE)


def test_a_file_larger_than_one_part_comes_back_whole(store: ObjectStore, file_of: FileOf):
    content = os.urandom(20 * 1024 * 1024 + 17)
    store.put(key_of(content), file_of(content))
    assert hashlib.sha256(store.read(key_of(content))).digest() == hashlib.sha256(content).digest()


def test_a_large_file_is_streamed_in_small_pieces(store: ObjectStore, file_of: FileOf):
    store.put(DERIVATIVE, file_of(bytes(9_000_000)))
    assert max(len(piece) for piece in store.open(DERIVATIVE)) <= 4 * 1024 * 1024


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [(2, 3, b"234"), (7, None, b"789"), (8, 100, b"89"), (10, None, b""), (3, 0, b"")],
)
def test_a_range_is_read(
    store: ObjectStore, file_of: FileOf, start: int, length: int | None, expected: bytes
):
    store.put(DERIVATIVE, file_of(b"0123456789"))
    assert b"".join(store.open(DERIVATIVE, start, length)) == expected


def test_a_range_before_the_beginning_is_invalid(store: ObjectStore, file_of: FileOf):
    store.put(DERIVATIVE, file_of(b"0123456789"))
    with pytest.raises(Invalid):
        store.open(DERIVATIVE, -1)


def test_an_empty_object_is_an_object(store: ObjectStore, file_of: FileOf):
    store.put(DERIVATIVE, file_of(b""))
    assert store.read(DERIVATIVE) == b""


@pytest.mark.parametrize("ask", ["open", "read", "size"])
def test_what_is_not_there_is_not_found_at_once(store: ObjectStore, ask: str):
    with pytest.raises(NotFound):
        getattr(store, ask)(DERIVATIVE)


def test_a_file_on_this_machine_can_be_had(store: ObjectStore, file_of: FileOf):
    store.put(DERIVATIVE, file_of(b"bytes"))
    with store.local(DERIVATIVE) as path:
        assert path.read_bytes() == b"bytes"


def test_no_file_on_this_machine_of_what_is_not_there(store: ObjectStore):
    with pytest.raises(NotFound), store.local(DERIVATIVE):
        pass


def test_a_derivative_is_replaced_even_by_one_of_the_same_size(store: ObjectStore, file_of: FileOf):
    store.put(DERIVATIVE, file_of(b"face!"))
    store.put(DERIVATIVE, file_of(b"blur!"))
    assert store.read(DERIVATIVE) == b"blur!"


def test_the_same_original_twice_is_stored_once(store: ObjectStore, file_of: FileOf):
    store.put(key_of(b"original"), file_of(b"original"))
    store.put(key_of(b"original"), file_of(b"original"))
    assert list(store.keys()) == [key_of(b"original")]


def test_an_original_is_not_replaced_by_other_bytes(store: ObjectStore, file_of: FileOf):
    store.put(key_of(b"original"), file_of(b"original"))
    with pytest.raises(Conflict):
        store.put(key_of(b"original"), file_of(b"something else"))
    assert store.read(key_of(b"original")) == b"original"


def test_a_damaged_original_is_healed_by_its_own_bytes(store: ObjectStore, file_of: FileOf):
    store.put(key_of(b"original"), file_of(b"orig"))
    store.put(key_of(b"original"), file_of(b"original"))
    assert store.read(key_of(b"original")) == b"original"


def test_originals_are_not_deleted(store: ObjectStore, file_of: FileOf):
    store.put(key_of(b"original"), file_of(b"original"))
    with pytest.raises(Forbidden):
        store.delete(key_of(b"original"))
    assert store.exists(key_of(b"original"))


def test_a_steward_expunges_an_original(store: ObjectStore, file_of: FileOf):
    store.put(key_of(b"original"), file_of(b"original"))
    store.delete(key_of(b"original"), expunge=True)
    assert not store.exists(key_of(b"original"))


def test_deleting_twice_is_no_error(store: ObjectStore, file_of: FileOf):
    store.put(DERIVATIVE, file_of(b"bytes"))
    store.delete(DERIVATIVE)
    store.delete(DERIVATIVE)
    assert not store.exists(DERIVATIVE)


def test_keys_are_listed_by_folder(store: ObjectStore, file_of: FileOf):
    store.put(DERIVATIVE, file_of(b"d"))
    store.put(key_of(b"o"), file_of(b"o"))
    store.mark("me")
    assert set(store.keys()) == {DERIVATIVE, key_of(b"o")}
    assert list(store.keys("originals/")) == [key_of(b"o")]


def test_a_store_that_works_answers(store: ObjectStore):
    assert store.answers()


def test_the_first_portal_claims_a_store_for_good(store: ObjectStore):
    claim(store, "portal-a")
    claim(store, "portal-a")
    with pytest.raises(WrongSetting, match="another portal"):
        claim(store, "portal-b")
