"""Letters to the writer of a case: what has become of it."""

from uuid import UUID

from ..foundation.store.work import Work
from ..journal import letters
from . import queries
from .events import CaseReturned, CaseSetAside, EditionReleased, EditionWithdrawn

PAGE = "/cases/{}"


def tell_returned(work: Work, event: CaseReturned) -> None:
    _tell(work, event.case_id, "case_returned")


def tell_set_aside(work: Work, event: CaseSetAside) -> None:
    _tell(work, event.case_id, "case_set_aside")


def tell_released(work: Work, event: EditionReleased) -> None:
    _tell(work, event.case_id, "case_released")


def tell_withdrawn(work: Work, event: EditionWithdrawn) -> None:
    _tell(work, event.case_id, "case_withdrawn")


def _tell(work: Work, case_id: UUID, template: str) -> None:
    known = queries.writer_of(work, case_id)
    if known is not None:
        path = PAGE.format(case_id)
        letters.write(work, known.email, template, title=known.title, words=known.words, path=path)
