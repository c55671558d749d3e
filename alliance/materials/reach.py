"""How often the links of members were opened: for the center by material and organisation, for a member its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, cast, func, literal, or_, select, tuple_
from sqlalchemy.orm import aliased

from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS, small
from ..organisations.model import Organisation
from .model import MaterialLink, MaterialLook, MaterialVersion
from .vocabulary import MaterialKind

ReachKey = tuple[int, str]


@dataclass(frozen=True, slots=True)
class ReachFilter:
    """`q`: words of the title or of the organisation; the looks of the days from `since` to `until` count."""

    q: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ReachLine:
    """A link. `number`: of the newest version that was ever approved; `last_on`: the day it was last opened."""

    code: str
    material_id: UUID
    number: int
    kind: MaterialKind
    title: str
    organisation: str
    looks: int
    last_on: date | None


@dataclass(frozen=True, slots=True)
class ReachTotals:
    """Over all links that fit, each organisation and material counted once."""

    materials: int
    organisations: int
    looks: int


@dataclass(frozen=True, slots=True)
class ReachPage:
    lines: Sequence[ReachLine]
    next_key: ReachKey | None
    totals: ReachTotals


def key_of(looks: str, code: str) -> ReachKey:
    """What the address of a page says of the row before it."""
    return small(looks), code


def reach(work: Work, wanted: ReachFilter, after: ReachKey | None = None) -> ReachPage:
    """The most opened first, those behind `after`; two statements. The door has asked who may see all of it."""
    return _page(work, _links(wanted), after)


def own_reach(work: Work, after: ReachKey | None = None) -> ReachPage:
    """The same for the links of the actor's own organisation alone."""
    own = MaterialLink.organisation_id == work.actor.organisation_id
    return _page(work, _links(ReachFilter()).where(own), after)


def _page(work: Work, links: Select[Any], after: ReachKey | None) -> ReachPage:
    found = links.subquery()
    f = found.c
    asked = select(f.code, f.material_id, f.number, f.kind, f.title, f.organisation, f.looks, f.last_on)
    if after:
        asked = asked.where(tuple_(f.looks, f.code) < tuple_(literal(after[0]), literal(after[1])))
    asked = asked.order_by(f.looks.desc(), f.code.desc()).limit(PAGE_ROWS + 1)
    lines = [ReachLine(*row) for row in work.session.execute(asked)]
    counted = select(func.count(f.material_id.distinct()), func.count(f.organisation_id.distinct()))
    totals = work.session.execute(counted.add_columns(func.coalesce(func.sum(f.looks), 0))).one()
    last = lines[PAGE_ROWS - 1] if len(lines) > PAGE_ROWS else None
    next_key = (last.looks, last.code) if last else None
    return ReachPage(lines[:PAGE_ROWS], next_key, ReachTotals(totals[0], totals[1], int(totals[2])))


def _links(wanted: ReachFilter) -> Select[Any]:
    link, look, v, o = MaterialLink, MaterialLook, MaterialVersion, Organisation
    looks = cast(func.coalesce(func.sum(look.looks), 0), look.looks.type)
    asked = (
        select(link.code, link.material_id, link.organisation_id, v.number, v.kind, v.title)
        .add_columns(o.name.label("organisation"), looks.label("looks"), func.max(look.looked_on).label("last_on"))
        .join(o, o.id == link.organisation_id)
        .join(v, and_(v.material_id == link.material_id, v.number == _newest()))
        .outerjoin(look, and_(look.code == link.code, *_days(wanted)))
        .group_by(link.code, link.material_id, link.organisation_id, v.number, v.kind, v.title, o.name)
    )
    if wanted.q:
        asked = asked.where(or_(*(text.icontains(wanted.q, autoescape=True) for text in (v.title, o.name))))
    return asked


def _newest() -> Any:
    """The number of the newest version of a link's material that was ever approved."""
    v = aliased(MaterialVersion)
    approved = v.approved_at.is_not(None) & (v.material_id == MaterialLink.material_id)
    return select(func.max(v.number)).where(approved).correlate(MaterialLink).scalar_subquery()


def _days(wanted: ReachFilter) -> list[Any]:
    found = []
    if wanted.since:
        found.append(MaterialLook.looked_on >= wanted.since)
    if wanted.until:
        found.append(MaterialLook.looked_on <= wanted.until)
    return found
