"""More time: asked for by the organisation and granted or refused, or given by the center. Only then the day moves."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from . import assignment_events as events
from .model import WORDS_LENGTH, Assignment
from .turning import check_not_both, needed, say
from .vocabulary import AT_WORK, ExtensionState, TurnKind
from .work_model import Extension
from .workflow import EXTENSION_WORKFLOW

LATER = N_("Choose a day that comes after the one it is due now.")


def ask(work: Work, assignment: Assignment, until_on: date, words: str) -> Extension:
    """Ask for more time, with the reason; one wish waits at a time."""
    if assignment.state not in AT_WORK:
        raise MoveNotOpen()
    reason = masked_within("words", needed(words), WORDS_LENGTH)
    if until_on <= max(assignment.due_on, local_day(work.now)):
        raise Invalid("until_on", LATER)
    wish = Extension(
        assignment_id=assignment.id,
        until_on=until_on,
        words=reason,
        asked_by_id=work.person_id,
        asked_at=work.now,
        state=ExtensionState.OPEN,
        state_since=work.now,
    )
    try:
        with work.session.begin_nested():
            work.session.add(wish)
    except IntegrityError as twice:
        raise Conflict(N_("More time has been asked for already; the center answers first.")) from twice
    say(work, assignment, TurnKind.EXTENSION_ASKED, reason, day=until_on)
    record(work, events.ExtensionAsked(assignment.id, until_on))
    return wish


def open_wish(work: Work, assignment: Assignment) -> Extension:
    """The wish that waits for an answer; refused where there is none any more."""
    waiting = (Extension.assignment_id == assignment.id, Extension.state == ExtensionState.OPEN)
    wish = work.session.scalar(select(Extension).where(*waiting))
    if wish is None:
        raise MoveNotOpen()
    return wish


def grant(work: Work, assignment: Assignment, words: str = "") -> None:
    """Move the day to the one that was asked for."""
    check_not_both(work, assignment)
    wish = open_wish(work, assignment)
    if assignment.finished_at is not None:
        raise MoveNotOpen()
    _decide(work, wish, "grant", words)
    assignment.due_on = max(assignment.due_on, wish.until_on)
    work.session.flush()
    say(work, assignment, TurnKind.EXTENSION_GRANTED, words, day=wish.until_on)
    record(work, events.ExtensionGranted(assignment.id, wish.until_on))


def refuse(work: Work, assignment: Assignment, words: str) -> None:
    """The day stays, with the reason."""
    wish = open_wish(work, assignment)
    _decide(work, wish, "refuse", needed(words))
    say(work, assignment, TurnKind.EXTENSION_REFUSED, words)
    record(work, events.ExtensionRefused(assignment.id))


def prolong(work: Work, assignment: Assignment, until_on: date, words: str = "") -> None:
    """Give more time without having been asked; a wish that waits for an answer goes on waiting."""
    check_not_both(work, assignment)
    if assignment.finished_at is not None:
        raise MoveNotOpen()
    if until_on <= max(assignment.due_on, local_day(work.now)):
        raise Invalid("until_on", LATER)
    assignment.due_on = until_on
    work.session.flush()
    say(work, assignment, TurnKind.TIME_GIVEN, words, day=until_on)
    record(work, events.TimeGiven(assignment.id, until_on))


def _decide(work: Work, wish: Extension, move: str, words: str) -> None:
    EXTENSION_WORKFLOW.apply(wish, move, work.now)
    wish.decided_by_id, wish.decided_at, wish.answer = work.person_id, work.now, words
    work.session.flush()
