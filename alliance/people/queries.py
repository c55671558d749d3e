"""Who is signed in, under which hats."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select
from sqlalchemy.orm import Session

from ..foundation.kernel.actor import Actor, Role
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..organisations.model import District, Organisation, OrganisationState
from .model import Appointment, Invitation, Person, SignIn


@dataclass(frozen=True, slots=True)
class OwnHat:
    """An appointment that its person may act under now. `place_*`: its organisation or district, or empty."""

    id: UUID
    role: Role
    place_zh: str
    place_en: str
    current: bool


@dataclass(frozen=True, slots=True)
class SignedIn:
    actor: Actor
    hats: Sequence[OwnHat]


def holds_on(day: date) -> ColumnElement[bool]:
    """The appointments that hold on `day`."""
    return and_(
        Appointment.ended_at.is_(None),
        Appointment.from_on <= day,
        or_(Appointment.to_on.is_(None), Appointment.to_on >= day),
    )


def open_at(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    """The invitations that may be accepted at `moment`."""
    return (Invitation.used_at.is_(None), Invitation.revoked_at.is_(None), Invitation.expires_at > moment)


def _hats_of_device(token_hash: str, now: datetime) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Person.id.label("person_id"),
            Person.name,
            SignIn.appointment_id.label("worn_id"),
            Appointment.id.label("appointment_id"),
            Appointment.role,
            Appointment.organisation_id,
            Appointment.district_code,
            Organisation.short_name,
            Organisation.state,
            District.zh,
            District.en,
        )
        .select_from(SignIn)
        .join(Person, Person.id == SignIn.person_id)
        .outerjoin(Appointment, and_(Appointment.person_id == Person.id, holds_on(local_day(now))))
        .outerjoin(Organisation, Organisation.id == Appointment.organisation_id)
        .outerjoin(District, District.code == Appointment.district_code)
        .where(SignIn.token_hash == token_hash, SignIn.ends_at > now, Person.disabled_at.is_(None))
        .order_by(Appointment.from_on, Appointment.id)
    )


def signed_in(session: Session, token_hash: str, now: datetime) -> SignedIn | None:
    """The person whose device holds this token, as an actor under the device's hat; None where nobody is signed in.

    A person without any appointment is known, but acts in no role.
    """
    rows = session.execute(_hats_of_device(token_hash, now)).all()
    if not rows:
        return None
    held = [row for row in rows if row.appointment_id is not None]
    worn = next((row for row in held if row.appointment_id == row.worn_id), held[0] if held else None)
    if worn is None:
        return SignedIn(Actor(person_id=rows[0].person_id, name=rows[0].name), [])
    return SignedIn(_actor(worn), [_hat(row, current=row is worn) for row in held])


def _hat(row: Row[Any], *, current: bool) -> OwnHat:
    place_zh, place_en = row.short_name or row.zh or "", row.short_name or row.en or ""
    return OwnHat(row.appointment_id, row.role, place_zh, place_en, current)


def _actor(worn: Row[Any]) -> Actor:
    return Actor(
        person_id=worn.person_id,
        name=worn.name,
        role=worn.role,
        organisation_id=worn.organisation_id,
        organisation_name=worn.short_name or "",
        organisation_stands=worn.state in (None, OrganisationState.MEMBER),
        district_code=worn.district_code,
        appointment_id=worn.appointment_id,
    )


@dataclass(frozen=True, slots=True)
class DeviceLine:
    id: UUID
    device: str
    signed_in_at: datetime
    ends_at: datetime


def devices(work: Work) -> Sequence[DeviceLine]:
    """Where the actor is signed in now, newest first."""
    rows = work.session.execute(
        select(SignIn.id, SignIn.device, SignIn.signed_in_at, SignIn.ends_at)
        .where(SignIn.person_id == work.person_id, SignIn.ends_at > work.now)
        .order_by(SignIn.signed_in_at.desc(), SignIn.id)
    )
    return [DeviceLine(*row) for row in rows]
