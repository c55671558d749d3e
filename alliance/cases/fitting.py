"""Which editions fit what is asked of the shelf: by words and filters, of those that the reader may read."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, select

from ..foundation.kernel.clock import local_day
from ..foundation.store import fulltext
from ..foundation.store.work import Work
from ..fraudtypes.vocabulary import Channel, VictimGroup
from ..matrix.model import Seat
from ..matrix.queries import open_on
from .found_model import CASE_SEARCH
from .model import Edition
from .visibility import audiences_reached, readable
from .vocabulary import Order, Tlp


@dataclass(frozen=True, slots=True)
class ShelfFilter:
    """What is asked for; what is empty asks for nothing. `types`: fraud types that mean the same; amounts in fen;
    `alliance`: one in which the organisation sits whose name an edition bears."""

    q: str = ""
    types: frozenset[UUID] = field(default_factory=frozenset)
    alliance: str = ""
    district: str = ""
    since: date | None = None
    until: date | None = None
    least_fen: int | None = None
    most_fen: int | None = None
    victim_group: VictimGroup | None = None
    channel: Channel | None = None
    tlp: Tlp | None = None
    order: Order = Order.NEWEST

    @property
    def ranked(self) -> bool:
        return self.order is Order.RELEVANT and bool(self.q)


def fitting(work: Work, wanted: ShelfFilter, *more: ColumnElement[bool]) -> Select[Any]:
    """The release numbers (`release_number`) of what fits and may be read.

    Words come first, for the other way round every edition would be asked for every word. Their texts are looked up
    one by one among editions, as far as a page needs; with filters, which let few of many pass, in the set of those
    that pass. `+ 0` keeps SQLite from beginning with that set.
    """
    e, narrowed = Edition, [*_asked(work, wanted), *more]
    readable_ones = [readable(work, audiences_reached(work)), *narrowed]
    if not wanted.q:
        return select(e.release_number).where(*readable_ones)
    number = fulltext.matching(work.session, CASE_SEARCH, wanted.q).c.number
    asked = select(number.label("release_number"))
    if narrowed:
        return asked.where((number + 0).in_(select(e.release_number).where(*readable_ones)))
    return asked.where(exists().where(e.release_number == number, *readable_ones))


def _asked(work: Work, wanted: ShelfFilter) -> list[ColumnElement[bool]]:
    e, f = Edition, wanted
    equal = ((e.district_code, f.district), (e.victim_group, f.victim_group), (e.channel, f.channel), (e.tlp, f.tlp))
    conditions: list[ColumnElement[bool]] = [column == value for column, value in equal if value]
    if f.types:
        conditions.append(e.fraud_type_id.in_(sorted(f.types)))
    if f.alliance:
        sits = and_(Seat.alliance_code == f.alliance, open_on(Seat, local_day(work.now)))
        conditions.append(e.organisation_id.in_(select(Seat.organisation_id).where(sits)))
    if f.since:
        conditions.append(e.happened_on >= f.since)
    if f.until:
        conditions.append(e.happened_on <= f.until)
    if f.least_fen is not None:
        conditions.append(e.lost_fen >= f.least_fen)
    if f.most_fen is not None:
        conditions.append(e.lost_fen <= f.most_fen)
    return conditions
