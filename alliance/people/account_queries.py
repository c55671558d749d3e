"""Accounts as the center administrator sees them: the list, and one of them with its appointments and devices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select, tuple_

from ..foundation.kernel.actor import RANK, Role
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.ids import hash_secret
from ..foundation.kernel.words import fold
from ..foundation.store.work import Work
from ..organisations.model import District, Organisation, OrganisationState
from ..organisations.queries import called
from .model import Appointment, Person, SignIn, SignInGuard, Standing
from .queries import holds_on

PAGE_ROWS = 50
SESSIONS_MOST = 20


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """What the address asks for; an empty word asks for nothing. `q`: a part of the name or the address, or words that
    name an organisation for which the person acts today."""

    q: str = ""
    role: str = ""
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """An appointment that holds or once held. `place_*`: what it is bound to, or nothing."""

    appointment_id: UUID
    role: Role
    place_zh: str
    place_en: str
    from_on: date
    to_on: date | None
    holds: bool


@dataclass(frozen=True, slots=True)
class AccountLine:
    id: UUID
    name: str
    email: str
    last_sign_in_at: datetime | None
    disabled: bool
    held: Sequence[Held]

    @property
    def standing(self) -> Standing:
        if self.disabled:
            return Standing.DISABLED
        return Standing.ACTIVE if self.held else Standing.WITHOUT_ROLE


@dataclass(frozen=True, slots=True)
class AccountPage:
    lines: Sequence[AccountLine]
    next_key: tuple[Any, ...] | None


def accounts(work: Work, wanted: AccountFilter, after: tuple[str, UUID] | None = None) -> AccountPage:
    """A page of accounts in the order of their addresses, from behind `after` (address, id) on; two statements."""
    chosen = select(Person.id, Person.name, Person.email, Person.last_sign_in_at, Person.disabled_at).where(
        *_asked(wanted, local_day(work.now))
    )
    if after:
        address, person_id = after
        key = tuple_(literal(address), literal(person_id, Person.id.type))
        chosen = chosen.where(tuple_(Person.email, Person.id) > key)
    rows = work.session.execute(chosen.order_by(Person.email, Person.id).limit(PAGE_ROWS + 1)).all()
    shown = rows[:PAGE_ROWS]
    today = local_day(work.now)
    held = _held_by(work, [row.id for row in shown], holds_on(today))
    lines = [
        AccountLine(row.id, row.name, row.email, row.last_sign_in_at, row.disabled_at is not None, held.get(row.id, []))
        for row in shown
    ]
    return AccountPage(lines, (lines[-1].email, lines[-1].id) if len(rows) > PAGE_ROWS else None)


def _asked(wanted: AccountFilter, today: date) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Person.erased_at.is_(None)]
    of_person = and_(Appointment.person_id == Person.id, holds_on(today))
    if wanted.q:
        pattern = "%" + _escaped(fold(wanted.q)) + "%"
        named = func.lower(Person.name).like(pattern, escape="\\")
        acts_for = Appointment.organisation_id.in_(select(Organisation.id).where(called(wanted.q)))
        conditions.append(or_(named, Person.email.like(pattern, escape="\\"), exists().where(of_person, acts_for)))
    if wanted.role:
        conditions.append(exists().where(of_person, Appointment.role == wanted.role))
    if wanted.standing == Standing.DISABLED:
        conditions.append(Person.disabled_at.is_not(None))
    elif wanted.standing:
        has_role = exists().where(of_person)
        active = wanted.standing == Standing.ACTIVE
        conditions += [Person.disabled_at.is_(None), has_role if active else ~has_role]
    return conditions


def _escaped(text: str) -> str:
    """`text` with the signs that LIKE takes for itself made plain."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _appointments(today: date) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Appointment.person_id,
            Appointment.id,
            Appointment.role,
            func.coalesce(Organisation.short_name, District.zh, "").label("place_zh"),
            func.coalesce(Organisation.short_name, District.en, "").label("place_en"),
            Appointment.from_on,
            Appointment.to_on,
            holds_on(today).label("holds"),
        )
        .outerjoin(Organisation, Organisation.id == Appointment.organisation_id)
        .outerjoin(District, District.code == Appointment.district_code)
        .order_by(Appointment.from_on.desc(), Appointment.id)
    )


def _held_by(work: Work, people: Sequence[UUID], *which: ColumnElement[bool]) -> dict[UUID, list[Held]]:
    found: dict[UUID, list[Held]] = {}
    chosen = _appointments(local_day(work.now)).where(Appointment.person_id.in_(people), *which)
    for person_id, *rest in work.session.execute(chosen):
        found.setdefault(person_id, []).append(Held(*rest))
    return found


@dataclass(frozen=True, slots=True)
class KeptAccount:
    """An account that somebody acts on. `rank`: the highest that its person has today; -1 without an office."""

    person: Person
    rank: int


def find(work: Work, person_id: UUID) -> KeptAccount | None:
    person = work.session.get(Person, person_id)
    if person is None or person.erased_at is not None:
        return None
    held = select(Appointment.role).where(Appointment.person_id == person_id, holds_on(local_day(work.now)))
    return KeptAccount(person, max((RANK[role] for role in work.session.scalars(held)), default=-1))


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A device on which somebody is signed in now."""

    device: str
    signed_in_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class AccountReading:
    """An account as its page shows it. `locked_until`: nobody signs in to it before, after too many failures."""

    id: UUID
    name: str
    email: str
    joined_at: datetime
    last_sign_in_at: datetime | None
    disabled_at: datetime | None
    locked_until: datetime | None
    sessions: Sequence[SessionLine]
    held: Sequence[Held]


def account(work: Work, person_id: UUID) -> AccountReading | None:
    columns = (Person.id, Person.name, Person.email, Person.joined_at, Person.last_sign_in_at, Person.disabled_at)
    row = work.session.execute(select(*columns).where(Person.id == person_id, Person.erased_at.is_(None))).first()
    if row is None:
        return None
    return AccountReading(
        **row._mapping,
        locked_until=work.session.scalar(select(SignInGuard.locked_until).where(*locks_now(work, row.email))),
        sessions=_sessions(work, person_id),
        held=_held_by(work, [person_id]).get(person_id, []),
    )


def locks_now(work: Work, email: str) -> tuple[ColumnElement[bool], ...]:
    """The lock of this address, where it holds now."""
    return SignInGuard.address_hash == hash_secret(email), SignInGuard.locked_until > work.now


def _sessions(work: Work, person_id: UUID) -> Sequence[SessionLine]:
    rows = work.session.execute(
        select(SignIn.device, SignIn.signed_in_at, SignIn.ends_at)
        .where(SignIn.person_id == person_id, SignIn.ends_at > work.now)
        .order_by(SignIn.signed_in_at.desc(), SignIn.id)
        .limit(SESSIONS_MOST)
    )
    return [SessionLine(*row) for row in rows]


def organisation_called(work: Work, name: str) -> UUID | None:
    """The one organisation in the alliance of this name, short name or credit code; None where none or several fit."""
    stands = (OrganisationState.MEMBER, OrganisationState.SUSPENDED)
    called = or_(Organisation.name == name, Organisation.short_name == name, Organisation.uscc == name)
    found = work.session.scalars(select(Organisation.id).where(called, Organisation.state.in_(stands)).limit(2)).all()
    return found[0] if len(found) == 1 else None
