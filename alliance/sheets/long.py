"""What of the roster sheet takes longer than a page can wait: taking over many members, each with all that follows.

It goes a few rows at a time: other acts come in between, it can be cancelled after any of them, and what was taken over
until then stays, as the sheet shows when it is checked again.
"""

from uuid import UUID

from flask import url_for

from ..foundation.kernel.errors import NotThere
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..jobs.kinds import Asked, Kind, Outcome, Params, Run
from ..policy.can import Can
from . import queries, stepping
from .model import RosterSheet

AT_ONCE_MOST = 20
"""Rows. Each new member is given every action and initiative that runs: with forty of them that takes 70 ms."""


def _sheet(work: Work, params: Params) -> RosterSheet | None:
    return queries.find(work, UUID(params["sheet_id"]))


def _prepare(run: Run) -> None:
    seen = run.params["seen"]
    with run.reading() as work:
        steps = stepping.steps(work, _there(work, run), seen)
    for step in steps:
        with run.acting(step.done) as work:
            stepping.take(work, _there(work, run), seen, step)


def _there(work: Work, run: Run) -> RosterSheet:
    sheet = _sheet(work, run.params)
    if sheet is None:
        raise NotThere()
    return sheet


def _settle(work: Work, job: Asked) -> Outcome:
    stepping.close(work, job.thing, job.params["seen"])
    path = url_for("sheets.preview", sheet_id=job.thing.id)
    return Outcome(queries.count_differing(job.thing), path=path)


TAKE_OVER = Kind(
    name="roster_take_over",
    label=N_("Taking over members from an Excel sheet"),
    can=Can.IMPORT_ROSTER,
    subject=_sheet,
    prepare=_prepare,
    settle=_settle,
    stays=N_("What was taken over until then stays. Check the sheet again: it shows what is left."),
)
