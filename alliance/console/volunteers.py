"""Volunteers from a terminal: erasing the sign-ups that nobody has confirmed."""

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from ..foundation.kernel import clock
from ..foundation.kernel.actor import PORTAL
from ..foundation.store.work import Work
from ..volunteers import signing_up


@click.group("volunteers")
def volunteers() -> None:
    """The people who help."""


@volunteers.command("forget-unconfirmed")
@with_appcontext
def forget_unconfirmed() -> None:
    """Erase the sign-ups whose letter was not answered in time; each new sign-up does so too."""
    with Session(current_app.database) as session:  # type: ignore[attr-defined]
        erased = signing_up.forget_unconfirmed(Work(PORTAL, clock.now(), session))
        session.commit()
    click.echo(f"{erased} sign-ups erased")


COMMANDS = (volunteers,)
