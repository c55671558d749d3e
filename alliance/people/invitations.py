"""Invitations: the only way to an account. A link that makes one appointment, once, within its hours."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select, update

from ..foundation.kernel.actor import Role
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Invalid, MoveNotOpen
from ..foundation.kernel.ids import hash_secret, new_secret
from ..foundation.kernel.words import N_, fold
from ..foundation.store.work import Work
from ..journal import letters
from ..journal.record import record
from ..organisations.model import EMAIL_LENGTH, District, Organisation, OrganisationState
from . import queries
from .events import InvitationRevoked, InvitationSentAgain, Invited
from .model import INVITATION_HOURS, Appointment, Invitation, Person

PAGE = "/people/invitations/"
OF_AN_ORGANISATION = frozenset({Role.LIAISON, Role.STAFF})
STANDS = frozenset({OrganisationState.MEMBER, OrganisationState.SUSPENDED})
LETTERS = {Role.VOLUNTEER: "volunteer_sign_up"}
"""Of the roles for which people offer themselves."""
ADDRESS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")


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
    _check(work, text)
    token, invitation = _prepare(work, text)
    _write_letter(work, invitation, token)
    return token


def first_admin_invitation(work: Work) -> str | None:
    """The path at which the first center administrator makes an account; None where the portal has people already.

    It goes by no letter: whoever starts the portal reads it from the terminal.
    """
    if work.session.scalar(select(Person.id).limit(1)) is not None:
        return None
    token, _ = _prepare(work, InvitationText("", "", Role.CENTER_ADMIN))
    return PAGE + token


def send_again(work: Work, invitation: Invitation) -> str:
    """Send a fresh link for the same invitation, even an expired one; the link sent before no longer works."""
    token = new_secret()
    fresh = {
        "token_hash": hash_secret(token),
        "invited_at": work.now,
        "expires_at": work.now + timedelta(hours=INVITATION_HOURS),
    }
    _change_unused(work, invitation, fresh)
    record(work, InvitationSentAgain(invitation.id))
    _write_letter(work, invitation, token)
    return token


def revoke(work: Work, invitation: Invitation) -> None:
    _change_unused(work, invitation, {"revoked_at": work.now})
    record(work, InvitationRevoked(invitation.id))


def revoke_all(work: Work, which: ColumnElement[bool]) -> None:
    """Revoke every open invitation that `which` names."""
    revoked = update(Invitation).where(which, *queries.open_at(work.now)).values(revoked_at=work.now)
    for invitation_id in work.session.scalars(revoked.returning(Invitation.id)).all():
        record(work, InvitationRevoked(invitation_id))


def _change_unused(work: Work, invitation: Invitation, values: Mapping[str, Any]) -> None:
    """Change it unless somebody has used or revoked it meanwhile: then MoveNotOpen."""
    unused = (Invitation.id == invitation.id, Invitation.used_at.is_(None), Invitation.revoked_at.is_(None))
    if work.session.scalar(update(Invitation).where(*unused).values(values).returning(Invitation.id)) is None:
        raise MoveNotOpen()


def _prepare(work: Work, text: InvitationText) -> tuple[str, Invitation]:
    token = new_secret()
    invitation = Invitation(
        token_hash=hash_secret(token),
        email=fold(text.email),
        name=text.name,
        role=text.role,
        organisation_id=text.organisation_id,
        district_code=text.district_code or None,
        to_on=text.to_on,
        invited_by_id=work.actor.person_id,
        invited_at=work.now,
        expires_at=work.now + timedelta(hours=INVITATION_HOURS),
    )
    revoke_all(work, _of_the_same(invitation))
    work.session.add(invitation)
    work.session.flush()
    record(work, Invited(invitation.id, text.role, text.organisation_id, invitation.district_code))
    return token, invitation


def _of_the_same(invitation: Invitation) -> ColumnElement[bool]:
    return and_(
        Invitation.email == invitation.email,
        Invitation.role == invitation.role,
        Invitation.organisation_id == invitation.organisation_id,
        Invitation.district_code == invitation.district_code,
    )


def _write_letter(work: Work, invitation: Invitation, token: str) -> None:
    letters.write(
        work,
        invitation.email,
        LETTERS.get(invitation.role, "invitation"),
        name=invitation.name,
        role=invitation.role.label,
        place=_place(work, invitation),
        hours=INVITATION_HOURS,
        path=PAGE + token,
    )


def _place(work: Work, invitation: Invitation) -> str:
    """The name of what the role is bound to, or nothing."""
    if invitation.organisation_id is not None:
        named = select(Organisation.name).where(Organisation.id == invitation.organisation_id)
    else:
        named = select(District.zh).where(District.code == invitation.district_code)
    return work.session.scalar(named) or ""


def check_address(email: str, field: str = "email") -> None:
    """Invalid where it is none, or where its canonical form (which may be longer) has no room."""
    address = fold(email)
    if len(address) > EMAIL_LENGTH or not ADDRESS.fullmatch(address):
        raise Invalid(field, N_("This is not an e-mail address."))


def _check(work: Work, text: InvitationText) -> None:
    """Invalid where role, place and days do not fit."""
    check_address(text.email)
    if text.role is Role.INSPECTOR and text.to_on is None:
        raise Invalid("to_on", N_("An inspector is invited until a day."))
    if text.role is Role.CENTER_ADMIN and text.to_on is not None:
        raise Invalid("to_on", N_("A center administrator is appointed without a last day."))
    if text.to_on is not None and text.to_on < local_day(work.now):
        raise Invalid("to_on", N_("This day is over."))
    _check_organisation(work, text)
    _check_district(work, text)
    if _has_the_role(work, text):
        raise Invalid("email", N_("This person already has this role."))


def _has_the_role(work: Work, text: InvitationText) -> bool:
    """Whether the person holds it already; a liaison need not be made staff."""
    roles = OF_AN_ORGANISATION if text.role is Role.STAFF else {text.role}
    held = (
        select(Appointment.id)
        .join(Person, Person.id == Appointment.person_id)
        .where(
            Person.email == fold(text.email),
            Appointment.role.in_(roles),
            Appointment.organisation_id == text.organisation_id,
            Appointment.district_code == (text.district_code or None),
            queries.holds_on(local_day(work.now)),
        )
    )
    return work.session.scalar(held.limit(1)) is not None


def _check_organisation(work: Work, text: InvitationText) -> None:
    if text.role not in OF_AN_ORGANISATION:
        if text.organisation_id is not None:
            raise Invalid("organisation_id", N_("Only a liaison or staff belongs to an organisation."))
        return
    state = work.session.scalar(select(Organisation.state).where(Organisation.id == text.organisation_id))
    if state not in STANDS:
        raise Invalid("organisation_id", N_("Choose an organisation that is in the alliance."))


def _check_district(work: Work, text: InvitationText) -> None:
    if text.role is not Role.DISTRICT_OFFICER:
        if text.district_code:
            raise Invalid("district_code", N_("Only a district officer belongs to a district."))
        return
    if work.session.scalar(select(District.code).where(District.code == text.district_code)) is None:
        raise Invalid("district_code", N_("Choose a district."))
