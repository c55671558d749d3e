"""What is read of organisations, always through `visible_to`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, String, and_, bindparam, or_, select, true
from sqlalchemy.orm import aliased

from ..foundation.kernel.actor import Actor, Role
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.words import fold
from ..foundation.store.work import Work
from .model import (
    Capability,
    CapabilityKind,
    Contact,
    District,
    Organisation,
    OrganisationState,
    Post,
    Sector,
)

SEES_ALL = frozenset({Role.CENTER_ADMIN, Role.CENTER_OFFICER, Role.INSPECTOR})
SEES_OWN = frozenset({Role.LIAISON, Role.STAFF})
WORDS_MOST = 5


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


def called(words: str) -> ColumnElement[bool]:
    """Each of the first few `words` is part of a name, an old one too, or of its pinyin, its initials or its code."""
    parts = fold(words).split()[:WORDS_MOST]
    return and_(true(), *(Organisation.found_by.contains(part, autoescape=True) for part in parts))


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
    return [Term(*row) for row in work.session.execute(_districts())]


@cache
def _districts() -> Select[str, str, str]:
    return select(District.code, District.zh, District.en).order_by(District.position, District.code)


def sectors(work: Work, held: str = "") -> Sequence[Term]:
    """Those to choose from today, and the one that is `held`: a retired one stays with whoever has it."""
    rows = work.session.execute(_sectors(), {"today": local_day(work.now), "held": held})
    return [Term(*row) for row in rows]


@cache
def _sectors() -> Select[str, str, str]:
    today = bindparam("today", type_=Date)
    holds = and_(Sector.from_on <= today, or_(Sector.to_on.is_(None), Sector.to_on > today))
    held = Sector.code == bindparam("held", type_=String)
    return select(Sector.code, Sector.zh, Sector.en).where(holds | held).order_by(Sector.position, Sector.code)


def capability_kinds(work: Work) -> Sequence[Unit]:
    return [Unit(*row) for row in work.session.execute(_kinds())]


@cache
def _kinds() -> Select[str, str, str, str, str]:
    kind = CapabilityKind
    return select(kind.code, kind.zh, kind.en, kind.unit_zh, kind.unit_en).order_by(kind.position, kind.code)


@dataclass(frozen=True, slots=True)
class OrganisationReading:
    """An organisation as its page shows it; `organisation_id` is its own id, so that the rules may ask of it."""

    sector: Term
    district: Term
    organisation_id: UUID
    uscc: str
    name: str
    short_name: str
    parent_name: str
    address: str
    district_code: str
    state: OrganisationState
    state_since: datetime
    state_reason: str
    merged_into_id: UUID | None
    joined_on: date
    left_on: date | None
    confirmed_at: datetime
    version: int
    merged_into_name: str | None

    @property
    def sector_code(self) -> str:
        return self.sector.code


def reading(work: Work, organisation_id: UUID) -> OrganisationReading | None:
    """One organisation for its page, or None where the actor may not read it."""
    seen = _reading().where(visible_to(work.actor))
    row = work.session.execute(seen, {"organisation_id": organisation_id}).first()
    if row is None:
        return None
    return OrganisationReading(Term(*row[:3]), Term(*row[3:6]), *row[6:])


_asked = bindparam("organisation_id", type_=Organisation.id.type)


@cache
def _reading() -> Select[Any]:
    """Built once, as those below: to build it takes longer than to ask it, and only the organisation differs."""
    o, into = Organisation, aliased(Organisation)
    columns: list[Any] = [o.id, o.uscc, o.name, o.short_name, o.parent_name, o.address, o.district_code]
    columns += [o.state, o.state_since, o.state_reason, o.merged_into_id, o.joined_on, o.left_on]
    columns += [o.confirmed_at, o.version, into.name]
    terms: list[Any] = [Sector.code, Sector.zh, Sector.en, District.code, District.zh, District.en]
    return (
        select(*terms, *columns)
        .join(Sector, Sector.code == o.sector_code)
        .join(District, District.code == o.district_code)
        .outerjoin(into, into.id == o.merged_into_id)
        .where(o.id == _asked)
    )


@dataclass(frozen=True, slots=True)
class ContactLine:
    post: Post
    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class CapabilityLine(Unit):
    amount: int


def contacts(work: Work, organisation_id: UUID) -> Sequence[ContactLine]:
    """Ask only where the actor may read this organisation's contacts."""
    rows = work.session.execute(_contacts(), {"organisation_id": organisation_id})
    order = list(Post)
    return sorted((ContactLine(*row) for row in rows), key=lambda line: order.index(line.post))


@cache
def _contacts() -> Select[Post, str, str, str]:
    return select(Contact.post, Contact.name, Contact.phone, Contact.email).where(Contact.organisation_id == _asked)


def capabilities(work: Work, organisation_id: UUID) -> Sequence[CapabilityLine]:
    rows = work.session.execute(_capabilities(), {"organisation_id": organisation_id})
    return [CapabilityLine(*row) for row in rows]


@cache
def _capabilities() -> Select[str, str, str, str, str, int]:
    kind = CapabilityKind
    return (
        select(kind.code, kind.zh, kind.en, kind.unit_zh, kind.unit_en, Capability.amount)
        .join(kind, kind.code == Capability.kind_code)
        .where(Capability.organisation_id == _asked)
        .order_by(kind.position)
    )


def name_of(work: Work, organisation_id: UUID) -> str:
    return work.session.execute(select(Organisation.name).where(Organisation.id == organisation_id)).scalar_one()


def contact_addresses(work: Work, organisation_id: UUID) -> Sequence[str]:
    """Where letters to an organisation go: its liaison's and deputy liaison's e-mail addresses."""
    return work.session.scalars(
        select(Contact.email)
        .where(Contact.organisation_id == organisation_id, takes_letters())
        .distinct()
        .order_by(Contact.email)
    ).all()


def takes_letters() -> ColumnElement[bool]:
    """The contacts to whom letters go: the liaison and the deputy."""
    return and_(Contact.post.in_((Post.LIAISON, Post.DEPUTY_LIAISON)), has_an_address())


def has_an_address() -> ColumnElement[bool]:
    """The contacts with what has the shape of one address. Forms refuse any other shape; a row from elsewhere may be
    damaged, and holds up nobody's letter."""
    e = Contact.email
    return and_(e.like("%_@_%._%"), e.not_like("%@%@%"), e.not_like("% %"))
