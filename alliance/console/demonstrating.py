"""Showing the portal with much in it."""

import time
from typing import cast

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from ..demonstration import accounts, city, many_actions, many_cases, story
from ..demonstration.laying import AlreadyMade
from ..foundation.kernel import clock
from ..foundation.kernel.actor import PORTAL
from ..foundation.store.work import Work
from ..foundation.web.portal import Portal

SEED = 1


@click.command("demo")
@click.option("--cases", "cases", type=click.IntRange(1, 1_000_000), help="Make so many released cases as well.")
@click.option(
    "--actions", type=click.IntRange(1, 10_000), help="And so many joint actions, each for 500 organisations."
)
@click.option("--scale", type=click.Choice(sorted(city.SCALES)), help="Five years of a city, or of a whole province.")
@click.option("--seed", type=int, default=SEED, show_default=True, help="With --scale: another city of the same size.")
@with_appcontext
def demo(cases: int | None, actions: int | None, scale: str | None, seed: int) -> None:
    """Load the demonstration into an empty portal, and as many invented cases and joint actions as asked for."""
    portal = cast(Portal, current_app._get_current_object())  # type: ignore[attr-defined]
    with Session(portal.database, expire_on_commit=False) as session:
        _tell(session)
        work = Work(PORTAL, clock.now(), session)
        try:
            if scale:
                _live(work, city.SCALES[scale], seed)
            if cases:
                many_cases.make(work, cases)
            if actions:
                many_actions.make(work, many_actions.Plan(actions))
        except AlreadyMade as made:
            raise click.ClickException(str(made)) from made
        session.commit()
    if scale or cases or actions:
        city.count_rows(portal.database)
    click.echo(f"the demonstration with {cases or 0} further cases and {actions or 0} further actions")


def _tell(session: Session) -> None:
    if story.is_empty(session):
        story.tell(session, clock.now())
    elif not accounts.present(session):
        raise click.ClickException("the portal is in use: the demonstration goes into an empty one only")


def _live(work: Work, scale: city.Scale, seed: int) -> None:
    """Lay in the years, one part after the other, and say how long each took."""
    work.session.commit()
    begun = time.monotonic()
    for part in city.make(work, scale, seed):
        work.session.commit()
        click.echo(f"{time.monotonic() - begun:6.0f} s  {part}")


COMMANDS = (demo,)
