"""The `portal` command: what the people who run a portal type."""

import importlib
import importlib.util

import click

from portal.config import WrongSetting
from portal.kernel.errors import PortalError

# Each module of this list has one click command named `command`; it is imported when it is
# called or listed. What is not there is not offered.
COMMANDS = {
    "init": "portal.cli.init",
    "serve": "portal.cli.serve",
    "worker": "portal.cli.worker",
    "staff": "portal.cli.staff",
    "token": "portal.cli.token",
    "upgrade": "portal.cli.upgrade",
    "backup": "portal.cli.backup",
    "restore": "portal.cli.restore",
    "check": "portal.cli.check",
    "reindex": "portal.cli.reindex",
    "demo": "portal.cli.demo",
}


class Commands(click.Group):
    """Finds commands by COMMANDS, so that `portal serve` does not import what `backup` needs."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return [name for name in COMMANDS if is_there(name)]

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if not is_there(name):
            return None
        command: click.Command = importlib.import_module(COMMANDS[name]).command
        return command


def is_there(name: str) -> bool:
    """Whether this installation has the command."""
    return name in COMMANDS and importlib.util.find_spec(COMMANDS[name]) is not None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def portal() -> None:
    """A civic-commons portal. Settings come from PORTAL_* (see docs/configuration.md)."""


def main() -> int:
    """Run a command; what goes wrong is one sentence, and 2 for a wrong setting."""
    try:
        status = portal(standalone_mode=False)
        return status if isinstance(status, int) else 0
    except click.exceptions.Abort:
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except PortalError as error:
        click.echo(f"{type(error).__name__}: {error}" if not str(error) else str(error), err=True)
        return 2 if isinstance(error, WrongSetting) else 1
