"""`portal reindex`: the index again, from the tables."""

import click
from flask import Flask

from portal import search
from portal.cli.opening import open_app, working


@click.command("reindex")
def command() -> None:
    """Build the search index anew beside the running one, then swap."""
    app = open_app()
    with working(app):
        click.echo(f"{rebuild_index(app)} works can be found.")


def rebuild_index(app: Flask) -> int:
    """Rebuild with a line of progress; how many documents there are."""
    sources = app.extensions["portal.documents"]
    total = sum(1 for source in sources.values() for _number in source.every_id())
    with click.progressbar(length=total, label="Building the index") as bar:
        done = 0

        def tell(count: int) -> None:
            nonlocal done
            bar.update(count - done)
            done = count

        search.current_index().rebuild(search.everything(sources), tell)
    return search.current_index().count()
