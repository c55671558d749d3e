"""Invitations as they are shown: to whom they invite, and to those who keep them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, literal, select, tuple_
from sqlalchemy.orm import aliased

from ..foundation.kernel.actor import Role
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.ids import hash_secret
from ..foundation.store.work import Work
from ..organisations.model import District, Organisation
from .model import Invitation, InvitationState, Person
from .queries import open_at

PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class InvitationReading:
    """An invitation as a page shows it. `place_*`: what the role is bound to; `has_account`: its address has one."""

    id: UUID
    email: str
    name: str
    role: Role
    organisation_id: UUID | None
    place_zh: str
    place_en: str
    to_on: date | None
    invited_by: str
    invited_at: datetime
    expires_at: datetime
    state: InvitationState
    has_account: bool


def _invitations() -> Select[*tuple[Any, ...]]:
    inviter, invited = aliased(Person), aliased(Person)
    return (
        select(
            Invitation,
            Organisation.name.label("organisation_name"),
            District.zh,
            District.en,
            inviter.name.label("invited_by"),
            invited.id.label("account_id"),
        )
        .outerjoin(Organisation, Organisation.id == Invitation.organisation_id)
        .outerjoin(District, District.code == Invitation.district_code)
        .outerjoin(inviter, inviter.id == Invitation.invited_by_id)
        .outerjoin(invited, invited.email == Invitation.email)
    )


def _reading(work: Work, row: Row[*tuple[Any, ...]]) -> InvitationReading:
    invitation: Invitation = row.Invitation
    return InvitationReading(
        id=invitation.id,
        email=invitation.email,
        name=invitation.name,
        role=invitation.role,
        organisation_id=invitation.organisation_id,
        place_zh=row.organisation_name or row.zh or "",
        place_en=row.organisation_name or row.en or "",
        to_on=invitation.to_on,
        invited_by=row.invited_by or "",
        invited_at=invitation.invited_at,
        expires_at=invitation.expires_at,
        state=_state(work, invitation),
        has_account=row.account_id is not None,
    )


def _state(work: Work, invitation: Invitation) -> InvitationState:
    if invitation.used_at is not None:
        return InvitationState.USED
    if invitation.revoked_at is not None:
        return InvitationState.REVOKED
    over = invitation.to_on is not None and invitation.to_on < local_day(work.now)
    return InvitationState.EXPIRED if over or invitation.expires_at <= work.now else InvitationState.OPEN


def of_token(work: Work, token: str) -> InvitationReading | None:
    """The invitation behind a link, whatever its state; None where there never was one."""
    row = work.session.execute(_invitations().where(Invitation.token_hash == hash_secret(token))).first()
    return None if row is None else _reading(work, row)


def find(work: Work, invitation_id: UUID) -> Invitation | None:
    return work.session.get(Invitation, invitation_id)


def reading(work: Work, invitation_id: UUID) -> InvitationReading:
    """Ask only where the actor may keep this invitation."""
    return _reading(work, work.session.execute(_invitations().where(Invitation.id == invitation_id)).one())


def unused_of(work: Work, organisation_id: UUID) -> Sequence[InvitationReading]:
    """An organisation's invitations that wait to be accepted, and those that have run out unused, newest first."""
    return _unused(work, Invitation.organisation_id == organisation_id)


def _unused(work: Work, *which: ColumnElement[bool]) -> Sequence[InvitationReading]:
    unused = _invitations().where(*which, Invitation.used_at.is_(None), Invitation.revoked_at.is_(None))
    newest = unused.order_by(Invitation.invited_at.desc(), Invitation.id).limit(PAGE_ROWS)
    return [_reading(work, row) for row in work.session.execute(newest)]


@dataclass(frozen=True, slots=True)
class InvitationPage:
    lines: Sequence[InvitationReading]
    next_key: tuple[Any, ...] | None


def open_ones(work: Work, after: tuple[str, UUID] | None = None) -> InvitationPage:
    """Every open invitation in the order of its address, from behind `after` (address, id) on."""
    chosen = _invitations().where(*open_at(work.now))
    if after:
        address, invitation_id = after
        key = tuple_(literal(address), literal(invitation_id, Invitation.id.type))
        chosen = chosen.where(tuple_(Invitation.email, Invitation.id) > key)
    rows = work.session.execute(chosen.order_by(Invitation.email, Invitation.id).limit(PAGE_ROWS + 1)).all()
    lines = [_reading(work, row) for row in rows[:PAGE_ROWS]]
    return InvitationPage(lines, (lines[-1].email, lines[-1].id) if len(rows) > PAGE_ROWS else None)
