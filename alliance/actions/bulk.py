"""What an officer does to many assignments at once: each is judged by itself, and what cannot be done says why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import select

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Invalid, NotAllowed, NotThere, Refusal
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..organisations.model import Organisation
from ..policy.can import Can
from ..policy.table import REFUSED_WITH, may
from . import answering, events, extending, reviewing
from .board_model import BulkAct
from .model import Assignment, JointAction
from .visibility import assignments_of
from .vocabulary import FINISHED, AssignmentState, BulkKind

CHOSEN_MOST = 300
NEEDS: Mapping[BulkKind, Can] = MappingProxyType(
    {
        BulkKind.REMIND: Can.STEER_ASSIGNMENT,
        BulkKind.PROLONG: Can.STEER_ASSIGNMENT,
        BulkKind.VERIFY: Can.REVIEW_ASSIGNMENT,
    }
)
GONE = N_("This assignment is not there any more.")


@dataclass(frozen=True, slots=True)
class BulkText:
    """`chosen`: assignment → the revision of its report that the page showed. `until_on`: for more time."""

    kind: BulkKind
    chosen: Mapping[UUID, int]
    until_on: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class SomeReport:
    """A report that somebody else sent, in the reader's own district: what an officer may verify at the most."""

    district_code: str | None
    reported_by_id: None = None


def some_report(work: Work) -> SomeReport:
    return SomeReport(work.actor.district_code)


def open_to(work: Work) -> list[BulkKind]:
    """What this person may do to the assignments of the board."""
    return [kind for kind, can in NEEDS.items() if may(work.actor, can, some_report(work))]


def choosable(work: Work) -> frozenset[AssignmentState]:
    """The states of the assignments that this person may choose to act on."""
    kinds = open_to(work)
    if BulkKind.REMIND in kinds:
        return frozenset(AssignmentState) - FINISHED
    return frozenset({AssignmentState.REPORTED}) if kinds else frozenset()


def act(work: Work, text: BulkText) -> BulkAct:
    """Do it to each that allows it, in one transaction. The rows are held in one order, so that two officers who choose
    the same wait for each other."""
    if not 1 <= len(text.chosen) <= CHOSEN_MOST:
        raise Invalid("chosen", N_("Choose at least one and at most %(most)d."), most=CHOSEN_MOST)
    if text.kind is BulkKind.PROLONG and (text.until_on is None or text.until_on <= local_day(work.now)):
        raise Invalid("until_on", N_("Choose a day that comes after today."))
    readable = (Assignment.id.in_(list(text.chosen)), assignments_of(work.actor))
    held = select(Assignment).where(*readable).order_by(Assignment.id).with_for_update(of=Assignment)
    found = {one.id: one for one in work.session.scalars(held)}
    refused = [
        [str(one), refusal.words, refusal.params]
        for one in sorted(text.chosen)
        if (refusal := _tried(work, text, one, found.get(one))) is not None
    ]
    done = BulkAct(person_id=work.person_id, kind=text.kind, at=work.now, outcome={})
    done.outcome = {"done": len(text.chosen) - len(refused), "refused": refused}
    work.session.add(done)
    work.session.flush()
    record(work, events.BulkDone(done.id, str(text.kind), len(text.chosen) - len(refused), len(refused)))
    return done


def _tried(work: Work, text: BulkText, assignment_id: UUID, assignment: Assignment | None) -> Refusal | None:
    """Why it could not be done, if it could not: then nothing of it is left."""
    try:
        with work.session.begin_nested():
            _do(work, text, assignment_id, assignment)
    except Refusal as refusal:
        return refusal
    return None


def _do(work: Work, text: BulkText, assignment_id: UUID, assignment: Assignment | None) -> None:
    if assignment is None:
        raise NotThere(GONE)
    if not may(work.actor, NEEDS[text.kind], assignment):
        raise NotAllowed(REFUSED_WITH.get(NEEDS[text.kind]))
    if text.kind is BulkKind.REMIND:
        answering.remind(work, assignment, text.words)
    elif text.kind is BulkKind.VERIFY:
        reviewing.verify(work, assignment, text.chosen[assignment_id], text.words)
    elif text.until_on is not None:
        extending.prolong(work, assignment, text.until_on, text.words)


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """`words`: a msgid, filled by `params`. The names are empty where the reader may not read the assignment."""

    assignment_id: UUID | None
    organisation: str
    title: str
    words: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class BulkReading:
    person_id: UUID
    kind: BulkKind
    done: int
    refused: Sequence[RefusedLine]


def reading(work: Work, bulk_id: UUID) -> BulkReading | None:
    """What came of an act that the reader did, with the names of what could not be done. Two statements."""
    done = work.session.scalar(select(BulkAct).where(BulkAct.id == bulk_id, BulkAct.person_id == work.actor.person_id))
    if done is None:
        return None
    refused = [(UUID(one), words, params) for one, words, params in done.outcome["refused"]]
    a, x, o = Assignment, JointAction, Organisation
    asked = select(a.id, o.name, x.title).join(x, x.id == a.action_id).join(o, o.id == a.organisation_id)
    asked = asked.where(a.id.in_([one for one, _words, _params in refused]), assignments_of(work.actor))
    named = {row.id: (row.id, row.name, row.title) for row in work.session.execute(asked)}
    lines = [RefusedLine(*named.get(one, (None, "", "")), words, params) for one, words, params in refused]
    return BulkReading(done.person_id, done.kind, done.outcome["done"], lines)
