"""What the center administrator does for an account in trouble: sign it out, lift its lock, send the way back in."""

from sqlalchemy import delete

from ..foundation.kernel.errors import Conflict, MoveNotOpen
from ..foundation.kernel.ids import new_secret
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal import letters
from ..journal.record import record
from .account_queries import locks_now
from .events import LinkSent, LockLifted, SessionsEnded
from .model import OPEN_RESETS_MOST, RESET_MINUTES, Person, SignInGuard
from .password_changes import PAGE, reset_for
from .signing_in import end_devices_of

OPEN_ALREADY = N_("%(most)d links are open already. Each works for an hour; ask the person to look for them.")


def sign_out(work: Work, person: Person) -> None:
    """End every device of somebody who lost one, or who should no longer be in."""
    devices = end_devices_of(work, person.id)
    if not devices:
        raise MoveNotOpen()
    record(work, SessionsEnded(person.id, devices))


def lift_lock(work: Work, person: Person) -> None:
    """Let somebody sign in again before the lock ends by itself."""
    lifted = delete(SignInGuard).where(*locks_now(work, person.email)).returning(SignInGuard.address_hash)
    if work.session.scalar(lifted) is None:
        raise MoveNotOpen()
    record(work, LockLifted(person.id))


def send_link(work: Work, person: Person) -> None:
    """Send the link to a new password; nobody but its reader learns it. Not to a disabled account."""
    token = new_secret()
    if person.disabled_at is not None:
        raise MoveNotOpen()
    if work.session.scalar(reset_for(work, person.email, token)) is None:
        raise Conflict(OPEN_ALREADY, most=OPEN_RESETS_MOST)
    letters.write(work, person.email, "password_reset", path=PAGE + token, minutes=RESET_MINUTES)
    record(work, LinkSent(person.id))
