"""`portal token create EMAIL`."""

import click

from portal.cli.opening import open_app, working
from portal.people import service
from portal.people.rules import SCOPES


@click.group("token")
def command() -> None:
    """Keys for programs."""


_SCOPES = click.Choice(list(SCOPES))


@command.command("create")
@click.argument("email")
@click.option("--name", default="portal token", show_default=True, help="What the key is for.")
@click.option("--scope", "scopes", multiple=True, type=_SCOPES, help="Default: all.")
def create(email: str, name: str, scopes: tuple[str, ...]) -> None:
    """Make a key for a member's programs and print it; it is not shown again."""
    with working(open_app()):
        click.echo(service.make_token_for(email, name=name, scopes=scopes or tuple(SCOPES)))
