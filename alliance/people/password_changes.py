"""A new password: by a link in a letter, or by whoever knows the old one. Either way other devices are signed out."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

from sqlalchemy import func, insert, literal, select, update
from sqlalchemy.sql.dml import ReturningInsert

from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.ids import hash_secret, new_id, new_secret
from ..foundation.kernel.words import N_, fold
from ..foundation.store.work import Work
from ..journal import letters
from ..journal.record import record
from .events import PasswordResetAsked, PasswordSet
from .invitations import check_address
from .model import OPEN_RESETS_MOST, RESET_MINUTES, PasswordReset, Person, SignIn
from .passwords import check_strength, hashed
from .queries import open_resets
from .signing_in import Credentials, end_devices_of, prove, unlock

ASK_PAGE = "/people/password-reset"
PAGE = ASK_PAGE + "/"
GONE = N_("This link has just been used, or its time is over. Ask for a new one.")


@dataclass(frozen=True, slots=True)
class PasswordText:
    """A new password; `current` where the person changes it knowingly."""

    password: str
    current: str = ""


def ask_reset(work: Work, email: str) -> None:
    """Send a link to this address if it has an account, at most three that are open at once.

    The same statements run either way, so that neither the answer nor its time tells whether there is an account.
    """
    check_address(email)
    address, token = fold(email), new_secret()
    with work.session.begin_nested() as draft:
        made = work.session.scalar(reset_for(work, address, token))
        letters.write(work, address, "password_reset", path=PAGE + token, minutes=RESET_MINUTES)
        work.session.flush()
        if made is None:
            draft.rollback()
    address_hash = hash_secret(address)
    record(work, PasswordResetAsked(uuid5(NAMESPACE_OID, address_hash), address_hash))


def reset_for(work: Work, address: str, token: str) -> ReturningInsert[tuple[UUID]]:
    """One statement that makes a reset where the address has an open account, and returns its id, or nothing."""
    reset = PasswordReset
    open_ones = (
        select(func.count())
        .where(reset.person_id == Person.id, *open_resets(work.now))
        .correlate(Person)
        .scalar_subquery()
    )
    source = select(
        literal(new_id(), reset.id.type),
        literal(hash_secret(token), reset.token_hash.type),
        Person.id,
        literal(work.now + timedelta(minutes=RESET_MINUTES), reset.expires_at.type),
    ).where(Person.email == address, Person.disabled_at.is_(None), open_ones < OPEN_RESETS_MOST)
    return insert(reset).from_select(["id", "token_hash", "person_id", "expires_at"], source).returning(reset.id)


def reset(work: Work, token: str, text: PasswordText) -> None:
    """Use the link: the new password holds, every device is signed out, a lock is lifted, other links are spent."""
    claim = (
        update(PasswordReset)
        .where(PasswordReset.token_hash == hash_secret(token), *open_resets(work.now))
        .values(used_at=work.now)
        .returning(PasswordReset.person_id)
    )
    person_id = work.session.scalar(claim)
    person = work.session.get(Person, person_id) if person_id else None
    if person is None or person.disabled_at is not None:
        raise Conflict(GONE)
    check_strength(text.password, person.email)
    others = update(PasswordReset).where(PasswordReset.person_id == person.id, PasswordReset.used_at.is_(None))
    work.session.execute(others.values(used_at=work.now))
    unlock(work, person.email)
    _set(work, person, text.password, end_devices_of(work, person.id))


def change(work: Work, text: PasswordText, own_token: str) -> Invalid | None:
    """Change one's own password; devices elsewhere end. The refusal is returned: its count of failures must be kept."""
    email = work.session.scalar(select(Person.email).where(Person.id == work.person_id)) or ""
    try:
        check_strength(text.password, email)
    except Invalid as weak:
        return weak
    person = prove(work, Credentials(email, text.current))
    if isinstance(person, Invalid):
        return Invalid("current", person.words, **person.params)
    _set(work, person, text.password, end_devices_of(work, person.id, SignIn.token_hash != hash_secret(own_token)))
    return None


def _set(work: Work, person: Person, password: str, devices: int) -> None:
    person.password_hash = hashed(password)
    record(work, PasswordSet(person.id, devices))
    letters.write(work, person.email, "password_changed", path=ASK_PAGE)
