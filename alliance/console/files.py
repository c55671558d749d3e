"""The store of attached files from a terminal: sweep it, verify it, make copies anew."""

import sys
from typing import Any
from uuid import UUID

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from ..files import caring, queries
from ..files.store import StoreAway
from ..foundation.kernel import clock
from ..foundation.kernel.actor import PORTAL
from ..foundation.store.engine import for_reading
from ..foundation.store.work import Work


class _Store(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        """One line, and no stack trace, where the store does not answer."""
        try:
            return super().invoke(ctx)
        except StoreAway as away:
            raise click.ClickException(away.words) from away


@click.group("files", cls=_Store)
def files() -> None:
    """The files that people attached."""


@files.command("sweep")
@with_appcontext
def sweep() -> None:
    """Remove contents that no row names and that are older than a day."""
    with Session(for_reading(current_app.database)) as session:  # type: ignore[attr-defined]
        removed = caring.sweep(Work(PORTAL, clock.now(), session))
    click.echo(f"{removed} contents removed")


@files.command("verify")
@with_appcontext
def verify() -> None:
    """Check every content against its digest; exit 1 and name the files whose content is missing or altered."""
    looked_at = trouble = 0
    after: UUID | None = None
    while rows := _rows(after):
        for file_id, what in caring.unsound(rows):
            click.echo(f"{file_id} {what}")
            trouble += 1
        looked_at, after = looked_at + len(rows), rows[-1].id
    click.echo(f"{looked_at} files, {trouble or 'no'} trouble")
    if trouble:
        sys.exit(1)


@files.command("renew")
@with_appcontext
def renew() -> None:
    """Make the shared copies of pdfs anew that were kept before author and dates were taken out; name those that cannot
    be, each with the reason."""
    renewed = left = 0
    for file_id in _told():
        with Session(current_app.database) as session:  # type: ignore[attr-defined]
            trouble = caring.renew(Work(PORTAL, clock.now(), session), file_id)
            session.commit()
        renewed, left = renewed + (not trouble), left + bool(trouble)
        if trouble:
            click.echo(f"{file_id} {trouble}")
    click.echo(f"{renewed} copies made anew, {left} left as they were")


def _told() -> list[UUID]:
    with Session(for_reading(current_app.database)) as session:  # type: ignore[attr-defined]
        return list(queries.sealed(Work(PORTAL, clock.now(), session)))


def _rows(after: UUID | None) -> list[queries.KeptContents]:
    """In a transaction of their own: reading the contents takes longer than one may."""
    with Session(for_reading(current_app.database)) as session:  # type: ignore[attr-defined]
        return list(queries.contents(Work(PORTAL, clock.now(), session), after))


COMMANDS = (files,)
