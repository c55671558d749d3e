"""How long jobs and what they made are kept: a file with a list in it is not left lying about."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from ..files import commands as files
from ..files.model import StoredFile
from ..foundation.store.work import Work
from ..people.events import AccountErased
from .model import OPEN, Job

KEPT_FOR = timedelta(days=7)
AT_ONCE = 50


def forget(work: Work) -> tuple[int, Sequence[str]]:
    """Erase some jobs that ended long enough ago, with their files; how many, and the names of the contents, to be
    removed once this is for good."""
    old = select(Job).where(Job.state.not_in(OPEN), Job.state_since < work.now - KEPT_FOR).limit(AT_ONCE)
    jobs = work.session.scalars(old.with_for_update(skip_locked=True)).all()
    return len(jobs), _erase(work, jobs)


def forget_of(work: Work, event: AccountErased) -> None:
    """Nothing stays of somebody who is erased; one that is under way finds itself gone. The sweep removes contents."""
    _erase(work.as_portal(), work.session.scalars(select(Job).where(Job.person_id == event.person_id)).all())


def _erase(work: Work, jobs: Sequence[Job]) -> Sequence[str]:
    made, contents = [job.file_id for job in jobs if job.file_id], []
    for job in jobs:
        work.session.delete(job)
    work.session.flush()
    for file in work.session.scalars(select(StoredFile).where(StoredFile.id.in_(made))).all():
        contents += [file.original, file.shared]
        files.discard(work, file)
    return contents
