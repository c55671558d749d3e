"""What the center reads of editions: all of a case, those that wait for their release, and what waits on a desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select

from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..policy.can import Can
from ..policy.table import may
from .model import Edition, TypicalCase
from .vocabulary import CaseState, EditionKind, EditionState, Tlp

ERRANDS_MOST = 10


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition in the lists of the center."""

    id: UUID
    case_id: UUID
    title: str
    kind: EditionKind
    number: int
    tlp: Tlp
    state: EditionState
    state_since: datetime
    change_note: str


def editions_of(work: Work, case_id: UUID) -> Sequence[EditionLine]:
    """All editions of a case, the newest of each kind first."""
    e = Edition
    asked = _edition_lines().where(e.case_id == case_id).order_by(e.kind, e.number.desc())
    return [EditionLine(*row) for row in work.session.execute(asked)]


def prepared(work: Work) -> Sequence[EditionLine]:
    """Editions that wait for their release, the longest waiting first, at most a page of them."""
    e = Edition
    asked = _edition_lines().where(e.state == EditionState.PREPARED).order_by(e.state_since, e.id).limit(PAGE_ROWS)
    return [EditionLine(*row) for row in work.session.execute(asked)]


def _edition_lines() -> Any:
    e = Edition
    return select(e.id, e.case_id, e.title, e.kind, e.number, e.tlp, e.state, e.state_since, e.change_note)


def waiting_for(work: Work) -> list[Errand]:
    """The center: what was handed in, and editions that wait for a second person. A writer: what was given back."""
    if may(work.actor, Can.PREPARE_EDITION):
        return _for_the_center(work)
    if may(work.actor, Can.SEE_OWN_CASES):
        return _for_the_writer(work)
    return []


def _for_the_center(work: Work) -> list[Errand]:
    c, e, me = TypicalCase, Edition, work.actor.person_id
    to_review = select(func.count()).select_from(c).where(c.state == CaseState.SUBMITTED)
    by_another = and_(e.written_by_id != me, e.author_id != me)
    to_release = select(func.count()).select_from(e).where(e.state == EditionState.PREPARED, by_another)
    row = work.session.execute(select(to_review.scalar_subquery(), to_release.scalar_subquery())).one()
    errands = []
    if row[0]:
        why = N_("Mask it, check it, and share it with those who must know.")
        errands.append(Errand(N_("Cases to review"), why, "cases.queue", count=row[0], tone="amber"))
    if row[1]:
        why = N_("Somebody else has prepared them; a second person releases them.")
        errands.append(Errand(N_("Editions to release"), why, "cases.to_release", count=row[1], tone="amber"))
    return errands


def _for_the_writer(work: Work) -> list[Errand]:
    c = TypicalCase
    given_back = select(c.id, c.title).where(
        c.organisation_id == work.actor.organisation_id, c.state == CaseState.RETURNED
    )
    why = N_("The center asks you to change the case.")
    return [
        Errand(
            N_("Case given back: %(title)s"), why, "cases.case", {"case_id": row.id}, {"title": row.title}, tone="red"
        )
        for row in work.session.execute(given_back.order_by(c.state_since).limit(ERRANDS_MOST))
    ]
