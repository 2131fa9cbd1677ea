"""`portal staff add EMAIL ROLE`."""

import click

from portal.cli.opening import open_app, settings_of, working
from portal.people import service
from portal.people.rules import GIVEN_ROLES


@click.group("staff")
def command() -> None:
    """Who works for the portal."""


@command.command("add")
@click.argument("email")
@click.argument("role", type=click.Choice([str(role) for role in GIVEN_ROLES]))
def add(email: str, role: str) -> None:
    """Give a member a role, or invite a person who has no account yet."""
    app = open_app()
    with working(app):
        link = service.add_staff(email, role, language=settings_of(app).languages[0])
    if link is None:
        click.echo(f"{email} has the role {role}.")
    else:
        click.echo(f"A letter with this link is on its way to {email}:\n{link}")
