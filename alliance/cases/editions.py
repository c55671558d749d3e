"""What the center reads of editions: all of a case, those that wait for their release, and what waits on a desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, func, literal, select

from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..policy.can import Can
from ..policy.table import may
from ..questions import Found, Question, columns, listed, single
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
    return [EditionLine(*row) for row in work.session.execute(_editions_of(), {"case_id": case_id})]


@cache
def _editions_of() -> Any:
    e = Edition
    asked = _edition_lines().where(e.case_id == bindparam("case_id", type_=e.case_id.type))
    return asked.order_by(e.kind, e.number.desc())


def prepared(work: Work) -> Sequence[EditionLine]:
    """Editions that wait for their release, the longest waiting first, at most a page of them."""
    e = Edition
    asked = _edition_lines().where(e.state == EditionState.PREPARED).order_by(e.state_since, e.id).limit(PAGE_ROWS)
    return [EditionLine(*row) for row in work.session.execute(asked)]


def _edition_lines() -> Any:
    e = Edition
    return select(e.id, e.case_id, e.title, e.kind, e.number, e.tlp, e.state, e.state_since, e.change_note)


def questions(work: Work) -> Sequence[Question]:
    """The center: what was handed in, and editions that wait for a second person. A writer: what was given back."""
    if may(work.actor, Can.PREPARE_EDITION):
        return _of_the_center(work)
    return _of_a_writer(work) if may(work.actor, Can.SEE_OWN_CASES) else []


def _of_the_center(work: Work) -> Sequence[Question]:
    """The state of an edition stands in the statement itself: only so does SQLite find the few that wait by the index
    of those, among all that are released."""
    c, e = TypicalCase, Edition
    to_review = select(*columns(count=func.count())).where(c.state == CaseState.SUBMITTED)
    me = work.actor.person_id
    by_another = and_(e.written_by_id != me, e.author_id != me)
    prepared = literal(EditionState.PREPARED, e.state.type, literal_execute=True)
    to_release = select(*columns(count=func.count())).where(e.state == prepared, by_another)
    return [single(to_review, _to_review), single(to_release, _to_release)]


def _of_a_writer(work: Work) -> Sequence[Question]:
    c = TypicalCase
    given_back = select(*columns(id=c.id, title=c.title)).where(
        c.organisation_id == work.actor.organisation_id, c.state == CaseState.RETURNED
    )
    return [listed(given_back, _given_back, [c.state_since], ERRANDS_MOST)]


def _to_review(found: Found) -> Errand:
    why = N_("Mask it, check it, and share it with those who must know.")
    return Errand(N_("Cases to review"), why, "cases.queue", count=found.count, tone="amber")


def _to_release(found: Found) -> Errand:
    why = N_("Somebody else has prepared them; a second person releases them.")
    return Errand(N_("Editions to release"), why, "cases.to_release", count=found.count, tone="amber")


def _given_back(found: Found) -> Errand:
    words, why = N_("Case given back: %(title)s"), N_("The center asks you to change the case.")
    return Errand(words, why, "cases.case", {"case_id": found.id}, {"title": found.title}, tone="red")
