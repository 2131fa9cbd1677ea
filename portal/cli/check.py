"""`portal check`: rows, files and index against each other, both ways."""

import click
from flask import Flask

from portal.cli.checks import CHECKS, Finding, mend
from portal.cli.opening import open_app, working

__all__ = ["Finding", "command", "look", "mend"]


@click.command("check")
@click.option("--repair", is_flag=True, help="Make again what can be made again.")
@click.option("--deep", is_flag=True, help="Read every original and compare its SHA-256.")
def command(repair: bool, deep: bool) -> int:
    """Compare rows, files and index; 1 when something is not as it should be.

    An original is never deleted, whatever the options.
    """
    app = open_app()
    with working(app):
        found = look(app, deep=deep)
        left = 0
        for finding in found:
            mended = repair and mend(finding)
            left += not (mended or finding.is_harmless)
            click.echo(f"{finding.says}{' Repaired.' if mended else ''}")
    if not found:
        click.echo("Rows, files and index agree.")
    return 1 if left else 0


def look(app: Flask, *, deep: bool = False) -> list[Finding]:
    """Everything that is not as it should be."""
    return [finding for check in CHECKS for finding in check(app, deep=deep)]
