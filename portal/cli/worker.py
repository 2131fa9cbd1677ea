"""`portal worker`: the process that does the work."""

import click

from portal import jobs
from portal.cli.opening import open_app
from portal.web.logs import start_logging


@click.command("worker")
@click.option("--threads", default=1, show_default=True, help="Jobs done side by side.")
def command(threads: int) -> None:
    """Do what waits: sizes of pictures, mail, the index. `portal serve` starts one."""
    app = open_app()
    start_logging()
    jobs.run_worker(app, threads)
