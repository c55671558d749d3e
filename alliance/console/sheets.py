"""The roster by Excel from a terminal: the same check, the same taking over, as the portal itself."""

import json
import sys
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from ..foundation.kernel import clock
from ..foundation.kernel.actor import PORTAL
from ..foundation.kernel.errors import Refusal
from ..foundation.store.engine import for_reading
from ..foundation.store.work import Work
from ..sheets import commands
from ..sheets.verdicts import Fault, Outcome, Verdict


@click.command("import-roster")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--confirm", is_flag=True, help="Take the list over; without it nothing is written.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_appcontext
def import_roster(file: Path, confirm: bool, as_json: bool) -> None:
    """Check every row of an .xlsx of members, and take it over if --confirm is given and no row is faulty.

    Exit status 1: some row is faulty, or the file cannot be read; nothing was written.
    """
    upload = commands.SheetUpload(file.name, file.read_bytes())
    try:
        outcome = _preview(upload)
        taken = confirm and not outcome.faults
        if taken:
            _take_over(upload, outcome.digest)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(json.dumps(_as_json(outcome, taken), ensure_ascii=False, indent=1) if as_json else _told(outcome, taken))
    if outcome.faults:
        sys.exit(1)


def _preview(upload: commands.SheetUpload) -> Outcome:
    with Session(for_reading(current_app.database)) as session:  # type: ignore[attr-defined]
        return commands.judge(Work(PORTAL, clock.now(), session), upload.content)[1].outcome


def _take_over(upload: commands.SheetUpload, seen: str) -> None:
    """In one transaction; what has changed since the preview is a Conflict, and nothing is written."""
    with Session(current_app.database, expire_on_commit=False) as session, session.begin():  # type: ignore[attr-defined]
        work = Work(PORTAL, clock.now(), session)
        commands.take_over(work, commands.check(work, upload), seen)


def _as_json(outcome: Outcome, taken: bool) -> dict[str, Any]:
    faults = [
        {"row": fault.row, "column": fault.column, "says": fault.says, "reason": _reason(fault)}
        for fault in outcome.faults
    ]
    counts = {verdict.value: number for verdict, number in outcome.count().items()}
    return {"rows": len(outcome.lines), **counts, "faults": faults, "taken_over": taken}


def _told(outcome: Outcome, taken: bool) -> str:
    counts = outcome.count()
    told = [f"{counts[verdict]} {verdict.value}" for verdict in (Verdict.NEW, Verdict.CHANGED, Verdict.SAME)]
    lines = [", ".join([*told, f"{len(outcome.faults)} faults"])]
    lines += [f"row {fault.row}, {fault.column}: {_reason(fault)} [{fault.says}]" for fault in outcome.faults]
    return "\n".join([*lines, "taken over" if taken else "nothing was written"])


def _reason(fault: Fault) -> str:
    return fault.words % fault.params if fault.params else fault.words


COMMANDS = (import_roster,)
