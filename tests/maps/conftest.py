"""A tile server that counts what it is asked, and settings that use it."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from portal.config import Settings

PNG = b"\x89PNG\r\n\x1a\n" + b"a small picture"


@dataclass
class FakeTiles:
    """Answers of a tile server; tests change them as they go."""

    url: str = ""
    body: bytes = PNG
    status: int = 200
    delay: float = 0
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        self.asked.append((request.path, dict(request.headers.items())))
        time.sleep(self.delay)
        same = self.headers.get("ETag") and request.headers["If-None-Match"] == self.headers["ETag"]
        request.send_response(304 if same else self.status)
        for name, value in self.headers.items():
            request.send_header(name, value)
        request.end_headers()
        if not same:
            request.wfile.write(self.body)


@pytest.fixture
def tile_server() -> Iterator[FakeTiles]:
    tiles = FakeTiles()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            tiles.answer(self)

        def log_message(self, *_args: object) -> None:
            """Keep the test's output quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    tiles.url = f"http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}.png"
    yield tiles
    server.shutdown()
    server.server_close()


@pytest.fixture
def settings_with(tmp_path: Path) -> Callable[..., Settings]:
    def make(**env: str) -> Settings:
        return Settings.from_env(
            {"PORTAL_DATA_DIR": str(tmp_path), "PORTAL_TILES_URL": "off", **env}
        )

    return make
