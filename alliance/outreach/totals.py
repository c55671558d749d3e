"""The totals of the log: by month, by channel, by alliance; figures of different methods stand apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, literal, select, union_all

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..matrix.model import Alliance, Seat
from ..matrix.queries import open_on
from ..organisations.model import District, Organisation
from ..organisations.queries import Term
from ..policy.can import Can
from ..policy.table import may
from .model import Outreach, OutreachChannel
from .queries import OutreachFilter, fitting
from .vocabulary import CountMethod


@dataclass(frozen=True, slots=True)
class OutreachWords:
    """Every word that a filter or a form offers, in its order; channels are those that are chosen today."""

    channel: Sequence[Term]
    alliance: Sequence[Term]
    district: Sequence[Term]


def words(work: Work) -> OutreachWords:
    """One statement. A district officer sees one district and is offered none."""
    today = local_day(work.now)
    c, a, d = OutreachChannel, Alliance, District
    chosen = (c.from_on <= today) & (c.to_on.is_(None) | (c.to_on > today))
    parts: list[Any] = [
        select(literal("channel").label("facet"), c.code, c.zh, c.en, c.position).where(chosen),
        select(literal("alliance"), a.code, a.zh, a.en, a.position).where(open_on(a, today)),
    ]
    if may(work.actor, Can.READ_OUTREACH):
        parts.append(select(literal("district"), d.code, d.zh, d.en, d.position))
    every = union_all(*parts).subquery().c
    found: dict[str, list[Term]] = {name: [] for name in OutreachWords.__slots__}
    asked = select(every.facet, every.code, every.zh, every.en).order_by(every.position, every.code)
    for facet, code, zh, en in work.session.execute(asked):
        found[facet].append(Term(code, zh, en))
    return OutreachWords(**found)


@dataclass(frozen=True, slots=True)
class Total:
    """How many reports there are, and how many were reached by each method of counting."""

    reports: int = 0
    by_method: Mapping[CountMethod, int] = field(default_factory=dict)

    @property
    def people(self) -> int:
        """Those who were registered or counted on the spot."""
        return self.by_method.get(CountMethod.REGISTERED, 0) + self.by_method.get(CountMethod.ATTENDED, 0)

    @property
    def impressions(self) -> int:
        return self.by_method.get(CountMethod.IMPRESSIONS, 0)


@dataclass(frozen=True, slots=True)
class Totals:
    """`whole`: each report once. `by_alliance`: whoever sits in several is counted in each."""

    whole: Total
    by_month: Mapping[date, Total]
    by_channel: Sequence[tuple[Term, Total]]
    by_alliance: Sequence[tuple[Term, Total]]


def totals(work: Work, wanted: OutreachFilter) -> Totals:
    """Two statements, whatever the size of the log."""
    o, channel = Outreach, OutreachChannel
    counted = (
        select(o.month, channel.code, channel.zh, channel.en, channel.position, o.method)
        .add_columns(func.count(o.id), func.sum(o.reach))
        .join(Organisation, Organisation.id == o.organisation_id)
        .join(channel, channel.code == o.channel_code)
        .where(*fitting(work, wanted))
        .group_by(o.month, channel.code, channel.zh, channel.en, channel.position, o.method)
        .order_by(channel.position, channel.code)
    )
    rows: Sequence[Any] = work.session.execute(counted).all()
    return Totals(
        whole=_whole((None, *row[5:]) for row in rows).get(None, Total()),
        by_month=_whole((row[0], *row[5:]) for row in rows),
        by_channel=list(_whole((Term(*row[1:4]), *row[5:]) for row in rows).items()),
        by_alliance=_by_alliance(work, wanted),
    )


def _by_alliance(work: Work, wanted: OutreachFilter) -> Sequence[tuple[Term, Total]]:
    o, a = Outreach, Alliance
    open_now = select(Seat.organisation_id, Seat.alliance_code).where(open_on(Seat, local_day(work.now)))
    seat = open_now.distinct().subquery().c
    counted = (
        select(a.code, a.zh, a.en, o.method, func.count(o.id), func.sum(o.reach))
        .join(Organisation, Organisation.id == o.organisation_id)
        .join(seat.organisation_id.table, seat.organisation_id == o.organisation_id)
        .join(a, a.code == seat.alliance_code)
        .where(*fitting(work, wanted))
        .group_by(a.code, a.zh, a.en, a.position, o.method)
        .order_by(a.position, a.code)
    )
    rows = work.session.execute(counted)
    return list(_whole((Term(*row[:3]), *row[3:]) for row in rows).items())


def own_totals(work: Work, wanted: OutreachFilter) -> Mapping[date, Total]:
    """Of the actor's own organisation, month by month: one statement."""
    o = Outreach
    counted = (
        select(o.month, o.method, func.count(o.id), func.sum(o.reach))
        .join(Organisation, Organisation.id == o.organisation_id)
        .where(*fitting(work, wanted), o.organisation_id == work.actor.organisation_id)
        .group_by(o.month, o.method)
    )
    return _whole((row[0], *row[1:]) for row in work.session.execute(counted))


def _whole(rows: Iterable[tuple[Any, ...]]) -> dict[Any, Total]:
    """Rows of (key, method, reports, reach), added up by key in the order in which the keys come."""
    found: dict[Any, Total] = {}
    for key, method, reports, reach in rows:
        before = found.get(key, Total())
        added = before.by_method.get(method, 0) + int(reach)
        found[key] = Total(before.reports + reports, {**before.by_method, method: added})
    return found
