"""Tiles on disk."""

import os
from pathlib import Path

from portal.maps.tile_cache import Record, TileCache


def _record(size: int) -> Record:
    return Record(b"x" * size, "image/png", '"e"', "", 10.0)


def test_a_record_comes_back_as_it_was_put(tmp_path: Path) -> None:
    record = Record(b"a\nb\n\x00", "image/png", '"é"', "Sun", 12.5)
    cache = TileCache(tmp_path, 10_000)
    cache.put("3/1/1", record)
    assert cache.find("3/1/1") == record


def test_a_half_written_file_counts_as_none(tmp_path: Path) -> None:
    cache = TileCache(tmp_path, 10_000)
    cache.put("3/1/1", _record(10))
    (tmp_path / "3/1/1").write_bytes(b'{"mime": "ima')
    assert cache.find("3/1/1") is None


def test_no_temporary_file_stays(tmp_path: Path) -> None:
    TileCache(tmp_path, 10_000).put("3/1/1", _record(10))
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["1"]


def test_the_tiles_unused_longest_go_first(tmp_path: Path) -> None:
    cache = TileCache(tmp_path, 10_000)
    for number in range(30):
        cache.put(f"9/1/{number}", _record(900))
        path = tmp_path / f"9/1/{number}"
        if path.exists():
            os.utime(path, (number, number))
    cache.sweep()
    kept = {int(path.name) for path in tmp_path.rglob("*") if path.is_file()}
    assert sum(p.stat().st_size for p in tmp_path.rglob("*") if p.is_file()) <= 10_000
    assert max(kept) == 29
    assert kept == set(range(min(kept), 30))


def test_a_disk_that_cannot_be_written_only_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "3").write_text("in the way")
    cache = TileCache(tmp_path, 10_000)
    cache.put("3/1/1", _record(10))
    assert cache.find("3/1/1") is None
