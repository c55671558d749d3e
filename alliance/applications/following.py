"""How an applicant comes back to what was handed in: number and address bring a code, the code opens it.

Nothing here tells whether a number or an address exists: the answers are the same, and the tries are counted before
the code is looked at.
"""

from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest
from uuid import UUID

from sqlalchemy import select, update

from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.ids import hash_secret, new_code
from ..foundation.kernel.words import N_, fold
from ..foundation.store.work import Work
from ..journal import letters
from ..journal.record import record
from . import events
from .model import CODE_MINUTES, CODE_PAUSE_SECONDS, CODE_TRIES, Application

WRONG = N_(
    "The code is not right, or its time is over. A code lasts %(minutes)d minutes and allows %(tries)d tries; "
    "then ask for a new one."
)


@dataclass(frozen=True, slots=True)
class FollowText:
    number: str
    email: str


@dataclass(frozen=True, slots=True)
class CodeText:
    """The code that was typed, for the number and the (hashed) address that were given before it."""

    number: str
    email_hash: str
    code: str


def wrong_code() -> Invalid:
    return Invalid("code", WRONG, minutes=CODE_MINUTES, tries=CODE_TRIES)


def address_hash(email: str) -> str:
    return hash_secret(fold(email))


def ask_code(work: Work, text: FollowText) -> None:
    """Send a code to the application's own address, if number and address belong together.

    A second code within the minutes of the first shares its tries, so that asking again buys no more guesses.
    """
    code, until = new_code(), work.now + timedelta(minutes=CODE_MINUTES)
    found = work.session.execute(
        select(Application.id, Application.email, Application.code_expires_at, Application.code_tries)
        .where(Application.number == text.number.upper(), Application.email == fold(text.email))
        .with_for_update()
    ).first()
    if found is None:
        return
    running = found.code_expires_at is not None and found.code_expires_at > work.now
    just_sent = running and until - found.code_expires_at < timedelta(seconds=CODE_PAUSE_SECONDS)
    tries = found.code_tries if running else 0
    if just_sent or tries >= CODE_TRIES:
        return
    values = {"code_hash": _hashed(found.id, code), "code_expires_at": until, "code_tries": tries}
    work.session.execute(update(Application).where(Application.id == found.id).values(values))
    letters.write(work, found.email, "application_code", number=text.number.upper(), code=code, minutes=CODE_MINUTES)
    record(work, events.CodeSent(found.id))


def open_with(work: Work, text: CodeText) -> UUID | None:
    """The application that this code opens, or None. A failure is an answer, not an exception: its count is kept."""
    known = select(Application.id, Application.email).where(Application.number == text.number.upper())
    asked = work.session.execute(known).first()
    if asked is None or text.email_hash != address_hash(asked.email):
        return None
    tried = _count_try(work, asked.id)
    if tried is None:
        return None
    code_hash, tries = tried
    if not compare_digest(code_hash or "", _hashed(asked.id, text.code)):
        if tries >= CODE_TRIES:
            record(work, events.CodeExhausted(asked.id))
        return None
    spent = {"code_hash": None, "code_expires_at": None, "code_tries": 0}
    work.session.execute(update(Application).where(Application.id == asked.id).values(spent))
    record(work, events.CodeAccepted(asked.id))
    opened: UUID = asked.id
    return opened


def _count_try(work: Work, application_id: UUID) -> tuple[str | None, int] | None:
    """Count this try in one statement, so that many at once cannot slip past the limit; None where none is left."""
    counted = (
        update(Application)
        .where(
            Application.id == application_id,
            Application.code_expires_at > work.now,
            Application.code_tries < CODE_TRIES,
        )
        .values(code_tries=Application.code_tries + 1)
        .returning(Application.code_hash, Application.code_tries)
    )
    row = work.session.execute(counted).first()
    return (row.code_hash, row.code_tries) if row else None


def _hashed(application_id: UUID, code: str) -> str:
    return hash_secret(f"{application_id} {code}")
