"""Doing jobs, one after the other: each is leased, done, and ended, and a worker that dies leaves none half done.

What is done and that it is done are one transaction, or a row of them, each with how far it is. A worker that dies lets
its lease run out, and the next one begins anew under the next number: the first, should it wake up, may end nothing any
more. A worker that is told to stop hands back what it could not end: the next one begins at once, and no try is lost.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from logging import Logger
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from ..foundation.kernel.actor import PORTAL
from ..foundation.kernel.errors import Refusal
from ..foundation.kernel.words import N_
from ..foundation.store.engine import for_reading
from ..foundation.store.work import Work
from . import commands, queries
from .kinds import Asked, Kind, Kinds, Params
from .model import Job, JobState
from .rights import admit, as_owner
from .workflow import JOB_WORKFLOW

LEASE = timedelta(minutes=1)
RENEWED_EVERY = timedelta(seconds=15)
RENEWED_MOST = 240
"""A worker that hangs is not believed for ever: after an hour another begins."""
TRIES_MOST = 3
RETRY_AFTER = timedelta(seconds=10)
BREATH = timedelta(milliseconds=250)
"""Between two acts of a job. On SQLite whoever waits to write looks every tenth of a second whether it may, and would
find the job writing again each time."""
BROKE_OFF = N_("It broke off %(tries)d times. Ask for it anew, or tell the center.")
FAILED = N_("Something failed on our side. Ask for it anew; if it fails again, tell the center.")


class Stopped(Exception):
    """The job is no longer this worker's: it was cancelled, or another has taken it up."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where jobs are done. `around`: what stands around a job meanwhile, as around a request: address and language.
    `taken`: what is under way here."""

    database: Engine
    clock: Callable[[], datetime]
    around: Callable[["Claim"], AbstractContextManager[Any]]
    log: Logger
    taken: list["Claim"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that this worker has taken up, for the `attempt`-th time."""

    id: UUID
    kind: Kind
    person_id: UUID
    appointment_id: UUID | None
    params: Params
    language: str
    attempt: int


@dataclass(frozen=True, slots=True)
class Running:
    """A job under way; see `kinds.Run`."""

    place: Place
    claim: Claim

    @property
    def params(self) -> Params:
        return self.claim.params

    @contextmanager
    def reading(self) -> Iterator[Work]:
        with Session(for_reading(self.place.database)) as session:
            work = self.as_owner(session)
            admit(work, self.claim.kind, self.params)
            yield work

    @contextmanager
    def acting(self, done: int) -> Iterator[Work]:
        with Session(self.place.database, expire_on_commit=False) as session:
            work = self.as_owner(session)
            with work.attempt():
                admit(work, self.claim.kind, self.params)
                yield work
            if not _renewed(session, self.place, self.claim, done=done):
                raise Stopped
            session.commit()
        threading.Event().wait(BREATH.total_seconds())

    def told(self, done: int) -> None:
        if not _still_ours(self.place, self.claim, done=done):
            raise Stopped

    def as_owner(self, session: Session) -> Work:
        work = Work(PORTAL, self.place.clock(), session)
        return as_owner(work, self.claim.person_id, self.claim.appointment_id)


def do_next(place: Place) -> bool:
    """Do the job that is due, to its end or to where it breaks off; False where none is due."""
    claim = _claim(place)
    if claim is None:
        return False
    place.taken.append(claim)
    try:
        with _kept_alive(place, claim), place.around(claim):
            _do(Running(place, claim))
    except Stopped:
        place.log.info("job %s is no longer ours", claim.id)
    except Refusal as refusal:
        _break_off(place, claim, refusal.words, refusal.params, for_good=refusal.status < 500)
    except Exception:  # whatever it is, its owner is told in the end, and the next job is done
        place.log.exception("job %s (%s) broke off", claim.id, claim.kind.name)
        _break_off(place, claim, FAILED, {}, for_good=False)
    finally:
        place.taken.remove(claim)
    return True


def hand_back(place: Place) -> None:
    """Let the next worker begin anew at once what is still under way here, as if it had not been tried. From then on
    this worker may end nothing of it: see `_held`. What comes to its end in the same moment has come to its end."""
    for claim in list(place.taken):
        with Session(place.database) as session:
            work = Work(PORTAL, place.clock(), session)
            try:
                job = _held(session, claim)
            except Stopped:
                continue
            JOB_WORKFLOW.apply(job, "hand_back", work.now)
            job.handed_back, job.leased_until = job.handed_back + 1, None
            session.commit()
        place.log.info("job %s (%s) is handed back", claim.id, claim.kind.name)


def _claim(place: Place) -> Claim | None:
    """Take up the oldest that is due; what has broken off too often fails on the way."""
    with Session(place.database) as session:
        work = Work(PORTAL, place.clock(), session)
        while job := queries.next_due(work):
            if job.tries < TRIES_MOST and job.kind in Kinds.known:
                claim = _take_up(work, job)
                session.commit()
                return claim
            commands.fail(work, job, BROKE_OFF, {"tries": job.tries})
            session.commit()
    return None


def _take_up(work: Work, job: Job) -> Claim:
    JOB_WORKFLOW.apply(job, "start" if job.state is JobState.QUEUED else "take_up", work.now)
    job.attempts, job.leased_until, job.done = job.attempts + 1, work.now + LEASE, 0
    kind, whose = Kinds.known[job.kind], (job.person_id, job.appointment_id)
    return Claim(job.id, kind, *whose, dict(job.params), job.language, job.attempts)


def _do(running: Running) -> None:
    """Prepare, then settle in one transaction, whose last act is to see that the job is still ours."""
    claim, place = running.claim, running.place
    prepared = claim.kind.prepare(running)
    with Session(place.database, expire_on_commit=False) as session:
        work = running.as_owner(session)
        with work.attempt():
            thing = admit(work, claim.kind, claim.params)
            outcome = claim.kind.settle(work, Asked(thing, claim.params, prepared))
        commands.finish(work, _held(session, claim), outcome)
        session.commit()


def _held(session: Session, claim: Claim) -> Job:
    """The job, locked until the transaction ends; raises Stopped."""
    job = session.get(Job, claim.id, with_for_update=True, populate_existing=True)
    if job is None or job.state is not JobState.RUNNING or job.attempts != claim.attempt:
        raise Stopped
    return job


def _break_off(place: Place, claim: Claim, words: str, params: Params, *, for_good: bool) -> None:
    """It fails with these words, or is tried again a little later."""
    with Session(place.database) as session:
        work = Work(PORTAL, place.clock(), session)
        try:
            job = _held(session, claim)
        except Stopped:
            place.log.info("job %s is no longer ours", claim.id)
            return
        if for_good or job.tries >= TRIES_MOST:
            commands.fail(work, job, words, params)
        else:
            job.leased_until = work.now + RETRY_AFTER
        session.commit()


def _still_ours(place: Place, claim: Claim, **values: object) -> bool:
    """See `_renewed`; kept at once."""
    with Session(place.database) as session:
        ours = _renewed(session, place, claim, **values)
        session.commit()
    return ours


def _renewed(session: Session, place: Place, claim: Claim, **values: object) -> bool:
    """Renew the lease, and say how far it is; whether the job is still this worker's."""
    ours = (Job.id == claim.id, Job.attempts == claim.attempt, Job.state == JobState.RUNNING)
    renewed = update(Job).where(*ours).values(leased_until=place.clock() + LEASE, **values).returning(Job.id)
    return session.scalar(renewed, execution_options={"synchronize_session": False}) is not None


@contextmanager
def _kept_alive(place: Place, claim: Claim) -> Iterator[None]:
    """Renew the lease beside the work: what is done in whole tells nothing until its end."""
    over = threading.Event()
    beat = threading.Thread(target=_renew, args=(place, claim, over), daemon=True)
    beat.start()
    try:
        yield
    finally:
        over.set()
        beat.join()


def _renew(place: Place, claim: Claim, over: threading.Event) -> None:
    for _ in range(RENEWED_MOST):
        if over.wait(RENEWED_EVERY.total_seconds()):
            return
        try:
            if not _still_ours(place, claim):
                return
        except OperationalError:  # on SQLite the work itself may hold the database: then nobody else can take it up
            place.log.warning("the lease of job %s could not be renewed", claim.id)
