"""Invitations: the only way to an account. A link that makes one appointment, once, within its hours."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select, update

from ..foundation.kernel.actor import Role
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.ids import hash_secret, new_secret
from ..foundation.kernel.words import N_, fold
from ..foundation.store.work import Work
from ..journal import letters
from ..journal.record import record
from ..organisations.model import District, Organisation, OrganisationState
from . import queries
from .events import Invited
from .model import INVITATION_HOURS, Appointment, Invitation, Person

PAGE = "/people/invitations/"
OF_AN_ORGANISATION = frozenset({Role.LIAISON, Role.STAFF})
STANDS = frozenset({OrganisationState.MEMBER, OrganisationState.SUSPENDED})
ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")


@dataclass(frozen=True, slots=True)
class InvitationText:
    """Who is invited into which role: liaison or staff of an organisation, officer of a district, inspector until
    a day, or anybody at the center."""

    email: str
    name: str
    role: Role
    organisation_id: UUID | None = None
    district_code: str | None = None
    to_on: date | None = None


def invite(work: Work, text: InvitationText) -> str:
    """Write an invitation and the letter with its link. Returns the link's token; only the hash of it is kept.

    An earlier invitation of the same address into the same role is revoked by it.
    """
    place = _check(work, text)
    token, invitation = _prepare(work, text)
    letters.write(
        work,
        invitation.email,
        "invitation",
        name=text.name,
        role=text.role.label,
        place=place,
        hours=INVITATION_HOURS,
        path=PAGE + token,
    )
    return token


def _prepare(work: Work, text: InvitationText) -> tuple[str, Invitation]:
    token = new_secret()
    invitation = Invitation(
        token_hash=hash_secret(token),
        email=fold(text.email),
        name=text.name,
        role=text.role,
        organisation_id=text.organisation_id,
        district_code=text.district_code,
        to_on=text.to_on,
        invited_by_id=work.actor.person_id,
        invited_at=work.now,
        expires_at=work.now + timedelta(hours=INVITATION_HOURS),
    )
    _revoke_all(work, _of_the_same(invitation))
    work.session.add(invitation)
    work.session.flush()
    record(work, Invited(invitation.id, text.role, text.organisation_id, text.district_code))
    return token, invitation


def _of_the_same(invitation: Invitation) -> ColumnElement[bool]:
    return and_(
        Invitation.email == invitation.email,
        Invitation.role == invitation.role,
        Invitation.organisation_id == invitation.organisation_id,
        Invitation.district_code == invitation.district_code,
    )


def _revoke_all(work: Work, which: ColumnElement[bool]) -> None:
    work.session.execute(update(Invitation).where(which, *queries.open_at(work.now)).values(revoked_at=work.now))


def _check(work: Work, text: InvitationText) -> str:
    """The name of the place that the role is bound to, or nothing; Invalid where role, place and days do not fit."""
    if not ADDRESS.fullmatch(fold(text.email)):
        raise Invalid("email", N_("This is not an e-mail address."))
    if text.role is Role.INSPECTOR and text.to_on is None:
        raise Invalid("to_on", N_("An inspector is invited until a day."))
    if text.to_on is not None and text.to_on < local_day(work.now):
        raise Invalid("to_on", N_("This day is over."))
    place = _check_organisation(work, text) + _check_district(work, text)
    if _has_the_role(work, text):
        raise Invalid("email", N_("This person already has this role."))
    return place


def _has_the_role(work: Work, text: InvitationText) -> bool:
    held = (
        select(Appointment.id)
        .join(Person, Person.id == Appointment.person_id)
        .where(
            Person.email == fold(text.email),
            Appointment.role == text.role,
            Appointment.organisation_id == text.organisation_id,
            Appointment.district_code == text.district_code,
            queries.holds_on(local_day(work.now)),
        )
    )
    return work.session.scalar(held.limit(1)) is not None


def _check_organisation(work: Work, text: InvitationText) -> str:
    if text.role not in OF_AN_ORGANISATION:
        if text.organisation_id is not None:
            raise Invalid("organisation_id", N_("Only a liaison or staff belongs to an organisation."))
        return ""
    found = work.session.execute(
        select(Organisation.name, Organisation.state).where(Organisation.id == text.organisation_id)
    ).first()
    if found is None or found.state not in STANDS:
        raise Invalid("organisation_id", N_("Choose an organisation that is in the alliance."))
    return str(found.name)


def _check_district(work: Work, text: InvitationText) -> str:
    if text.role is not Role.DISTRICT_OFFICER:
        if text.district_code:
            raise Invalid("district_code", N_("Only a district officer belongs to a district."))
        return ""
    found = work.session.scalar(select(District.zh).where(District.code == text.district_code))
    if found is None:
        raise Invalid("district_code", N_("Choose a district."))
    return found


def first_admin_invitation(work: Work) -> str:
    """The path of a one-time link by which the first center administrator opens an account. Nobody gets a letter."""
    token, _ = _prepare(work, InvitationText(email="", name="", role=Role.CENTER_ADMIN))
    return PAGE + token
