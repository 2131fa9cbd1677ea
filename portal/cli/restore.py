"""`portal restore FILE`: a backup into an empty place."""

import tarfile
import tempfile
from pathlib import Path

import click
from flask import Flask
from sqlalchemy import inspect

from portal import search, storage
from portal.cli import snapshot
from portal.cli.archive import Manifest, read_manifest, take_out
from portal.cli.check import Finding, look, mend
from portal.cli.opening import open_app, settings_of, working
from portal.database import db, migrate
from portal.governance import service as governance
from portal.kernel.errors import Conflict, Invalid
from portal.storage.keys import ORIGINALS


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--expunged",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The expunged.jsonl of the portal as it was last (default: of the data directory).",
)
def command(file: Path, expunged: Path | None) -> None:
    """Put the portal in FILE into an empty place; sizes of pictures are made again by jobs.

    What was removed for good after the backup is removed again. An interrupted restore can be
    begun again.
    """
    app = open_app(current=False)
    restore(app, file)
    with working(app):
        removed = governance.reapply(expunged)
        left = finish(app)
    if removed:
        click.echo(f"{removed} works that had been removed for good were removed again.")
    for finding in left:
        click.echo(finding.says)
    click.echo("The portal is back. `portal serve` makes the sizes of pictures again.")


def restore(app: Flask, file: Path) -> None:
    """Originals first, the database last and at once; Conflict when the place is not empty."""
    try:
        with tarfile.open(file, "r:") as tar:
            manifest = read_manifest(tar)
            with app.app_context():
                _check_fits(settings_of(app).database_url, manifest)
                _check_empty(manifest)
                with tempfile.TemporaryDirectory(dir=settings_of(app).data_dir) as folder:
                    _put_originals(tar, manifest, Path(folder))
                    _put_database(app, tar, manifest, Path(folder))
    except tarfile.TarError as error:
        raise Invalid("This file is no backup, or is damaged.", reason="no_backup") from error
    migrate.upgrade(app)


def _check_fits(database_url: str, manifest: Manifest) -> None:
    if manifest.database != snapshot.name_of(database_url):
        raise Invalid(
            "This backup is of the other kind of database: set PORTAL_DATABASE_URL to fit.",
            reason="other_database",
        )


def _check_empty(manifest: Manifest) -> None:
    tables = inspect(db.engine).get_table_names()
    stored = storage.current_store().keys(ORIGINALS)
    if tables or any(key not in manifest.members for key in stored):
        raise Conflict(
            "There is a portal here already: restore needs an empty database and an empty store.",
            reason="not_empty",
        )
    db.session.remove()
    db.engine.dispose()


def _put_originals(tar: tarfile.TarFile, manifest: Manifest, folder: Path) -> None:
    damaged = set(manifest.missing)
    keys = [n for n in manifest.members if n.startswith(ORIGINALS) and n not in damaged]
    part = folder / "original"
    with click.progressbar(keys, label="Restoring originals") as bar:
        for key in bar:
            with part.open("wb") as file:
                take_out(tar, key, manifest, file)
            storage.current_store().put(key, part)


def _put_database(app: Flask, tar: tarfile.TarFile, manifest: Manifest, folder: Path) -> None:
    dump = folder / manifest.database
    with dump.open("wb") as file:
        take_out(tar, manifest.database, manifest, file)
    snapshot.put_back(settings_of(app).database_url, dump)


def finish(app: Flask) -> list[Finding]:
    """Rebuild the index, have the sizes made again; what is not as it should be after that."""
    sources = app.extensions["portal.documents"]
    search.current_index().prepare()
    search.current_index().rebuild(search.everything(sources))
    found = look(app)
    return [finding for finding in found if not mend(finding)]
