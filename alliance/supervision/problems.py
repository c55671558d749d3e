"""What is done with problems: listed, planned, mended, checked again, sent back, written off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from ..organisations.model import Organisation
from . import events
from .measuring import NOT_HERE, SUPERVISED
from .model import WORDS_LENGTH, Measure
from .problem_model import Problem, Remedy, SendingBack
from .vocabulary import ProblemState
from .workflow import PROBLEM_WORKFLOW

CHANGED = N_("Something was reported or decided since you opened the page. Look at it once more, and send again.")


@dataclass(frozen=True, slots=True)
class ProblemText:
    """What is wrong, when it was found, and the day by which it must be mended."""

    words: str
    found_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class RemedyText:
    what: str
    until_on: date


@dataclass(frozen=True, slots=True)
class PlanText:
    """The office that is responsible, the post of the leader in charge, and what will be done, in its order."""

    office: str
    leader: str
    remedies: Sequence[RemedyText]


def list_problem(work: Work, organisation_id: UUID, text: ProblemText, found_by: Measure | None = None) -> Problem:
    """Put a problem of an organisation on the list; `found_by`: the measure in whose course it was found."""
    organisation = work.session.get_one(Organisation, organisation_id)
    if organisation.state not in SUPERVISED:
        raise Conflict(NOT_HERE)
    if found_by is not None and found_by.issued_at is None:
        raise MoveNotOpen()
    today = local_day(work.now)
    if text.found_on > today:
        raise Invalid("found_on", N_("This day lies ahead. Give the day on which it was found."))
    if text.due_on < today:
        raise Invalid("due_on", N_("This day has passed. Choose today or a later day."))
    problem = Problem(
        organisation_id=organisation.id,
        district_code=organisation.district_code,
        measure_id=found_by.id if found_by else None,
        matter_id=found_by.matter_id if found_by else None,
        words=text.words,
        found_on=text.found_on,
        due_on=text.due_on,
        listed_by_id=work.person_id,
        listed_at=work.now,
        state=ProblemState.LISTED,
        state_since=work.now,
    )
    work.session.add(problem)
    work.session.flush()
    record(work, events.ProblemListed(problem.id, problem.organisation_id, problem.due_on))
    return problem


def plan(work: Work, problem: Problem, text: PlanText) -> None:
    """The organisation names who is responsible and what it will do, each by a day that has not passed."""
    PROBLEM_WORKFLOW.apply(problem, "plan", work.now)
    _check_remedies(work, problem, text.remedies)
    problem.office, problem.leader, problem.planned_at = text.office, text.leader, work.now
    work.session.flush()
    work.session.execute(delete(Remedy).where(Remedy.problem_id == problem.id))
    rows = enumerate(text.remedies, 1)
    work.session.add_all(
        Remedy(problem_id=problem.id, position=place, what=one.what, until_on=one.until_on) for place, one in rows
    )
    record(work, events.ProblemPlanned(problem.id, len(text.remedies)))


def rectify(work: Work, problem: Problem, words: str) -> None:
    """The organisation tells what it has mended; what is personal in its words is masked."""
    PROBLEM_WORKFLOW.apply(problem, "rectify", work.now)
    problem.rectification = masked_within("words", words, WORDS_LENGTH)
    problem.rectified_by_id, problem.rectified_at = work.person_id, work.now
    record(work, events.ProblemRectified(problem.id))


def recheck(work: Work, problem: Problem, words: str, seen: int | None = None) -> None:
    """A first officer has looked and found it mended."""
    PROBLEM_WORKFLOW.apply(problem, "recheck", work.now)
    _check_seen(problem, seen)
    problem.recheck, problem.rechecked_by_id, problem.rechecked_at = words, work.person_id, work.now
    record(work, events.ProblemRechecked(problem.id))


def send_back(work: Work, problem: Problem, words: str, seen: int | None = None) -> None:
    """The first officer is not content: the organisation goes on mending."""
    PROBLEM_WORKFLOW.apply(problem, "send_back", work.now)
    _check_seen(problem, seen)
    _returned(work, problem, words)


def reopen(work: Work, problem: Problem, words: str, seen: int | None = None) -> None:
    """The second officer is not content: whatever the first one found no longer counts."""
    PROBLEM_WORKFLOW.apply(problem, "reopen", work.now)
    _check_seen(problem, seen)
    problem.recheck, problem.rechecked_by_id, problem.rechecked_at = "", None, None
    _returned(work, problem, words)


def write_off(work: Work, problem: Problem, words: str, seen: int | None = None) -> None:
    """A second officer, who neither mended it nor checked it before, closes it: the door and the database both ask."""
    PROBLEM_WORKFLOW.apply(problem, "write_off", work.now)
    _check_seen(problem, seen)
    problem.write_off, problem.written_off_by_id, problem.written_off_at = words, work.person_id, work.now
    record(work, events.ProblemWrittenOff(problem.id, problem.organisation_id))


def _check_seen(problem: Problem, seen: int | None) -> None:
    """What an officer has judged is what was reported last; `seen`: the version of the problem on the page."""
    if seen is not None and seen != problem.version:
        raise Invalid("words", CHANGED)


def _returned(work: Work, problem: Problem, words: str) -> None:
    sent_back = SendingBack(problem_id=problem.id, words=words, sent_back_by_id=work.person_id, sent_back_at=work.now)
    work.session.add(sent_back)
    record(work, events.ProblemSentBack(problem.id, problem.organisation_id))


def _check_remedies(work: Work, problem: Problem, remedies: Sequence[RemedyText]) -> None:
    if not remedies:
        raise Invalid("what_1", N_("Name at least one measure."))
    for place, one in enumerate(remedies, 1):
        if one.until_on < local_day(work.now):
            raise Invalid(f"until_{place}", N_("This day has passed. Choose today or a later day."))
