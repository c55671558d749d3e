"""The letter at the end of a job: that it is done, or why not. What was asked for stays in the portal."""

from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal import letters
from . import queries
from .events import JobDone, JobFailed
from .kinds import Kinds

PAGE = "/jobs/{}"
DONE = N_("This is done")
NOT_DONE = N_("This could not be done")


def tell_done(work: Work, event: JobDone) -> None:
    _tell(work, event, DONE)


def tell_failed(work: Work, event: JobFailed) -> None:
    _tell(work, event, NOT_DONE)


def _tell(work: Work, event: JobDone | JobFailed, headline: str) -> None:
    told = queries.told(work, event.job_id)
    if told is None:
        return
    kind = Kinds.known.get(told.kind)
    words = {"headline": headline, "what": kind.label if kind else told.kind}
    why = {"reason": told.words, "reason_params": dict(told.words_params)}
    letters.write(work, told.email, "job_ended", path=PAGE.format(event.job_id), **words, **why)
