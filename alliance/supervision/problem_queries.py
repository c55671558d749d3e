"""What is read of problems, always through `visibility`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, select, tuple_

from ..files.model import StoredFile
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..organisations.model import Organisation
from ..organisations.queries import called
from .model import Matter
from .problem_model import Problem, ProblemFile, Remedy, SendingBack
from .visibility import problems_for
from .vocabulary import ProblemState

TAKEN_MOST = 2_000
SHORT = 40


def find(work: Work, problem_id: UUID, **_address: Any) -> Problem | None:
    """The problem, to be changed; whether the actor may is asked at the door."""
    return work.session.get(Problem, problem_id)


@dataclass(frozen=True, slots=True)
class RemedyLine:
    what: str
    until_on: date


@dataclass(frozen=True, slots=True)
class ProblemReading:
    """A problem with what stands on all three lists; `subject`: of the supervision in which it was found."""

    id: UUID
    organisation_id: UUID
    district_code: str
    organisation: str
    measure_id: UUID | None
    subject: str | None
    words: str
    found_on: date
    due_on: date
    listed_at: datetime
    office: str
    leader: str
    rectification: str
    rectified_by_id: UUID | None
    rectified_at: datetime | None
    recheck: str
    rechecked_by_id: UUID | None
    rechecked_at: datetime | None
    write_off: str
    written_off_at: datetime | None
    state: ProblemState
    version: int
    remedies: Sequence[RemedyLine]


OF_PROBLEM: tuple[Any, ...] = (
    *(Problem.id, Problem.organisation_id, Problem.district_code, Organisation.name, Problem.measure_id),
    *(Matter.subject, Problem.words, Problem.found_on, Problem.due_on, Problem.listed_at, Problem.office),
    *(Problem.leader, Problem.rectification, Problem.rectified_by_id, Problem.rectified_at),
    *(Problem.recheck, Problem.rechecked_by_id, Problem.rechecked_at, Problem.write_off, Problem.written_off_at),
    *(Problem.state, Problem.version),
)


def _problems(work: Work) -> Select[Any]:
    return (
        select(*OF_PROBLEM)
        .select_from(Problem)
        .join(Organisation, Organisation.id == Problem.organisation_id)
        .outerjoin(Matter, Matter.id == Problem.matter_id)
        .where(problems_for(work.actor))
    )


def reading(work: Work, problem_id: UUID, **_address: Any) -> ProblemReading | None:
    found = _read(work, _problems(work).where(Problem.id == problem_id))
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class ProblemFilter:
    """What the address asks for; an empty word asks for nothing."""

    q: str = ""
    state: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True)
class ProblemPage:
    problems: Sequence[ProblemReading]
    next_key: tuple[datetime, UUID] | None


def problems(work: Work, wanted: ProblemFilter, before: tuple[datetime, UUID] | None = None) -> ProblemPage:
    """A page of the problems that the actor reads, the newest first: two statements."""
    asked = _fitting(work, wanted)
    if before:
        asked = asked.where(tuple_(Problem.listed_at, Problem.id) < before)
    found = _read(work, asked.limit(PAGE_ROWS + 1))
    shown = found[:PAGE_ROWS]
    return ProblemPage(shown, (shown[-1].listed_at, shown[-1].id) if len(found) > PAGE_ROWS else None)


def taken(work: Work, wanted: ProblemFilter) -> Sequence[ProblemReading]:
    """The same for paper or a sheet, at most TAKEN_MOST."""
    return _read(work, _fitting(work, wanted).limit(TAKEN_MOST))


def of_measure(work: Work, measure_id: UUID) -> Sequence[ProblemReading]:
    return _read(work, _problems(work).where(Problem.measure_id == measure_id).order_by(Problem.listed_at))


def _fitting(work: Work, wanted: ProblemFilter) -> Select[Any]:
    asked = _problems(work).order_by(Problem.listed_at.desc(), Problem.id.desc())
    for column, value in ((Problem.state, wanted.state), (Problem.district_code, wanted.district)):
        asked = asked.where(column == value) if value else asked
    return asked.where(called(wanted.q)) if wanted.q else asked


def _read(work: Work, asked: Select[Any]) -> Sequence[ProblemReading]:
    rows = work.session.execute(asked).all()
    remedies = _remedies(work, [row[0] for row in rows])
    whole: list[list[Any]] = [[*row, remedies.get(row[0], ())] for row in rows]
    return [ProblemReading(*values) for values in whole]


def _remedies(work: Work, problem_ids: Collection[UUID]) -> Mapping[UUID, Sequence[RemedyLine]]:
    found: dict[UUID, list[RemedyLine]] = {}
    if problem_ids:
        asked = select(Remedy.problem_id, Remedy.what, Remedy.until_on).where(Remedy.problem_id.in_(problem_ids))
        for problem_id, what, until_on in work.session.execute(asked.order_by(Remedy.position)):
            found.setdefault(problem_id, []).append(RemedyLine(what, until_on))
    return found


@dataclass(frozen=True, slots=True)
class SentBackLine:
    words: str
    sent_back_at: datetime


def sendings_back(work: Work, problem_id: UUID) -> Sequence[SentBackLine]:
    """Each time that it was sent back, the last one first. Ask only for a problem that the actor may read."""
    s = SendingBack
    asked = select(s.words, s.sent_back_at).where(s.problem_id == problem_id)
    return [SentBackLine(*row) for row in work.session.execute(asked.order_by(s.sent_back_at.desc(), s.id))]


def files_of(problem_id: UUID) -> Select[UUID]:
    """Ids of the files that show it mended, for `files.queries` to look among."""
    return select(ProblemFile.file_id).where(ProblemFile.problem_id == problem_id)


def files_sent(problem: ProblemReading | Problem) -> Select[UUID]:
    """Those that were there when it was last reported as mended."""
    return _with_moment(problem.id).where(_sent(problem))


def files_prepared(problem: ProblemReading | Problem) -> Select[UUID]:
    """Those that were added since: what was sent once stays."""
    return _with_moment(problem.id).where(~_sent(problem))


def _with_moment(problem_id: UUID) -> Select[UUID]:
    return files_of(problem_id).join(StoredFile, StoredFile.id == ProblemFile.file_id)


def _sent(problem: ProblemReading | Problem) -> ColumnElement[bool]:
    return false() if problem.rectified_at is None else StoredFile.kept_at <= problem.rectified_at


def about(work: Work, problem_id: UUID) -> dict[str, str]:
    """What a letter says of a problem: its organisation and its days, nothing of its words."""
    p = Problem
    asked = select(Organisation.name, p.found_on, p.due_on).join(Organisation, Organisation.id == p.organisation_id)
    name, found_on, due_on = work.session.execute(asked.where(p.id == problem_id)).one()
    return {"organisation": name, "found": found_on.isoformat(), "due": due_on.isoformat()}


def shortened(words: str) -> str:
    """The first line of a problem, as lists name it."""
    line = " ".join(words.split())
    return line if len(line) <= SHORT else f"{line[:SHORT]}…"
