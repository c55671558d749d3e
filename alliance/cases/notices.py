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
    path = PAGE.format(case_id)
    told = queries.those_to_tell(work, case_id)
    letters.write_all(
        work, template, [(one.email, {"title": one.title, "words": one.words, "path": path}) for one in told]
    )
