"""Shifts as time goes on: offers and requests to stand in lapse, and free places are offered to those who wait."""

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from ..cover import ending
from ..foundation.kernel import clock
from ..foundation.kernel.actor import PORTAL
from ..foundation.store.work import Work
from ..shifts import named, offers
from .rounds import in_one


def tend_shifts(database: Engine) -> int:
    """A transaction for each shift, so that none holds up the others; how many there were."""
    with Session(database) as session:
        work = Work(PORTAL, clock.now(), session)
        due = [(tended, shift_id) for tended in (offers, ending) for shift_id in tended.due(work)]
    for tended, shift_id in due:
        with Session(database) as session:
            tended.tend(Work(PORTAL, clock.now(), session), shift_id)
            session.commit()
    return len({shift_id for _tended, shift_id in due})


def forget_named(database: Engine) -> int:
    """Whoever an organisation named and who does not come is erased; how many there were."""
    return in_one(database, named.forget)


@click.group("shifts")
def shifts() -> None:
    """The hours for which volunteers sign up."""


@shifts.command("tend")
@with_appcontext
def tend() -> None:
    """Let offers lapse that ran out, and offer free places to who waits; the worker does so all the time."""
    database = current_app.database  # type: ignore[attr-defined]
    click.echo(f"{tend_shifts(database)} shifts tended, {forget_named(database)} people forgotten")


COMMANDS = (shifts,)
