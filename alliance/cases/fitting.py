"""Which editions fit what is asked of the shelf: by words and filters, of those that the reader may read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import Session

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..fraudtypes.vocabulary import Channel, VictimGroup
from ..matrix.model import Seat
from ..matrix.queries import open_on
from . import fulltext, marks
from .found_model import CASE_SEARCH
from .fulltext import ALL, Marks, Span
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


@dataclass(frozen=True, slots=True)
class Fitting:
    """What fits and may be read. `marked`: what leads to it in the index of words; `judged`: what decides."""

    session: Session
    q: str
    marked: Sequence[Marks]
    judged: Sequence[ColumnElement[bool]]

    def numbers(self, span: Span = ALL) -> Select[Any]:
        """The release numbers (`release_number`) in `span`.

        The index of words names what fits by its words and marks, for this reader; each that it names is then looked
        up among editions, as far as a page needs, and judged. Without words and marks the editions themselves are
        walked: nearly all of them fit.
        """
        its = Edition.__table__.c.release_number
        if not self.q and not self.marked:
            return select(its).where(*fulltext.between(its, span), *self.judged)
        number = fulltext.matching(self.session, CASE_SEARCH, self.q or None, self.marked, span).c.number
        return select(number.label("release_number")).where(exists().where(its == number, *self.judged))

    def newest(self, most: int, below: int = ALL[1]) -> Select[Any]:
        """The newest of them, of those `below`, the newest first."""
        return fulltext.newest(self.session, CASE_SEARCH, self.numbers, most, below)


def fitting(work: Work, wanted: ShelfFilter, *more: ColumnElement[bool]) -> Fitting:
    """What fits and may be read, for the actor; at most one statement."""
    audiences = audiences_reached(work)
    judged = [readable(work, audiences), *_asked(work, wanted), *more]
    return Fitting(work.session, wanted.q, [*_marks(work, wanted), *marks.for_reader(work, audiences)], judged)


def _marks(work: Work, wanted: ShelfFilter) -> list[Marks]:
    """What leads to what `_asked` asks for."""
    f, m = wanted, marks
    equal = ((m.DISTRICT, f.district), (m.VICTIM_GROUP, f.victim_group), (m.CHANNEL, f.channel), (m.TLP, f.tlp))
    led = [m.one_of(name, [value]) for name, value in equal if value]
    if f.types:
        led.append(m.one_of(m.TYPE, f.types))
    if f.alliance:
        tells = exists().where(Edition.source_id == Seat.organisation_id)
        led.append(m.named_by(_sitting(work, f.alliance).where(tells)))
    if f.since or f.until:
        led.append(m.within(m.DAY, *(m.day_class(day) if day else None for day in (f.since, f.until))))
    if f.least_fen is not None or f.most_fen is not None:
        ends = (m.fen_class(fen) if fen is not None else None for fen in (f.least_fen, f.most_fen))
        led.append(m.within(m.FEN, *ends))
    return led


def _sitting(work: Work, alliance: str) -> Select[UUID]:
    """The organisations that sit in an alliance today."""
    return select(Seat.organisation_id).where(Seat.alliance_code == alliance, open_on(Seat, local_day(work.now)))


def _asked(work: Work, wanted: ShelfFilter) -> list[ColumnElement[bool]]:
    e, f = Edition, wanted
    equal = ((e.district_code, f.district), (e.victim_group, f.victim_group), (e.channel, f.channel), (e.tlp, f.tlp))
    conditions: list[ColumnElement[bool]] = [column == value for column, value in equal if value]
    if f.types:
        conditions.append(e.fraud_type_id.in_(sorted(f.types)))
    if f.alliance:
        conditions.append(e.organisation_id.in_(_sitting(work, f.alliance)))
    if f.since:
        conditions.append(e.happened_on >= f.since)
    if f.until:
        conditions.append(e.happened_on <= f.until)
    if f.least_fen is not None:
        conditions.append(e.lost_fen >= f.least_fen)
    if f.most_fen is not None:
        conditions.append(e.lost_fen <= f.most_fen)
    return conditions
