"""Signing in and out, and the role one acts in. The failures are counted before the password is looked at."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from uuid import NAMESPACE_OID, UUID, uuid5

from sqlalchemy import ColumnElement, case, delete, func, or_, select, update

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Invalid, NotThere
from ..foundation.kernel.ids import hash_secret, new_secret
from ..foundation.kernel.words import N_, fold
from ..foundation.store.upsert import insert_or
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
    """The new device's token, or the refusal, as `prove` gives it."""
    proven = prove(work, credentials)
    return proven if isinstance(proven, Invalid) else admit_device(work, proven, device)


def prove(work: Work, credentials: Credentials) -> Person | Invalid:
    """The person whose password it is, or the refusal: returned, not raised, so that the count of failures is kept."""
    address_hash = hash_secret(fold(credentials.email))
    failures, locked_until = _count_try(work, address_hash)
    if locked_until:
        return Invalid("email", LOCKED, minutes=ceil((locked_until - work.now) / timedelta(minutes=1)))
    person = work.session.scalar(select(Person).where(Person.email == fold(credentials.email)))
    open_account = person if person and person.disabled_at is None else None
    right = matches(open_account.password_hash if open_account else None, credentials.password)
    if open_account is None or not right:
        return _refuse(work, address_hash, failures)
    unlock(work, open_account.email)
    return open_account


def unlock(work: Work, email: str) -> None:
    """Forget the failures of this address."""
    work.session.execute(delete(SignInGuard).where(SignInGuard.address_hash == hash_secret(email)))


def _count_try(work: Work, address_hash: str) -> tuple[int, datetime | None]:
    """Count this try first, in one statement, so that many at once cannot slip past the limit together.

    Failures are forgotten when their lock ends, or when as long a time has gone by without a try. What is tried during
    a lock is not counted, so that nobody can prolong it. Returns the failures, and the end of the lock while it holds.
    """
    guard = SignInGuard
    locked = func.coalesce(guard.locked_until > work.now, False)
    past = or_(guard.locked_until.is_not(None), guard.at <= work.now - timedelta(minutes=LOCK_MINUTES))
    counted = (
        insert_or(work.session, guard)
        .values(address_hash=address_hash, failures=1, at=work.now)
        .on_conflict_do_update(
            index_elements=["address_hash"],
            set_={
                "failures": case((locked, guard.failures), (past, 1), else_=guard.failures + 1),
                "locked_until": case((locked, guard.locked_until), else_=None),
                "at": work.now,
            },
        )
        .returning(guard.failures, guard.locked_until)
    )
    row = work.session.execute(counted).one()
    return row.failures, row.locked_until


def _refuse(work: Work, address_hash: str, failures: int) -> Invalid:
    """The words for a wrong password; at the fifth in a row the address is locked for a while."""
    if failures < FAILURES_BEFORE_LOCK:
        return Invalid("email", WRONG)
    until = work.now + timedelta(minutes=LOCK_MINUTES)
    work.session.execute(update(SignInGuard).where(SignInGuard.address_hash == address_hash).values(locked_until=until))
    record(work, SignInLocked(uuid5(NAMESPACE_OID, address_hash), address_hash))
    return Invalid("email", LOCKED, minutes=LOCK_MINUTES)


def admit_device(work: Work, person: Person, device: str, appointment_id: UUID | None = None) -> str:
    """Sign the person in on one more device, in the role of the appointment or of the oldest; returns its token."""
    token = new_secret()
    first_hat = (
        select(Appointment.id)
        .where(Appointment.person_id == person.id, holds_on(local_day(work.now)))
        .order_by(Appointment.from_on, Appointment.id)
        .limit(1)
    )
    work.session.execute(delete(SignIn).where(SignIn.person_id == person.id, SignIn.ends_at <= work.now))
    work.session.add(
        SignIn(
            token_hash=hash_secret(token),
            person_id=person.id,
            appointment_id=appointment_id or work.session.scalar(first_hat),
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
    record(work, SignedOut(work.person_id, end_devices_of(work, work.person_id)))


def end_device(work: Work, device_id: UUID) -> None:
    """End one of one's own devices."""
    ended = delete(SignIn).where(SignIn.id == device_id, SignIn.person_id == work.person_id).returning(SignIn.id)
    if work.session.scalar(ended) is None:
        raise NotThere()
    record(work, SignedOut(work.person_id, 1))


def end_devices_of(work: Work, person_id: UUID, *which: ColumnElement[bool]) -> int:
    """End a person's devices, or those of them that `which` names; returns how many."""
    ended = delete(SignIn).where(SignIn.person_id == person_id, *which).returning(SignIn.id)
    return len(work.session.scalars(ended).all())


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
