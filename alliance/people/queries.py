"""Who is signed in, under which hats."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Row, Select, String, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from ..foundation.kernel.actor import Actor, Role
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errand import Errand, Touch
from ..foundation.kernel.ids import hash_secret
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..organisations.model import MEDIA, District, Organisation, OrganisationState
from ..questions import Found, Question, columns, listed
from . import unread
from .model import Appointment, Invitation, JoinRequest, JoinRequestState, PasswordReset, Person, SignIn

ERRANDS_MOST = 20


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
    """`unread`, `waits_here`: see `unread`."""

    actor: Actor
    hats: Sequence[OwnHat]
    unread: int
    waits_here: bool


def holds_on(day: date) -> ColumnElement[bool]:
    """The appointments that hold on `day`."""
    return and_(
        Appointment.ended_at.is_(None),
        Appointment.from_on <= day,
        or_(Appointment.to_on.is_(None), Appointment.to_on >= day),
    )


def open_at(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    """The invitations that may be accepted at `moment`."""
    return (
        Invitation.used_at.is_(None),
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > moment,
        or_(Invitation.to_on.is_(None), Invitation.to_on >= local_day(moment)),
    )


def open_resets(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    """The links to a new password that may be used at `moment`."""
    return (PasswordReset.used_at.is_(None), PasswordReset.expires_at > moment)


@cache
def _hats_of_device() -> Select[*tuple[Any, ...]]:
    """Built once: every request of somebody signed in asks it, with another token, moment and day."""
    token_hash = bindparam("token_hash", type_=String)
    now = bindparam("now", type_=SignIn.ends_at.type)
    today = cast(date, bindparam("today", type_=Date))
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
            Organisation.sector_code,
            District.zh,
            District.en,
            *unread.columns(),
        )
        .select_from(SignIn)
        .join(Person, Person.id == SignIn.person_id)
        .outerjoin(Appointment, and_(Appointment.person_id == Person.id, holds_on(today)))
        .outerjoin(Organisation, Organisation.id == Appointment.organisation_id)
        .outerjoin(District, District.code == Appointment.district_code)
        .where(SignIn.token_hash == token_hash, SignIn.ends_at > now, Person.disabled_at.is_(None))
        .order_by(Appointment.from_on, Appointment.id)
    )


def signed_in(session: Session, token_hash: str, now: datetime, path: str = "") -> SignedIn | None:
    """The person whose device holds this token, as an actor under the device's hat; None where nobody is signed in.

    A person without any appointment is known, but acts in no role.
    """
    asked = {"token_hash": token_hash, "now": now, "today": local_day(now), "path": path}
    rows = session.execute(_hats_of_device(), asked).all()
    if not rows:
        return None
    held = [row for row in rows if row.appointment_id is not None]
    worn = next((row for row in held if row.appointment_id == row.worn_id), held[0] if held else None)
    inbox = rows[0].unread, rows[0].waits_here
    if worn is None:
        return SignedIn(Actor(person_id=rows[0].person_id, name=rows[0].name), [], *inbox)
    return SignedIn(_actor(worn), [_hat(row, current=row is worn) for row in held], *inbox)


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
        of_the_media=worn.sector_code == MEDIA,
        district_code=worn.district_code,
        appointment_id=worn.appointment_id,
    )


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A device of one's own; `current`: the one that asks."""

    id: UUID
    device: str
    signed_in_at: datetime
    ends_at: datetime
    current: bool


def devices(work: Work, own_token: str) -> Sequence[DeviceLine]:
    """Where the actor is signed in now, newest first."""
    rows = work.session.execute(
        select(
            SignIn.id,
            SignIn.device,
            SignIn.signed_in_at,
            SignIn.ends_at,
            (SignIn.token_hash == hash_secret(own_token)).label("current"),
        )
        .where(SignIn.person_id == work.person_id, SignIn.ends_at > work.now)
        .order_by(SignIn.signed_in_at.desc(), SignIn.id)
    )
    return [DeviceLine(*row) for row in rows]


def previous_sign_in(work: Work, token: str) -> datetime | None:
    """When the person of this device had signed in the time before."""
    return work.session.scalar(
        select(Person.previous_sign_in_at)
        .join(SignIn, SignIn.person_id == Person.id)
        .where(SignIn.token_hash == hash_secret(token))
    )


def reset_is_open(work: Work, token: str) -> bool | None:
    """Whether this link to a new password still works; None where there never was such a link."""
    made = select(PasswordReset.used_at, PasswordReset.expires_at).where(PasswordReset.token_hash == hash_secret(token))
    row = work.session.execute(made).first()
    return None if row is None else row.used_at is None and row.expires_at > work.now


def questions(work: Work) -> list[Question]:
    """Who asks to join, where the actor answers. The center does where an organisation has no liaison."""
    if work.actor.role is Role.LIAISON:
        return [_requests(JoinRequest.organisation_id == work.actor.organisation_id)]
    if work.actor.role in (Role.CENTER_ADMIN, Role.CENTER_OFFICER):
        return [_requests(JoinRequest.organisation_id.not_in(_with_a_liaison(work)))]
    return []


def _requests(whose: ColumnElement[bool]) -> Question:
    request = JoinRequest
    asked = (
        select(*columns(id=request.organisation_id, title=Organisation.short_name, count=func.count()))
        .join(Organisation, Organisation.id == request.organisation_id)
        .where(whose, request.state == JoinRequestState.WAITING)
        .group_by(request.organisation_id, Organisation.short_name)
    )
    return listed(asked, _asks_to_join, [func.min(request.asked_at)], ERRANDS_MOST)


def _asks_to_join(found: Found) -> Errand:
    return Errand(
        words=N_("Somebody asks to join %(place)s"),
        why=N_("You answer for its staff."),
        endpoint="people.staff",
        address={"organisation_id": found.id},
        params={"place": found.title},
        count=found.count,
        tone="amber",
    )


def _with_a_liaison(work: Work) -> Select[UUID | None]:
    return (
        select(Appointment.organisation_id)
        .join(Person, Person.id == Appointment.person_id)
        .where(
            Appointment.role == Role.LIAISON,
            Appointment.organisation_id.is_not(None),
            holds_on(local_day(work.now)),
            Person.disabled_at.is_(None),
        )
    )


def touched_by(work: Work, organisation_id: UUID) -> list[Touch]:
    """Whom the departure of an organisation will reach: who acts for it, and who is on the way in."""
    people = select(func.count(Appointment.person_id.distinct())).where(
        Appointment.organisation_id == organisation_id, holds_on(local_day(work.now))
    )
    coming = select(func.count(Invitation.id)).where(Invitation.organisation_id == organisation_id, *open_at(work.now))
    asking = select(func.count(JoinRequest.id)).where(
        JoinRequest.organisation_id == organisation_id, JoinRequest.state == JoinRequestState.WAITING
    )
    counts = work.session.execute(
        select(people.scalar_subquery(), coming.scalar_subquery(), asking.scalar_subquery())
    ).one()
    words = (
        N_("%(count)d people act for it"),
        N_("%(count)d invitations to it are open"),
        N_("%(count)d requests to join it wait"),
    )
    return [Touch(text, count) for text, count in zip(words, counts, strict=True) if count]


def demonstrates(session: Session) -> bool:
    """Whether the database holds accounts of the demonstration."""
    return session.scalar(select(Person.id).where(Person.demonstration).limit(1)) is not None
