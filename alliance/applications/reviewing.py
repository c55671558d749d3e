"""What an officer does with an application short of admitting it: check, give back, refuse."""

from ..foundation.kernel.errors import Conflict, MoveNotOpen
from ..foundation.store.work import Work
from ..journal.record import record
from . import events
from .findings import CheckText, WordsText
from .model import Application, ApplicationState
from .workflow import APPLICATION_WORKFLOW


def check(work: Work, application: Application, text: CheckText) -> None:
    """Keep the check list, whole or in part; Conflict where somebody else has changed the application since."""
    if application.state is not ApplicationState.SUBMITTED:
        raise MoveNotOpen()
    if application.version != text.version:
        raise Conflict()
    application.checks = {mark.point.value: {"grade": mark.grade.value, "note": mark.note} for mark in text.marks}
    work.session.flush()
    grades = tuple(f"{mark.point}: {mark.grade}" for mark in text.marks)
    record(work, events.ApplicationChecked(application.id, grades))


def give_back(work: Work, application: Application, text: WordsText) -> None:
    """Hand it back to the applicant, who answers and submits again."""
    APPLICATION_WORKFLOW.apply(application, "give_back", work.now)
    application.words = text.words
    work.session.flush()
    record(work, events.ApplicationReturned(application.id))


def refuse(work: Work, application: Application, text: WordsText) -> None:
    APPLICATION_WORKFLOW.apply(application, "refuse", work.now)
    application.words = text.words
    work.session.flush()
    record(work, events.ApplicationRefused(application.id))
