"""`portal backup`: everything that cannot be made again, while the portal runs."""

import tempfile
from dataclasses import fields
from pathlib import Path
from urllib.parse import urlsplit

import click
from flask import Flask
from sqlalchemy import select

from portal import storage
from portal.cli import snapshot
from portal.cli.archive import Manifest, Writer, writing
from portal.cli.opening import open_app, settings_of
from portal.config import Settings
from portal.database import migrate
from portal.kernel import clock
from portal.kernel.errors import Conflict, NotFound, PortalError
from portal.uploads.models import File

Original = tuple[str, int]  # SHA-256, bytes


class Incomplete(PortalError):
    """The backup was made, but originals were missing or damaged already."""

    reason = "incomplete"


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
def command(file: Path | None) -> None:
    """Write database, originals and settings (without secrets) to FILE, a tar.

    The portal may run meanwhile. Without FILE it goes into backups/ of the data directory.
    """
    app = open_app(current=False)
    target = file or new_file(app)
    manifest = backup(app, target)
    click.echo(f"{target}: {len(manifest.members)} files, {target.stat().st_size:,} bytes.")
    if manifest.missing:
        raise Incomplete(
            f"{len(manifest.missing)} originals are missing or damaged: run `portal check --deep`."
        )


def new_file(app: Flask) -> Path:
    """A name for a backup in the data directory that no other has."""
    folder = settings_of(app).data_dir / "backups"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    moment = clock.now().strftime("%Y%m%d-%H%M%S")
    return folder / f"portal-{moment}.tar"


def backup(app: Flask, target: Path) -> Manifest:
    """Back up to `target`, which must not be there; what was written.

    The database's moment comes first: an original is on the disk before its row is committed, so
    every row of that moment has its original, and what comes later is not of this backup.
    """
    if target.exists():
        raise Conflict(f"{target} is there already.", reason="exists")
    settings = settings_of(app)
    name = snapshot.name_of(settings.database_url)
    manifest = Manifest(clock.now().isoformat(), name, migrate.present_revision(app))
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        dump = Path(folder, name)
        with app.app_context(), writing(target, manifest) as out:
            with snapshot.snapshot(settings.database_url, dump) as connection:
                rows = connection.execute(select(File.sha256, File.size).distinct())
                originals = [(row.sha256, row.size) for row in rows]
            out.add_file(name, dump)
            dump.unlink()
            _add_settings(out, settings)
            _add_originals(out, originals)
    return manifest


def _add_settings(out: Writer, settings: Settings) -> None:
    text = "".join(f"{name}={value}\n" for name, value in plain_settings(settings).items())
    out.add("settings.txt", [text.encode()], len(text.encode()))


def plain_settings(settings: Settings) -> dict[str, str]:
    """Settings to read, without secrets: no key, no password, no query of an address."""
    values = {field.name: str(getattr(settings, field.name)) for field in fields(settings)}
    values.pop("secret_key")
    return {name: _without_password(value) for name, value in values.items()}


def _without_password(value: str) -> str:
    if "://" not in value:
        return value
    parts = urlsplit(value)
    address = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{address}{parts.path}"


def _add_originals(out: Writer, originals: list[Original]) -> None:
    store = storage.current_store()
    with click.progressbar(originals, label="Backing up originals") as bar:
        for sha256, _size in bar:
            key = storage.original_key(sha256)
            try:
                size = store.size(key)
                digest = out.add(key, store.open(key), size)
            except NotFound:
                out.manifest.missing.append(key)
                continue
            if digest != sha256:
                out.manifest.missing.append(key)
