"""Every setting, typed, frozen and complete at start. A wrong one stops the start by name."""

import math
import os
import re
import secrets
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from portal.kernel.errors import Invalid, PortalError
from portal.kernel.geo import Point

LANGUAGES = ("fr", "br", "nl", "en")
OSM_TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
OSM_ATTRIBUTION = "© OpenStreetMap"
ROOT = Path(__file__).resolve().parent.parent


class WrongSetting(PortalError):
    """A setting that cannot be used; the message names it and says what would do."""

    reason = "wrong_setting"


@dataclass(frozen=True)
class Settings:
    """See docs/configuration.md for each variable; `from_env` reads them."""

    data_dir: Path
    database_url: str
    media_url: str
    queue_url: str
    search_engine: str
    search_dir: Path
    bind_host: str
    bind_port: int
    url: str
    proxies: int
    mail_url: str
    mail_from: str
    secret_key: str
    city: str
    center: Point
    timezone: str
    tiles_url: str
    tiles_attribution: str
    basemap_file: Path | None
    languages: tuple[str, ...]
    testing: bool = False

    @property
    def is_loopback(self) -> bool:
        """Whether the portal is only reachable from this machine."""
        return self.bind_host in {"127.0.0.1", "::1", "localhost"}

    @property
    def is_secure(self) -> bool:
        return self.url.startswith("https://")

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> "Settings":
        """Read `PORTAL_*`; raises WrongSetting with one sentence that names the variable."""
        return _read(os.environ if env is None else env)


def _read(env: Mapping[str, str]) -> Settings:
    data_dir = Path(env.get("PORTAL_DATA_DIR") or "instance").resolve()
    own_media = data_dir / "media_store" if env.get("PORTAL_DATA_DIR") else ROOT / "media_store"
    host, port = _bind(env.get("PORTAL_BIND") or "127.0.0.1:8000")
    tiles_url = _tiles(env.get("PORTAL_TILES_URL") or OSM_TILES)
    return Settings(
        data_dir=data_dir,
        database_url=_database(env.get("PORTAL_DATABASE_URL") or f"sqlite:///{data_dir}/portal.db"),
        media_url=_media(env.get("PORTAL_MEDIA_URL") or str(own_media)),
        queue_url=_queue(env.get("PORTAL_QUEUE_URL") or f"sqlite:///{data_dir}/queue.db"),
        search_engine=_one_of("PORTAL_SEARCH", env.get("PORTAL_SEARCH") or "whoosh", ("whoosh",)),
        search_dir=Path(env.get("PORTAL_SEARCH_DIR") or data_dir / "search").resolve(),
        bind_host=host,
        bind_port=port,
        url=_url(env.get("PORTAL_URL") or f"http://localhost:{port}"),
        proxies=_number("PORTAL_PROXIES", env.get("PORTAL_PROXIES") or "0", 0, 10),
        mail_url=_mail(env.get("PORTAL_MAIL_URL") or f"file://{data_dir}/mail"),
        mail_from=env.get("PORTAL_MAIL_FROM") or "portal@localhost",
        secret_key=_secret(env.get("PORTAL_SECRET_KEY"), data_dir),
        city=env.get("PORTAL_CITY") or "Brest",
        center=_center(env.get("PORTAL_CENTER") or "48.3904,-4.4861"),
        timezone=_timezone(env.get("PORTAL_TIMEZONE") or "Europe/Paris"),
        tiles_url=tiles_url,
        tiles_attribution=env.get("PORTAL_TILES_ATTRIBUTION") or _attribution(tiles_url),
        basemap_file=_basemap(env.get("PORTAL_BASEMAP_FILE")),
        languages=_languages(env.get("PORTAL_LANGUAGES") or ",".join(LANGUAGES)),
    )


def _attribution(tiles_url: str) -> str:
    return OSM_ATTRIBUTION if tiles_url == OSM_TILES else ""


def _wrong(name: str, value: str, wanted: str) -> WrongSetting:
    return WrongSetting(f"{name} is “{value}”, but should be {wanted}.")


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise _wrong(name, value, "one of " + ", ".join(allowed))
    return value


def _number(name: str, value: str, least: int, most: int) -> int:
    if not value.isdecimal() or not least <= int(value) <= most:
        raise _wrong(name, value, f"a whole number from {least} to {most}")
    return int(value)


def _bind(value: str) -> tuple[str, int]:
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise _wrong("PORTAL_BIND", value, "an address and a port, such as 127.0.0.1:8000")
    return host.strip("[]"), int(port)


def _database(value: str) -> str:
    if value.startswith("postgres://"):
        value = "postgresql://" + value.removeprefix("postgres://")
    if value.startswith("postgresql://"):
        return "postgresql+psycopg://" + value.removeprefix("postgresql://")
    if value.startswith(("sqlite:///", "postgresql+psycopg://")):
        return value
    raise WrongSetting("PORTAL_DATABASE_URL should begin with sqlite:/// or postgresql://.")


def _media(value: str) -> str:
    if value.startswith("s3://"):
        if not urlsplit(value).netloc:
            raise _wrong("PORTAL_MEDIA_URL", value, "s3://bucket/prefix or a folder")
        return value
    return str(Path(value.removeprefix("file://")).resolve())


def _queue(value: str) -> str:
    if not value.startswith(("sqlite:///", "redis://", "rediss://")):
        raise WrongSetting("PORTAL_QUEUE_URL should begin with sqlite:/// or redis://.")
    return value


def _url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path not in {"", "/"}:
        raise _wrong("PORTAL_URL", value, "such as https://commons.example.org, without a path")
    return f"{parts.scheme}://{parts.netloc}"


def _mail(value: str) -> str:
    if not value.startswith(("file://", "smtp://", "smtps://")):
        raise WrongSetting("PORTAL_MAIL_URL should begin with smtp://, smtps:// or file://.")
    return value


def _tiles(value: str) -> str:
    if value == "off" or (
        value.startswith("http") and all(p in value for p in ("{z}", "{x}", "{y}"))
    ):
        return value
    raise _wrong("PORTAL_TILES_URL", value, "off, or an address with {z}, {x} and {y}")


def _basemap(value: str | None) -> Path | None:
    if not value:
        return None
    path = Path(value)
    if path.suffix not in {".pmtiles", ".mbtiles"} or not path.is_file():
        raise _wrong("PORTAL_BASEMAP_FILE", value, "an existing .pmtiles or .mbtiles file")
    return path.resolve()


def _center(value: str) -> Point:
    parts = value.split(",")
    try:
        latitude, longitude = (float(part) for part in parts)
        if math.isfinite(latitude) and math.isfinite(longitude):
            return Point(latitude, longitude)
    except (ValueError, Invalid):
        pass
    raise _wrong("PORTAL_CENTER", value, "latitude,longitude such as 48.3904,-4.4861")


def _timezone(value: str) -> str:
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise _wrong("PORTAL_TIMEZONE", value, "a time zone such as Europe/Paris") from None
    return value


def _languages(value: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    if not chosen or any(not re.fullmatch("[a-z]{2}", c) or c not in LANGUAGES for c in chosen):
        raise _wrong("PORTAL_LANGUAGES", value, "some of " + ",".join(LANGUAGES))
    return chosen


def _secret(value: str | None, data_dir: Path) -> str:
    if value:
        if len(value) < 32:
            raise WrongSetting("PORTAL_SECRET_KEY is too short: it needs 32 characters or more.")
        return value
    return _kept_secret(data_dir)


def _kept_secret(data_dir: Path) -> str:
    """Made once; two processes that start together agree on the one that was linked first."""
    path = data_dir / "secret_key"
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            fresh = data_dir / f".secret_key.{secrets.token_hex(4)}"
            fresh.touch(mode=0o600)
            fresh.write_text(secrets.token_hex(32))
            try:
                path.hardlink_to(fresh)
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        return path.read_text()
    except OSError as error:
        raise _wrong(
            "PORTAL_DATA_DIR", str(data_dir), f"a folder one can write to ({error})"
        ) from None
