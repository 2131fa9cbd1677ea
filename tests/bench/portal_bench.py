"""Pages of a portal with 10,000 works, each against an empty Flask route on the same server.

`python -m tests.bench.portal_bench` prints the table. The server is what `portal serve` starts,
with one more address (bench_wsgi). Pages are asked as a stranger without cookies asks for them.
Two rows say what a page costs that is in nobody's memory yet: every work once, and the page of a
member who is logged in.
"""

import contextlib
import http.client
import io
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.request import urlopen

from flask import Flask

from portal.app import create_app
from portal.cli.serve import ENVIRONMENT, _gunicorn
from portal.config import ROOT, Settings
from portal.database import migrate
from portal.kernel import ids
from tests import cast
from tests.bench.load import answers_per_second, children_of, memory_of
from tests.bench.report import Row, table
from tests.bench.seed import seed

WORKS = 10_000
LEAST_SHARE, MOST_MEMORY, MOST_WAIT = 0.25, 150.0, 150.0
SECONDS, WARM_SECONDS = 5, 1
UPLOADS, UPLOAD_BYTES = 25, 4_000_000
EMPTY = "an empty route, same server"


@dataclass(frozen=True)
class Served:
    """A running server, the application it serves and the works in it."""

    app: Flask
    base: str
    process: int
    works: list[int]


@contextlib.contextmanager
def served(works: int = WORKS) -> Iterator[Served]:
    """A seeded portal behind two web processes on a free port."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
        probe.close()
        env = {"PORTAL_DATA_DIR": folder, "PORTAL_TILES_URL": "off", "PORTAL_BIND": address}
        settings = Settings.from_env(env)
        app = create_app(settings)
        migrate.upgrade(app)
        numbers = seed(app, works)
        command = [*_gunicorn(settings, 2, 4)[:-1], "tests.bench.bench_wsgi:application"]
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **ENVIRONMENT, **env})
        try:
            _wait_for(f"http://{address}/health")
            yield Served(app, f"http://{address}", process.pid, numbers)
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


def run() -> list[Row]:
    """Take the figures; a ratio is requests per second of the page over those of the empty route.

    `Row.limit` is a most, so the limit of a ratio is on how many empty answers a page costs.
    """
    with served() as portal:
        rows = [*_ratios(portal)]
        rows += [
            Row(f"memory of web process {n}", memory_of(child), "MB", MOST_MEMORY, "VmRSS, after")
            for n, child in enumerate(children_of(portal.process), 1)
        ]
        wait = statistics.median(_acknowledgements(portal))
        rows.append(Row("upload of 4 MB acknowledged", wait, "ms", MOST_WAIT, "median of 25"))
    return rows


def _ratios(portal: Served) -> Iterator[Row]:
    chance = random.Random(3)
    pages = {number: f"/contributions/{ids.encode(number)}" for number in portal.works}
    one = pages[portal.works[len(portal.works) // 2]]
    others = chance.sample(list(pages.values()), min(2_000, len(pages)))
    words = ("kerlo", "menti", "bager", "porsmen", "vello")
    asked: list[tuple[str, Sequence[str], float | None]] = [
        ("home", ["/"], 1 / LEAST_SHARE),
        ("gallery", ["/contributions/"], 1 / LEAST_SHARE),
        ("a work's page", [one], 1 / LEAST_SHARE),
        ("a work's page, each time another", others, None),
        ("search", [f"/search?q={word}" for word in words], None),
        ("map tile", ["/map/contributions/12/1997/1411.json"], None),
    ]
    for name, paths, limit in asked:
        empty = _rate(portal, ["/empty"])
        page = _rate(portal, paths)
        peer = f"{page:.0f}/s to {empty:.0f}/s: {page / empty:.2f} of {EMPTY}"
        yield Row(f"{name}, in empty answers", empty / page, "×", limit, peer)


def _rate(portal: Served, paths: Sequence[str]) -> float:
    answers_per_second(portal.base, paths, WARM_SECONDS)
    return answers_per_second(portal.base, paths, SECONDS)


def _acknowledgements(portal: Served) -> Iterator[float]:
    """Milliseconds from the first byte sent to the answer, one file after the other."""
    with portal.app.app_context():
        member = cast.settle()["maelle"]
    browser = cast.login(portal.app.test_client(), member)
    cookie = f"portal={browser.get_cookie('portal').value}"  # type: ignore[union-attr]
    connection = http.client.HTTPConnection(portal.base.removeprefix("http://"), timeout=30)
    connection.request("GET", "/contribute", headers={"Cookie": cookie})
    page = connection.getresponse()
    token = re.search(rb'name="csrf-token" content="([^"]+)"', page.read()).group(1)  # type: ignore[union-attr]
    if page.headers["Set-Cookie"]:
        cookie = page.headers["Set-Cookie"].partition(";")[0]
    headers = {"Cookie": cookie, "X-CSRFToken": token.decode(), "Content-Type": "image/jpeg"}
    for number, body in enumerate(_pictures(UPLOADS)):
        began = time.perf_counter()
        address = f"/contribute/files/{ids.encode(ids.new_id())}?name={number}.jpg"
        connection.request("PUT", address, body, headers)
        answer = connection.getresponse()
        said = answer.read()
        if answer.status != 201:
            raise RuntimeError(f"{answer.status} {said[:200]!r}")
        yield (time.perf_counter() - began) * 1000


def _pictures(count: int) -> Iterator[bytes]:
    """Different 12 MP JPEGs of 4 MB, the rest of each a comment of chance."""
    from PIL import Image

    sink = io.BytesIO()
    small = Image.effect_noise((1000, 750), 60)
    small.resize((4000, 3000)).convert("RGB").save(sink, "JPEG", quality=80)
    plain = sink.getvalue()
    for number in range(count):
        noise = random.Random(number).randbytes(max(0, UPLOAD_BYTES - len(plain)) + 16)
        parts = (noise[at : at + 65_000] for at in range(0, len(noise), 65_000))
        marked = b"".join(b"\xff\xfe" + (len(p) + 2).to_bytes(2, "big") + p for p in parts)
        yield plain[:2] + marked + plain[2:]


if __name__ == "__main__":
    rows = run()
    sys.stdout.write(table(rows) + "\n")
    sys.exit(not all(row.ok for row in rows))
