"""Looking after the portal: its doors, its schema, its journal."""

import json
import sys

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from ..demonstration import accounts as demonstration_accounts
from ..foundation.store.engine import for_reading
from ..journal import queries as journal_queries
from ..policy.gate import doors as all_doors


@click.command("doors")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@with_appcontext
def doors(as_json: bool) -> None:
    """Print every route with its methods and its permission."""
    found = all_doors(current_app)
    if as_json:
        names = ("address", "methods", "permission", "endpoint")
        click.echo(json.dumps([dict(zip(names, door, strict=True)) for door in found], indent=1))
        return
    for address, methods, permission, _endpoint in found:
        click.echo(f"{methods:10} {address:60} {permission}")


@click.command("migrate")
@with_appcontext
def migrate() -> None:
    """Bring the database to the newest schema."""
    from ..foundation.store import migrate as migrations

    migrations.upgrade(current_app.database)  # type: ignore[attr-defined]
    click.echo(f"schema {migrations.newest_revision()}")


@click.group("journal")
def journal() -> None:
    """The journal of what happened."""


@journal.command("verify")
@with_appcontext
def verify() -> None:
    """Check the chain; exit 1 and name the first entry that does not fit."""
    with Session(for_reading(current_app.database)) as session:  # type: ignore[attr-defined]
        verdict = journal_queries.verify(session)
    if verdict.altered is None:
        click.echo(f"the chain holds: {verdict.entries} entries")
        return
    click.echo(f"entry {verdict.altered} was altered, removed or added outside the portal")
    sys.exit(1)


@click.command("accounts")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@with_appcontext
def accounts(as_json: bool) -> None:
    """Print the demonstration's accounts with role and organisation."""
    with Session(for_reading(current_app.database)) as session:  # type: ignore[attr-defined]
        found = demonstration_accounts.present(session)
    if as_json:
        click.echo(json.dumps([account.as_dict() for account in found], ensure_ascii=False, indent=1))
        return
    for account in found:
        click.echo(f"{account.email:26} {account.role:20} {account.organisation}")


COMMANDS = (doors, migrate, journal, accounts)
