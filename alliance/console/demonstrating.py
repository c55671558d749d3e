"""Showing the portal with much in it."""

from typing import cast

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from ..demonstration import accounts, many_actions, many_cases, story
from ..foundation.kernel import clock
from ..foundation.kernel.actor import PORTAL
from ..foundation.store.work import Work
from ..foundation.web.portal import Portal


@click.command("demo")
@click.option("--cases", "cases", type=click.IntRange(1, 1_000_000), help="Make so many released cases as well.")
@click.option(
    "--actions", type=click.IntRange(1, 10_000), help="And so many joint actions, each for 500 organisations."
)
@with_appcontext
def demo(cases: int | None, actions: int | None) -> None:
    """Load the demonstration into an empty portal, and as many invented cases and joint actions as asked for."""
    portal = cast(Portal, current_app._get_current_object())  # type: ignore[attr-defined]
    with Session(portal.database, expire_on_commit=False) as session:
        if story.is_empty(session):
            story.tell(session, clock.now())
        elif not accounts.present(session):
            raise click.ClickException("the portal is in use: the demonstration goes into an empty one only")
        try:
            if cases:
                many_cases.make(Work(PORTAL, clock.now(), session), cases)
            if actions:
                many_actions.make(Work(PORTAL, clock.now(), session), actions)
        except many_cases.AlreadyMade as made:
            raise click.ClickException(str(made)) from made
        session.commit()
    click.echo(f"the demonstration with {cases or 0} further cases and {actions or 0} further actions")


COMMANDS = (demo,)
