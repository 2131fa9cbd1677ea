"""`portal demo`: works around Brest by people who do not exist, and away with them again."""

import click

# The same for all of them, and shown wherever the demonstration is: nobody keeps a secret here.
PASSWORD = "goeland-cendre-au-moulin"  # noqa: S105
HOW_TO_LOG_IN = (
    "log in as maelle@example.org (citizen), rozenn@example.org (curator) or "
    f"nolwenn@example.org (steward), password {PASSWORD}"
)


@click.command("demo")
@click.option("--remove", is_flag=True, help="Take the demonstration out again, and nothing else.")
def command(remove: bool) -> None:
    """Show what a portal looks like with people in it; harmless where it is there already."""
    from portal.cli.demo import loading, removing
    from portal.cli.opening import open_app

    app = open_app()
    if remove:
        works, locked = removing.remove_demonstration(app)
        click.echo(f"The demonstration is gone: {works} works and their people.")
        for name in locked:
            click.echo(f"{name} has done other things here; the account stays and is locked.")
        return
    added = loading.load_demonstration(app)
    click.echo(f"{added} works added.\n{HOW_TO_LOG_IN.capitalize()}.")
