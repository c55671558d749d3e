"""What is asked of jobs: one's own, always by whose they are; and which is due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select

from ..files.model import StoredFile
from ..foundation.kernel.actor import Role
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..organisations.model import District, Organisation
from ..people.model import Appointment, Person
from .model import OPEN, Job, JobState

Key = tuple[datetime, UUID]


@dataclass(frozen=True, slots=True)
class JobReading:
    """A job of one's own. `role`, `place_*`: of the office under which it was asked for; `file_*`: of what was made."""

    id: UUID
    person_id: UUID
    appointment_id: UUID | None
    kind: str
    asked: str
    asked_at: datetime
    state: JobState
    state_since: datetime
    done: int
    total: int
    attempts: int
    path: str
    rights: str
    holds: Mapping[str, Any]
    words: str
    words_params: Mapping[str, Any]
    role: Role | None
    place_zh: str
    place_en: str
    file_id: UUID | None
    file_name: str | None
    file_size: int | None


@dataclass(frozen=True, slots=True)
class JobPage:
    lines: Sequence[JobReading]
    next_key: Key | None


def own(work: Work, after: Key | None = None) -> JobPage:
    """A page of one's own jobs, the newest first; one statement."""
    asked = _readings(work)
    if after:
        moment, job_id = after
        asked = asked.where(or_(Job.asked_at < moment, and_(Job.asked_at == moment, Job.id < job_id)))
    asked = asked.order_by(Job.asked_at.desc(), Job.id.desc()).limit(PAGE_ROWS + 1)
    found = [JobReading(*row) for row in work.session.execute(asked)]
    last = found[PAGE_ROWS - 1] if len(found) > PAGE_ROWS else None
    return JobPage(found[:PAGE_ROWS], (last.asked_at, last.id) if last else None)


def reading(work: Work, job_id: UUID) -> JobReading | None:
    row = work.session.execute(_readings(work).where(Job.id == job_id)).first()
    return JobReading(*row) if row else None


def _readings(work: Work) -> Select[Any]:
    j, a, o, d, f = Job, Appointment, Organisation, District, StoredFile
    its: list[Any] = [j.id, j.person_id, j.appointment_id, j.kind, j.asked, j.asked_at, j.state, j.state_since]
    far: list[Any] = [j.done, j.total, j.attempts, j.path, j.rights, j.holds, j.words, j.words_params, a.role]
    place: list[Any] = [func.coalesce(o.short_name, name, "") for name in (d.zh, d.en)]
    return (
        select(*its, *far, *place, f.id, f.name, f.shared_size)
        .outerjoin(a, a.id == j.appointment_id)
        .outerjoin(o, o.id == a.organisation_id)
        .outerjoin(d, d.code == a.district_code)
        .outerjoin(f, f.id == j.file_id)
        .where(j.person_id == work.actor.person_id)
    )


def find(work: Work, job_id: UUID) -> Job | None:
    """A job of one's own, to be cancelled."""
    return work.session.scalar(select(Job).where(Job.id == job_id, Job.person_id == work.actor.person_id))


def own_files(work: Work) -> Select[UUID]:
    """The files of one's own jobs, for handing them out."""
    return select(Job.file_id).where(Job.person_id == work.actor.person_id, Job.file_id.is_not(None))  # type: ignore[return-value]


def count_open(work: Work) -> int:
    mine = (Job.person_id == work.person_id, Job.state.in_(OPEN))
    return work.session.scalar(select(func.count()).where(*mine)) or 0


def next_due(work: Work) -> Job | None:
    """The oldest that waits, or whose worker has not been heard of; locked, and nobody waits for another's lock."""
    lost = and_(Job.state == JobState.RUNNING, Job.leased_until <= work.now)
    due = select(Job).where(or_(Job.state == JobState.QUEUED, lost)).order_by(Job.asked_at, Job.id).limit(1)
    return work.session.scalar(due.with_for_update(skip_locked=True))


@dataclass(frozen=True, slots=True)
class Told:
    """Whom a letter about a job reaches, and what of."""

    email: str
    kind: str
    words: str
    words_params: Mapping[str, Any]


def told(work: Work, job_id: UUID) -> Told | None:
    """None where the account is closed."""
    asked = select(Person.email, Job.kind, Job.words, Job.words_params).join(Person, Person.id == Job.person_id)
    row = work.session.execute(asked.where(Job.id == job_id, Person.disabled_at.is_(None))).first()
    return Told(*row) if row else None
