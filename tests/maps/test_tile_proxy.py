"""The caching proxy against a tile server of our own."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from portal.config import Settings
from portal.kernel import clock
from portal.maps.basemap import Basemap
from tests.maps.conftest import PNG, FakeTiles

Make = Callable[..., Settings]


@pytest.fixture
def basemap(settings_with: Make, tile_server: FakeTiles) -> Basemap:
    url = "https://commons.example.org"
    return Basemap(settings_with(PORTAL_TILES_URL=tile_server.url, PORTAL_URL=url))


def test_a_tile_comes_from_the_server_at_its_address(
    basemap: Basemap, tile_server: FakeTiles
) -> None:
    tile = basemap.find_tile(12, 1996, 1416)
    assert tile is not None
    assert (tile.body, tile.mime) == (PNG, "image/png")
    assert tile_server.asked[0][0] == "/12/1996/1416.png"


def test_the_user_agent_says_who_asks(basemap: Basemap, tile_server: FakeTiles) -> None:
    basemap.find_tile(3, 1, 1)
    agent = tile_server.asked[0][1]["User-Agent"]
    assert agent.startswith("commons-portal/")
    assert agent.endswith(" (+https://commons.example.org)")


def test_a_second_look_asks_nobody(basemap: Basemap, tile_server: FakeTiles) -> None:
    first, second = basemap.find_tile(3, 1, 1), basemap.find_tile(3, 1, 1)
    assert first is not None
    assert second is not None
    assert first.etag == second.etag
    assert len(tile_server.asked) == 1


def test_another_process_finds_the_kept_tile(
    basemap: Basemap, settings_with: Make, tile_server: FakeTiles
) -> None:
    basemap.find_tile(3, 1, 1)
    other = Basemap(settings_with(PORTAL_TILES_URL=tile_server.url))
    assert other.find_tile(3, 1, 1) is not None
    assert len(tile_server.asked) == 1


@pytest.mark.parametrize(("sent", "days"), [("max-age=60", 7), ("max-age=864000", 10)])
def test_tiles_are_kept_for_seven_days_or_as_long_as_the_server_says(
    basemap: Basemap, tile_server: FakeTiles, sent: str, days: int
) -> None:
    tile_server.headers["Cache-Control"] = sent
    with clock.frozen(clock.now()):
        tile = basemap.find_tile(3, 1, 1)
    assert tile is not None
    assert tile.max_age == days * 86_400


def test_an_old_tile_is_renewed_without_sending_it_again(
    basemap: Basemap, tile_server: FakeTiles
) -> None:
    tile_server.headers |= {"ETag": '"v1"', "Last-Modified": "Sun, 01 Nov 2026 10:00:00 GMT"}
    basemap.find_tile(3, 1, 1)
    with clock.frozen(clock.now() + timedelta(days=8)):
        tile = basemap.find_tile(3, 1, 1)
        basemap.find_tile(3, 1, 1)
    assert tile is not None
    assert tile.body == PNG
    headers = tile_server.asked[1][1]
    assert headers["If-None-Match"] == '"v1"'
    assert headers["If-Modified-Since"] == "Sun, 01 Nov 2026 10:00:00 GMT"
    assert len(tile_server.asked) == 2


def test_an_old_tile_serves_while_the_server_is_broken(
    basemap: Basemap, tile_server: FakeTiles
) -> None:
    basemap.find_tile(3, 1, 1)
    tile_server.status = 503
    with clock.frozen(clock.now() + timedelta(days=8)):
        tile = basemap.find_tile(3, 1, 1)
    assert tile is not None
    assert tile.max_age == 60


def test_after_a_failure_nobody_is_asked_for_a_minute(
    basemap: Basemap, settings_with: Make, tile_server: FakeTiles
) -> None:
    other_process = Basemap(settings_with(PORTAL_TILES_URL=tile_server.url))
    tile_server.status = 500
    start = clock.now()
    with clock.frozen(start):
        assert basemap.find_tile(3, 1, 1) is None
    tile_server.status = 200
    with clock.frozen(start + timedelta(seconds=59)):
        assert basemap.find_tile(3, 1, 2) is None
        assert other_process.find_tile(3, 1, 2) is None
    assert len(tile_server.asked) == 1
    with clock.frozen(start + timedelta(seconds=61)):
        assert other_process.find_tile(3, 1, 2) is not None


def test_a_missing_tile_is_remembered_and_no_failure(
    basemap: Basemap, tile_server: FakeTiles
) -> None:
    tile_server.status = 404
    assert basemap.find_tile(3, 1, 1) is None
    assert basemap.find_tile(3, 1, 1) is None
    tile_server.status = 200
    assert basemap.find_tile(3, 1, 2) is not None
    assert len(tile_server.asked) == 2


@pytest.mark.parametrize("body", [b"<html>log in</html>", PNG + bytes(1_000_000), b""])
def test_what_is_no_picture_of_usual_size_is_refused(
    basemap: Basemap, tile_server: FakeTiles, body: bytes
) -> None:
    tile_server.body = body
    assert basemap.find_tile(3, 1, 1) is None


def test_a_slow_server_holds_nobody_for_two_seconds(
    basemap: Basemap, tile_server: FakeTiles
) -> None:
    tile_server.delay = 5
    start = time.monotonic()
    assert basemap.find_tile(3, 1, 1) is None
    assert time.monotonic() - start < 2
    start = time.monotonic()
    assert basemap.find_tile(3, 1, 2) is None
    assert time.monotonic() - start < 0.2


def test_many_askers_cause_one_fetch(basemap: Basemap, tile_server: FakeTiles) -> None:
    tile_server.delay = 0.3
    found: list[object] = []
    askers = [
        threading.Thread(target=lambda: found.append(basemap.find_tile(3, 1, 1))) for _ in range(20)
    ]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert len(found) == 20
    assert None not in found
    assert len(tile_server.asked) == 1


def test_a_redirect_never_leads_to_a_file(basemap: Basemap, tile_server: FakeTiles) -> None:
    tile_server.status = 302
    tile_server.headers["Location"] = "file:///etc/hostname"
    assert basemap.find_tile(3, 1, 1) is None


@pytest.mark.parametrize("where", [(20, 0, 0), (-1, 0, 0), (3, 8, 0), (3, 0, -1)])
def test_tiles_outside_the_world_are_not_asked_for(
    basemap: Basemap, tile_server: FakeTiles, where: tuple[int, int, int]
) -> None:
    assert basemap.find_tile(*where) is None
    assert tile_server.asked == []


def test_off_means_none(settings_with: Make) -> None:
    basemap = Basemap(settings_with(PORTAL_TILES_URL="off"))
    assert basemap.kind == "outline"
    assert basemap.find_tile(3, 1, 1) is None


def test_tiles_of_a_server_do_not_go_into_offline_copies(basemap: Basemap) -> None:
    assert not basemap.may_be_copied
