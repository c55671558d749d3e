"""What is done with letters that did not arrive."""

from uuid import UUID

from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from .events import LetterTriedAgain
from .model import Letter
from .record import record


def send_again(work: Work, letter_id: UUID) -> None:
    """Put a letter that was given up, or waits for its next try, in front of the worker again."""
    letter = work.session.get(Letter, letter_id)
    if letter is None or letter.sent_at is not None:
        raise NotThere()
    letter.given_up_at, letter.attempts, letter.due_at = None, 0, work.now
    record(work, LetterTriedAgain(letter.id))
