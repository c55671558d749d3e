"""The letters of a morning: what came in, to each officer."""

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import Engine

from ..summaries import telling
from .rounds import in_one


def sum_up(database: Engine) -> int:
    """Write today's summaries where it is time and nobody has; how many letters."""
    return in_one(database, telling.tell)


@click.group("summaries")
def summaries() -> None:
    """What came in on actions and initiatives, once a day."""


@summaries.command("write")
@with_appcontext
def write() -> None:
    """Write the letters of this morning, once; the worker does so at eight."""
    click.echo(f"{sum_up(current_app.database)} letters written")  # type: ignore[attr-defined]


COMMANDS = (summaries,)
