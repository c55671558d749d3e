"""What of the roster sheet takes longer than a page can wait: taking over many members, each with all that follows."""

from uuid import UUID

from flask import url_for

from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..jobs.kinds import Asked, Kind, Outcome, Params
from ..policy.can import Can
from . import commands, queries
from .model import RosterSheet

AT_ONCE_MOST = 20
"""Rows. Each new member is given every action and initiative that runs: with forty of them that takes 70 ms."""


def _sheet(work: Work, params: Params) -> RosterSheet | None:
    return queries.find(work, UUID(params["sheet_id"]))


def _settle(work: Work, job: Asked) -> Outcome:
    commands.take_over(work, job.thing, job.params["seen"])
    path = url_for("sheets.preview", sheet_id=job.thing.id)
    return Outcome(queries.count_differing(job.thing), path=path)


TAKE_OVER = Kind(
    name="roster_take_over",
    label=N_("Taking over members from an Excel sheet"),
    can=Can.IMPORT_ROSTER,
    subject=_sheet,
    settle=_settle,
)
