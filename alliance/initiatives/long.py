"""What of an initiative takes longer than a page can wait: issuing it to thousands, and reminding thousands.

Both are one act, done in whole or not at all, by the same commands as where few are concerned.
"""

from uuid import UUID

from flask import url_for

from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..jobs.kinds import Asked, Kind, Outcome, Params
from ..policy.can import Can
from . import issuing, reading
from .reading import InitiativeReading

AT_ONCE_MOST = 2_000
"""Organisations: a row or a letter for each takes 0.3 ms where nobody else works."""


def _initiative(work: Work, params: Params) -> InitiativeReading | None:
    return reading.reading(work, UUID(params["initiative_id"]))


def _issue(work: Work, job: Asked) -> Outcome:
    issuing.issue(work, reading.row(work, job.thing), job.params["seen"])
    path = url_for("initiatives.initiative", initiative_id=job.thing.id)
    return Outcome(len(issuing.unanswered(work, job.thing.id)), path=path)


def _remind(work: Work, job: Asked) -> Outcome:
    late = issuing.remind(work, reading.row(work, job.thing))
    return Outcome(late, path=url_for("initiatives.responses", initiative_id=job.thing.id))


ISSUE = Kind(
    name="initiative_issue",
    label=N_("Issuing an initiative"),
    can=Can.ISSUE_INITIATIVE,
    subject=_initiative,
    sees=Can.READ_INITIATIVE,
    settle=_issue,
)
REMIND = Kind(
    name="initiative_remind",
    label=N_("Reminding of an initiative"),
    can=Can.ISSUE_INITIATIVE,
    subject=_initiative,
    sees=Can.READ_INITIATIVE,
    settle=_remind,
)
