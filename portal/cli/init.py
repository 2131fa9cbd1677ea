"""`portal init`: folders, tables, index, the outline under the map."""

import click
from flask import Flask

from portal import maps, search
from portal.cli.opening import open_app, settings_of
from portal.cli.upgrade import upgrade_tables
from portal.database import migrate


@click.command("init")
@click.option("--check", is_flag=True, help="Only say what is wrong, and end with status 1.")
@click.option("--upgrade", is_flag=True, help="Bring older tables to this version, after a backup.")
def command(check: bool, upgrade: bool) -> None:
    """Make a portal without the demonstration; harmless where there is one."""
    app = open_app(current=check)
    if check:
        return
    was_empty = make_ready(app)
    if upgrade and not migrate.is_current(app):
        upgrade_tables(app)
    folder = settings_of(app).data_dir
    click.echo(f"The portal is {'ready' if was_empty else 'there already'}, in {folder}.")
    if was_empty:
        click.echo("Make yourself its steward: portal staff add you@example.org steward")


def make_ready(app: Flask) -> bool:
    """Make the tables where there are none, and an empty index; whether there were none."""
    was_empty = migrate.present_revision(app) is None
    if was_empty:
        migrate.upgrade(app)
    with app.app_context():
        search.current_index().prepare()
        maps.current_maps().outline()  # takes seconds the first time; nobody should wait for it
    return was_empty
