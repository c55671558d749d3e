"""Signing in and out, and the role one acts in. The failures are counted before the password is looked at."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Invalid, NotThere
from ..foundation.kernel.ids import hash_secret, new_secret
from ..foundation.kernel.words import N_, fold
from ..foundation.store.work import Work
from ..journal.record import record
from .events import HatSwitched, SignedIn, SignedOut, SignInLocked
from .model import (
    AGENT_LENGTH,
    FAILURES_BEFORE_LOCK,
    LOCK_MINUTES,
    SESSION_HOURS,
    Appointment,
    Person,
    SignIn,
    SignInGuard,
)
from .passwords import matches
from .queries import holds_on

WRONG = N_("The address or the password is not right.")
LOCKED = N_("Too many failed tries for this address. Wait %(minutes)d minutes, or reset the password.")


@dataclass(frozen=True, slots=True)
class Credentials:
    email: str
    password: str


def sign_in(work: Work, credentials: Credentials, device: str) -> str | Invalid:
    """The new device's token, or the refusal: returned, not raised, because the count of failures must be kept."""
    address_hash = hash_secret(fold(credentials.email))
    failures, locked_until = _count_try(work, address_hash)
    if locked_until and locked_until > work.now:
        return Invalid("email", LOCKED, minutes=LOCK_MINUTES)
    person = work.session.scalar(select(Person).where(Person.email == fold(credentials.email)))
    open_account = person if person and person.disabled_at is None else None
    right = matches(open_account.password_hash if open_account else None, credentials.password)
    if open_account is None or not right:
        _lock_if_too_many(work, address_hash, failures)
        return Invalid("email", WRONG)
    work.session.execute(delete(SignInGuard).where(SignInGuard.address_hash == address_hash))
    return _admit_device(work, open_account, device)


def _count_try(work: Work, address_hash: str) -> tuple[int, datetime | None]:
    """Count this try first, in one statement, so that many at once cannot slip past the limit together."""
    insert = (postgresql if work.session.get_bind().dialect.name == "postgresql" else sqlite).insert
    fresh = insert(SignInGuard).values(address_hash=address_hash, failures=1, at=work.now)
    counted = fresh.on_conflict_do_update(
        index_elements=["address_hash"],
        set_={"failures": SignInGuard.failures + 1, "at": work.now},
    ).returning(SignInGuard.failures, SignInGuard.locked_until)
    row = work.session.execute(counted).one()
    return row.failures, row.locked_until


def _lock_if_too_many(work: Work, address_hash: str, failures: int) -> None:
    if failures < FAILURES_BEFORE_LOCK:
        return
    until = work.now + timedelta(minutes=LOCK_MINUTES)
    work.session.execute(
        update(SignInGuard).where(SignInGuard.address_hash == address_hash).values(locked_until=until, failures=0)
    )
    record(work, SignInLocked(uuid5(NAMESPACE_OID, address_hash), address_hash))


def _admit_device(work: Work, person: Person, device: str) -> str:
    token = new_secret()
    first_hat = (
        select(Appointment.id)
        .where(Appointment.person_id == person.id, holds_on(local_day(work.now)))
        .order_by(Appointment.from_on, Appointment.id)
        .limit(1)
    )
    work.session.add(
        SignIn(
            token_hash=hash_secret(token),
            person_id=person.id,
            appointment_id=work.session.scalar(first_hat),
            device=device[:AGENT_LENGTH],
            signed_in_at=work.now,
            ends_at=work.now + timedelta(hours=SESSION_HOURS),
        )
    )
    person.previous_sign_in_at = person.last_sign_in_at
    person.last_sign_in_at = work.now
    record(work, SignedIn(person.id))
    return token


def sign_out(work: Work, token: str) -> None:
    work.session.execute(delete(SignIn).where(SignIn.token_hash == hash_secret(token)))
    record(work, SignedOut(work.person_id, 1))


def sign_out_everywhere(work: Work) -> None:
    """End every device of the actor, this one too."""
    ended = work.session.execute(delete(SignIn).where(SignIn.person_id == work.person_id).returning(SignIn.id))
    record(work, SignedOut(work.person_id, len(ended.all())))


def switch_hat(work: Work, token: str, appointment_id: UUID) -> None:
    """Go on as another of one's own appointments, on this device only."""
    own = select(Appointment.id).where(
        Appointment.id == appointment_id,
        Appointment.person_id == work.person_id,
        holds_on(local_day(work.now)),
    )
    if work.session.scalar(own) is None:
        raise NotThere()
    worn = update(SignIn).where(SignIn.token_hash == hash_secret(token)).values(appointment_id=appointment_id)
    work.session.execute(worn)
    record(work, HatSwitched(work.person_id, appointment_id))
