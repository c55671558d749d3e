"""Keeping the portal safe from a terminal: take a backup, look whether one is whole, bring one back."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import DBAPIError

from ..config import Settings
from ..files.keeping import Keeping
from ..foundation.kernel import clock
from ..safekeeping import restoring, taking
from ..safekeeping.manifest import Backup, Unfit

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
TROUBLE = (Unfit, OSError, sqlite3.Error, DBAPIError)


@click.group("backup", invoke_without_command=True)
@click.option("--keep", type=click.IntRange(min=1), help="Afterwards keep only so many, the newest.")
@click.pass_context
@with_appcontext
def backup(context: click.Context, keep: int | None) -> None:
    """Take a backup of database and attached files into a new folder of ALLIANCE_BACKUPS, while the portal runs."""
    if context.invoked_subcommand:
        return
    settings: Settings = current_app.config["SETTINGS"]
    with _in_words():
        taken = taking.take(_holdings(), settings.backups, clock.now())
        gone = taking.prune(settings.backups, keep) if keep else []
    click.echo(f"{taken.folder}: {_told(taken)}")
    for folder in gone:
        click.echo(f"{folder} removed")
    if taken.lacking:
        raise click.ClickException(f"{len(taken.lacking)} contents are missing or altered: see flask files verify")


@backup.command("verify")
@click.argument("folder", type=FOLDER)
@with_appcontext
def verify(folder: Path) -> None:
    """Look whether the backup in FOLDER is whole: its seal, and the sum of each of its files."""
    with _in_words():
        found = restoring.check(folder)
    click.echo(f"whole: {_told(found)}")


@click.command("restore")
@click.argument("folder", type=FOLDER)
@click.option("--verify", "verified", is_flag=True, help="Read every attached file back and compare it as well.")
@with_appcontext
def restore(folder: Path, verified: bool) -> None:
    """Bring the backup in FOLDER into an empty database and an empty folder of files, migrate it to the newest schema,
    and compare every row and the journal with what was backed up."""
    with _in_words():
        found = restoring.restore(_holdings(), folder, clock.now())
        lost = restoring.lost(_holdings(), found) if verified else ()
    if lost:
        raise click.ClickException(f"restored, but {len(lost)} contents differ: {', '.join(lost[:5])}")
    click.echo(f"restored: {_told(found)}")
    if verified:
        click.echo("every row, every content and the journal are as they were backed up")
    if found.lacking:
        click.echo(f"{len(found.lacking)} contents were missing or altered before the backup was taken")


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except TROUBLE as trouble:
        said = trouble.orig if isinstance(trouble, DBAPIError) else trouble
        raise click.ClickException(str(said)) from trouble


def _holdings() -> taking.Holdings:
    return taking.Holdings(current_app.database, Keeping.store)  # type: ignore[attr-defined]


def _told(found: Backup) -> str:
    return (
        f"{found.rows} rows of {len(found.tables)} tables at schema {found.revision}, {found.files} attached contents, "
        f"{found.size / 1_000_000:.1f} MB, journal up to entry {found.entries}, {found.at:%Y-%m-%d %H:%M} UTC"
    )


COMMANDS = (backup, restore)
