"""`portal upgrade`: a backup, then the migrations."""

import click
from flask import Flask

from portal.cli.opening import open_app
from portal.database import migrate


@click.command("upgrade")
@click.option("--no-backup", is_flag=True, help="Only when you have just made one yourself.")
def command(no_backup: bool) -> None:
    """Back up, then bring the tables to this version. Run it with the portal stopped."""
    app = open_app(current=False)
    if migrate.is_current(app):
        click.echo("The tables are those of this version.")
        return
    upgrade_tables(app, backs_up=not no_backup)
    click.echo("The tables are now those of this version.")


def upgrade_tables(app: Flask, *, backs_up: bool = True) -> None:
    """Migrate, after a backup unless there is nothing to lose."""
    from portal.cli.backup import backup, new_file

    if backs_up and migrate.present_revision(app) is not None:
        target = new_file(app)
        backup(app, target)
        click.echo(f"Backed up to {target}.")
    migrate.upgrade(app)
