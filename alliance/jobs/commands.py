"""What becomes of a job: it is asked for, cancelled, finished, or fails."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from ..files import commands as files
from ..files.checking import Checked
from ..foundation.kernel.errors import TooMany
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.finding import masked
from ..people.model import Person
from . import events, queries
from .kinds import MadeFile, Outcome, Params
from .model import ASKED_LENGTH, PATH_LENGTH, WORDS_LENGTH, Job, JobState
from .rights import rights_of
from .workflow import JOB_WORKFLOW

OPEN_MOST = 5
TOO_MANY = N_("%(most)d of your jobs are not done yet. Wait until one is done, or cancel one.")


@dataclass(frozen=True, slots=True)
class JobText:
    """`asked`: in words, as whoever asks will know it again. `path`: the page of what it is about, where that will
    show what was done, however it ends."""

    kind: str
    total: int
    language: str
    asked: str = ""
    path: str = ""
    params: Params = field(default_factory=dict)


def ask(work: Work, text: JobText) -> Job:
    """Leave it to the worker. Raises TooMany where as many of one's own are waiting; their owner's row is held, so that
    what is asked for at once is counted one after the other."""
    work.session.execute(select(Person.id).where(Person.id == work.person_id).with_for_update(key_share=True))
    if queries.count_open(work) >= OPEN_MOST:
        raise TooMany(TOO_MANY, most=OPEN_MOST)
    job = Job(
        kind=text.kind,
        person_id=work.person_id,
        appointment_id=work.actor.appointment_id,
        params=dict(text.params),
        asked=masked(text.asked)[:ASKED_LENGTH],
        language=text.language,
        asked_at=work.now,
        state=JobState.QUEUED,
        state_since=work.now,
        total=text.total,
        path=text.path[:PATH_LENGTH],
    )
    work.session.add(job)
    work.session.flush()
    record(work, events.JobAsked(job.id, job.kind, job.total))
    return job


def cancel(work: Work, job: Job) -> None:
    """What stays of it says its kind. Raises MoveNotOpen where it came to an end first."""
    work.hold(job)
    _end(work, job, "cancel")
    record(work, events.JobCancelled(job.id, job.kind))


def finish(work: Work, job: Job, outcome: Outcome) -> None:
    """In the transaction in which its work is done, by its owner."""
    if outcome.file:
        job.file_id = files.keep(work, _sound(outcome.file)).id
    job.rights, job.holds, job.path = rights_of(work.actor), dict(outcome.holds), outcome.path[:PATH_LENGTH]
    job.done = job.total = outcome.count
    _end(work, job, "finish")
    record(work, events.JobDone(job.id, job.kind, outcome.count))


def fail(work: Work, job: Job, words: str, params: Mapping[str, Any]) -> None:
    """`words`: a msgid, filled by `params`, that tells its owner why."""
    job.words = words[:WORDS_LENGTH]
    job.words_params = {name: value for name, value in params.items() if isinstance(value, str | int)}
    _end(work, job, "fail")
    record(work, events.JobFailed(job.id, job.kind))


def _end(work: Work, job: Job, move: str) -> None:
    JOB_WORKFLOW.apply(job, move, work.now)
    job.params, job.leased_until = {}, None
    work.session.flush()


def _sound(file: MadeFile) -> Checked:
    """What the portal made itself has nothing to take out: every reader's copy is the original."""
    return Checked(file.name, file.kind, file.content, file.content)
