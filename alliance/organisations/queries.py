"""What is read of organisations, always through `visible_to`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, true

from ..foundation.kernel.actor import Actor, Role
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from .model import (
    Capability,
    CapabilityKind,
    Contact,
    District,
    Organisation,
    OrganisationName,
    OrganisationState,
    Post,
    Sector,
)

SEES_ALL = frozenset({Role.CENTER_ADMIN, Role.CENTER_OFFICER, Role.INSPECTOR})
SEES_OWN = frozenset({Role.LIAISON, Role.STAFF})


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The organisations that `actor` may read; the same as Can.READ_ORGANISATION says one by one."""
    if actor.role in SEES_ALL:
        return true()
    standing = Organisation.state == OrganisationState.MEMBER
    if actor.role is Role.DISTRICT_OFFICER:
        return or_(standing, Organisation.district_code == actor.district_code)
    if actor.role in SEES_OWN:
        return or_(standing, Organisation.id == actor.organisation_id)
    return standing


def find(work: Work, organisation_id: UUID) -> Organisation | None:
    """The organisation, to be changed; whether the actor may is asked at the door."""
    return work.session.get(Organisation, organisation_id)


@dataclass(frozen=True, slots=True)
class Term:
    """A row of reference data: its code and its name in both languages."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Unit(Term):
    """A kind of capability with the unit it is counted in."""

    unit_zh: str
    unit_en: str


def districts(work: Work) -> Sequence[Term]:
    rows = work.session.execute(
        select(District.code, District.zh, District.en).order_by(District.position, District.code)
    )
    return [Term(*row) for row in rows]


def sectors(work: Work) -> Sequence[Term]:
    today = local_day(work.now)
    holds = or_(Sector.to_on.is_(None), Sector.to_on >= today)
    rows = work.session.execute(
        select(Sector.code, Sector.zh, Sector.en).where(holds).order_by(Sector.position, Sector.code)
    )
    return [Term(*row) for row in rows]


def capability_kinds(work: Work) -> Sequence[Unit]:
    kind = CapabilityKind
    rows = work.session.execute(
        select(kind.code, kind.zh, kind.en, kind.unit_zh, kind.unit_en).order_by(kind.position, kind.code)
    )
    return [Unit(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class ContactLine:
    post: Post
    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class CapabilityLine:
    code: str
    zh: str
    en: str
    unit_zh: str
    unit_en: str
    amount: int


@dataclass(frozen=True, slots=True)
class NameLine:
    name: str
    short_name: str
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class OrganisationReading:
    """An organisation as its page shows it; `organisation_id` is its own id, so that the rules may ask of it."""

    organisation_id: UUID
    uscc: str
    name: str
    short_name: str
    parent_name: str
    address: str
    sector: Term
    district: Term
    district_code: str
    state: OrganisationState
    state_since: datetime
    state_reason: str
    merged_into_id: UUID | None
    joined_on: date
    left_on: date | None
    confirmed_at: datetime


def reading(work: Work, organisation_id: UUID) -> OrganisationReading | None:
    """One organisation for its page, or None where the actor may not read it."""
    o = Organisation
    row = work.session.execute(
        select(
            o,
            Sector.code,
            Sector.zh,
            Sector.en,
            District.zh.label("district_zh"),
            District.en.label("district_en"),
        )
        .join(Sector, Sector.code == o.sector_code)
        .join(District, District.code == o.district_code)
        .where(o.id == organisation_id, visible_to(work.actor))
    ).first()
    if row is None:
        return None
    found: Organisation = row[0]
    return OrganisationReading(
        organisation_id=found.id,
        uscc=found.uscc,
        name=found.name,
        short_name=found.short_name,
        parent_name=found.parent_name,
        address=found.address,
        sector=Term(row.code, row.zh, row.en),
        district=Term(found.district_code, row.district_zh, row.district_en),
        district_code=found.district_code,
        state=found.state,
        state_since=found.state_since,
        state_reason=found.state_reason,
        merged_into_id=found.merged_into_id,
        joined_on=found.joined_on,
        left_on=found.left_on,
        confirmed_at=found.confirmed_at,
    )


def contacts(work: Work, organisation_id: UUID) -> Sequence[ContactLine]:
    """Ask only where the actor may read this organisation's contacts."""
    rows = work.session.execute(
        select(Contact.post, Contact.name, Contact.phone, Contact.email).where(
            Contact.organisation_id == organisation_id
        )
    )
    order = list(Post)
    return sorted((ContactLine(*row) for row in rows), key=lambda line: order.index(line.post))


def capabilities(work: Work, organisation_id: UUID) -> Sequence[CapabilityLine]:
    kind = CapabilityKind
    rows = work.session.execute(
        select(kind.code, kind.zh, kind.en, kind.unit_zh, kind.unit_en, Capability.amount)
        .join(kind, kind.code == Capability.kind_code)
        .where(Capability.organisation_id == organisation_id)
        .order_by(kind.position)
    )
    return [CapabilityLine(*row) for row in rows]


def names(work: Work, organisation_id: UUID) -> Sequence[NameLine]:
    """Every name that it bore, newest first."""
    line = OrganisationName
    rows = work.session.execute(
        select(line.name, line.short_name, line.from_on, line.to_on)
        .where(line.organisation_id == organisation_id)
        .order_by(line.from_on.desc(), line.to_on.is_(None).desc())
    )
    return [NameLine(*row) for row in rows]
