"""What is done with letters that did not arrive."""

from uuid import UUID

from sqlalchemy import ColumnElement, update

from ..foundation.kernel.errors import Conflict, NotThere
from ..foundation.kernel.ids import new_id
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from .events import LettersTriedAgain, LetterTriedAgain
from .model import Letter
from .record import record
from .undelivered import LetterFilter, given_up

ALREADY = N_("Somebody has sent it again already, or it has arrived meanwhile.")
NONE_LEFT = N_("None of them is left: somebody has sent them again already.")


def send_again(work: Work, letter_id: UUID) -> None:
    """Put a letter that was given up in front of the worker again. One that is being tried is left alone: sent from two
    sides, it might arrive twice. Of two who press at once, one is told that it is done."""
    if work.session.get(Letter, letter_id) is None:
        raise NotThere()
    if not _again(work, Letter.id == letter_id, *given_up(LetterFilter())):
        raise Conflict(ALREADY)
    record(work, LetterTriedAgain(letter_id))


def send_all_again(work: Work, wanted: LetterFilter) -> int:
    """The same for all that were given up and that the filter names; how many there were."""
    letters = _again(work, *given_up(wanted))
    if not letters:
        raise Conflict(NONE_LEFT)
    record(work, LettersTriedAgain(new_id(), letters, wanted.topic or "", wanted.cause or ""))
    return letters


def _again(work: Work, *which: ColumnElement[bool]) -> int:
    fresh = {"given_up_at": None, "attempts": 0, "due_at": work.now, "last_error": ""}
    return len(work.session.scalars(update(Letter).where(*which).values(fresh).returning(Letter.id)).all())
