"""What the writer of a case does: begin, write, submit, take back, drop."""

from dataclasses import dataclass

from sqlalchemy import delete, select

from ..foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from . import events, indexing
from .attaching import detach_all
from .model import CaseFile, CaseIndicator, Opening, SealedOriginal, TypicalCase
from .telling import ASKED, CaseText, Indicator, put, put_indicators
from .vocabulary import WITH_ITS_WRITER, CaseState
from .workflow import CASE_WORKFLOW


@dataclass(frozen=True, slots=True)
class Written:
    """What the form of a case says. `version`: of the case as its page showed it. `kept`: marks of the indicators that
    stay; `given`: new ones."""

    text: CaseText
    version: int
    in_center_name: bool = False
    kept: frozenset[str] = frozenset()
    given: tuple[Indicator, ...] = ()


def begin(work: Work) -> TypicalCase:
    """A new draft, or the person's own one in which nothing has been written and to which nothing is attached."""
    empty = select(TypicalCase).where(
        TypicalCase.written_by_id == work.person_id,
        TypicalCase.organisation_id == work.actor.organisation_id,
        TypicalCase.state == CaseState.DRAFT,
        TypicalCase.title == "",
        TypicalCase.story == "",
        TypicalCase.id.not_in(select(CaseFile.case_id)),
    )
    untouched = work.session.scalar(empty.limit(1))
    if untouched is not None:
        return untouched
    case = TypicalCase(
        organisation_id=work.actor.organisation_id,
        written_by_id=work.person_id,
        begun_at=work.now,
        written_at=work.now,
        state=CaseState.DRAFT,
        state_since=work.now,
        steps=[],
        indicators=[],
    )
    work.session.add(case)
    work.session.flush()
    record(work, events.CaseBegun(case.id, case.organisation_id))
    return case


def write(work: Work, case: TypicalCase, said: Written) -> int:
    """Keep what was written, masked. Returns how many texts held something personal.

    A page that is older than the case is refused, so that two colleagues do not write over each other: the case is
    locked before it is compared.
    """
    work.hold(case)
    if case.state not in WITH_ITS_WRITER:
        raise MoveNotOpen()
    if said.version != case.version:
        raise Conflict()
    found = put(work, case, case, said.text)
    case.in_center_name = said.in_center_name
    case.written_at = work.now
    put_indicators(work, case, said.kept, said.given)
    work.session.flush()
    record(work, events.CaseWritten(case.id, found))
    return found


def submit(work: Work, case: TypicalCase) -> None:
    """Hand it to the center."""
    for name in ASKED:
        if getattr(case, name) in (None, ""):
            raise Invalid(name, N_("Fill this in."))
    CASE_WORKFLOW.apply(case, "submit", work.now)
    case.submitted_at = work.now
    indexing.take_in(work, case)
    record(work, events.CaseSubmitted(case.id, case.organisation_id))


def take_back(work: Work, case: TypicalCase) -> None:
    """It is a draft again, which the center does not see."""
    CASE_WORKFLOW.apply(case, "take_back", work.now)
    case.submitted_at = None
    indexing.put_aside(work, case)
    record(work, events.CaseTakenBack(case.id))


def drop(work: Work, case: TypicalCase) -> None:
    """A draft that was never handed in goes, with what was sealed of it."""
    if case.state is not CaseState.DRAFT or case.submitted_at is not None:
        raise MoveNotOpen()
    detach_all(work, case)
    for part in (CaseIndicator, SealedOriginal, Opening):
        work.session.execute(delete(part).where(part.case_id == case.id))
    work.session.delete(case)
    record(work, events.CaseDropped(case.id))
