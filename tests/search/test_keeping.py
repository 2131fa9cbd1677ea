import json
import multiprocessing
import os
import signal
import stat
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.kernel.errors import Unavailable
from portal.search import SearchQuery, WhooshIndex
from tests.search.conftest import photo

spawn = multiprocessing.get_context("spawn")


def test_an_update_replaces(index, find):
    index.update([photo(1, "phare"), photo(2, "dune")])
    index.update([photo(1, "rocher")])
    assert find("phare") == [] and find("rocher") == ["photo:1"]
    assert index.count() == 2 and sorted(index.keys()) == ["photo:1", "photo:2"]


def test_the_last_of_the_same_document_in_one_update_stays(index, find):
    index.update([photo(1, "phare"), photo(1, "rocher")])
    assert index.count() == 1 and find("phare") == []


def test_deleting_removes_everywhere(index, find):
    index.update([photo(1, "phare", facets={"kind": ("photo",)}), photo(2, "phare")])
    index.delete(["photo:1", "photo:404"])
    results = index.search(SearchQuery("phare"))
    assert results.total == 1 and results.facets == {}
    assert [s.id for s in index.suggest("ph")] == [2]
    index.delete(["photo:1"])
    assert index.count() == 1


def test_many_small_updates_agree_with_one(index):
    for number in range(25):
        index.update([photo(number % 10, f"phare {number}")])
    assert index.count() == 10
    assert index.search(SearchQuery("phare")).total == 10


def test_words_far_down_a_long_text_are_found(index, find):
    long = "mot " * 66_000 + "goélette"
    index.update([photo(1, "x", long), photo(2, "goélette"), photo(3, "goélette noire")])
    assert set(find("goelette")) == {"photo:1", "photo:2", "photo:3"}
    assert find('"goélette noire"') == ["photo:3"]


def test_a_rebuild_swaps_at_the_end_while_readers_go_on(index, find):
    index.update([photo(1, "phare")])
    counted = []

    def documents():
        for number in range(10, 260):
            assert find("phare") == ["photo:1"]
            yield photo(number, "rocher")

    index.rebuild(documents(), counted.append)
    assert counted == [100, 200, 250]
    assert index.count() == 250 and find("phare") == []


def test_changes_during_a_rebuild_are_in_both(index, find):
    index.update([photo(1, "phare"), photo(2, "dune")])

    def documents():
        yield photo(1, "phare")
        index.update([photo(1, "rocher", facets={"kind": ("photo",)}), photo(3, "port")])
        index.delete(["photo:2"])
        assert find("rocher") == ["photo:1"]
        yield photo(2, "dune")

    index.rebuild(documents())
    assert sorted(index.keys()) == ["photo:1", "photo:3"]
    assert find("rocher", filters={"kind": ("photo",)}) == ["photo:1"] and find("phare") == []


def test_a_failed_rebuild_leaves_the_index_as_it_was(index, find):
    index.update([photo(1, "phare")])

    def documents():
        yield photo(2, "dune")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        index.rebuild(documents())
    assert find("phare") == ["photo:1"]
    index.rebuild([photo(3, "port")])
    assert list(index.keys()) == ["photo:3"]
    assert len(list((index._folder.path).glob("index-*"))) == 1


def test_two_rebuilds_at_once_are_refused(tmp_path):
    index = WhooshIndex(tmp_path / "search", lock_timeout=0.05)
    with index._folder.locked("rebuilding"), pytest.raises(Unavailable):
        index.rebuild([photo(1)])


def test_the_folder_is_closed_to_others(index):
    for folder in (index._folder.path, index._folder.current()):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_missing_index_says_how_to_make_it(tmp_path):
    index = WhooshIndex(tmp_path / "search")
    assert not index.answers()
    with pytest.raises(Unavailable, match="portal reindex"):
        index.search(SearchQuery("x"))


def test_another_version_must_be_rebuilt(index):
    index.update([photo(1, "phare")])
    marker = index._folder.path / "current.json"
    marker.write_text(json.dumps({**json.loads(marker.read_text()), "version": 0}))
    assert not index.answers()
    with pytest.raises(Unavailable):
        index.update([photo(2)])
    index.rebuild([photo(2, "dune")])
    assert index.answers() and list(index.keys()) == ["photo:2"]


def test_a_broken_index_must_be_rebuilt(index):
    index.update([photo(1, "phare")])
    for file in index._folder.current().glob("*.*"):
        file.write_bytes(b"broken")
    assert not WhooshIndex(index._folder.path).answers()
    with pytest.raises(Unavailable, match="portal reindex"):
        index.update([photo(2)])


def test_preparing_leaves_an_index_alone(index):
    index.update([photo(1)])
    index.prepare()
    assert index.count() == 1


def _update(path, first, count):
    index = WhooshIndex(path)
    for number in range(first, first + count):
        index.update([photo(number, "phare")])


def test_another_process_writes_and_this_one_sees_it(index, find):
    assert find("phare") == []
    writer = spawn.Process(target=_update, args=(index._folder.path, 5, 1))
    writer.start()
    writer.join(60)
    assert find("phare") == ["photo:5"]


def test_two_writers_lose_nothing(index):
    writers = [
        spawn.Process(target=_update, args=(index._folder.path, n * 100, 15)) for n in (0, 1)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert index.count() == 30


def test_a_kill_in_mid_write_breaks_nothing(index):
    index.update([photo(9_999, "dune")])
    for turn in range(3):
        writer = spawn.Process(target=_update, args=(index._folder.path, turn * 1000, 900))
        writer.start()
        seen = index.count()
        deadline = time.monotonic() + 60
        while index.count() <= seen and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.013 * turn)
        os.kill(writer.pid, signal.SIGKILL)
        writer.join(30)
    index.update([photo(10_000, "rocher")])
    assert WhooshIndex(index._folder.path).count() == index.count() > 4


def test_threads_share_a_reader_while_the_index_changes(index):
    index.update([photo(n, f"phare {n}", "rocher dune port") for n in range(300)])
    stop = threading.Event()

    def ask(number):
        asked = 0
        while not stop.is_set():
            text = ("phare", '"rocher dune"', "port dune", f"{asked}")[asked % 4]
            results = index.search(SearchQuery(text, limit=5))
            assert results.total >= (300 if asked % 4 < 3 else 0)
            assert len(index.suggest("pha", limit=3)) == 3
            asked += 1
        return asked

    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(ask, n) for n in range(4)]
        for number in range(12):
            index.update([photo(number, f"phare {number}", "rocher dune port neuf")])
        stop.set()
        assert all(task.result() > 0 for task in asking)
