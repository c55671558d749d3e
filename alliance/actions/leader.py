"""The leader's page: who is late, what is furthest behind, how each alliance stands, and a year of what was done.

Drills are in none of it. The actions are read first, so that the counts of the running ones begin with their ids and
look at no other assignment; five statements in all.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Subquery, and_, func, or_, select

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..matrix.model import Alliance, Seat
from ..matrix.queries import open_on
from ..organisations.model import Contact, Organisation, Post
from ..organisations.queries import Term
from .lights import behind_on, missed_on
from .model import Assignment, JointAction
from .queries import Standing
from .rollup import WITHOUT_PART, Tally, roll_up
from .visibility import actions_of, assignments_of
from .vocabulary import ActionState, AssignmentRole, AssignmentState, RollUpRule

RED_MOST = 10
NAMED_MOST = 3
BEHIND_MOST = 6
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Kept:
    """An action that runs, or was closed within the year. `done`, `asked`: as it was closed."""

    id: UUID
    number: int
    title: str
    due_on: date
    rule: RollUpRule
    rule_number: int | None
    state: ActionState
    done: int | None
    asked: int | None


@dataclass(frozen=True, slots=True)
class Late:
    """An organisation that is late with so many assignments."""

    organisation_id: UUID
    late: int


@dataclass(frozen=True, slots=True)
class RedAction:
    """An assignment that is late, by so many days."""

    title: str
    days: int


@dataclass(frozen=True, slots=True)
class RedLine:
    """An organisation that is late. `leader`: who answers there for this work; `actions`: the latest first."""

    organisation: str
    leader: str
    late: int
    days: int
    actions: Sequence[RedAction]


@dataclass(frozen=True, slots=True)
class BehindLine:
    """An action that runs, and how far it is."""

    action: Kept
    standing: Standing


@dataclass(frozen=True, slots=True)
class AllianceLine:
    """Of the assignments of its organisations in running actions: how many count, are verified, are late."""

    alliance: Term
    asked: int
    verified: int
    late: int


@dataclass(frozen=True, slots=True)
class Month:
    """What was due in that month and is closed: `asked` organisations, of which `done` were verified when it ended."""

    year: int
    month: int
    done: int
    asked: int


@dataclass(frozen=True, slots=True)
class Glance:
    red: Sequence[RedLine]
    behind: Sequence[BehindLine]
    alliances: Sequence[AllianceLine]
    months: Sequence[Month]


def glance(work: Work) -> Glance:
    kept, today = _kept(work), local_day(work.now)
    running = {one.id: one for one in kept if one.state is ActionState.RUNNING}
    parts = _parts(work, list(running)).subquery()
    return Glance(
        red=_red(work, _latest(work, parts), running),
        behind=_behind(work, running),
        alliances=_alliances(work, parts),
        months=_months(kept, today),
    )


def _kept(work: Work) -> Sequence[Kept]:
    """The actions that run, and those of the last twelve months that were closed."""
    x = JointAction
    year, month = _year(local_day(work.now))[0]
    ended = and_(x.state == ActionState.CLOSED, x.due_on >= date(year, month, 1))
    said: list[Any] = [x.id, x.number, x.title, x.due_on, x.rule, x.rule_number, x.state, x.done_count, x.asked_count]
    asked = select(*said).where(or_(x.state == ActionState.RUNNING, ended), x.drill.is_(False), actions_of(work.actor))
    return [Kept(*row) for row in work.session.execute(asked)]


def _parts(work: Work, running: Sequence[UUID]) -> Select[UUID, int, int, int, date | None]:
    """What each organisation has of the running actions: how many count, are verified, are late, and since when."""
    a, today = Assignment, local_day(work.now)
    counts, behind = and_(a.role != AssignmentRole.INFORM, a.state.not_in(WITHOUT_PART)), behind_on(today)
    verified = and_(counts, a.state == AssignmentState.VERIFIED)
    return (
        select(
            a.organisation_id,
            func.count().filter(counts).label("asked"),
            func.count().filter(verified).label("verified"),
            func.count().filter(behind).label("late"),
            func.min(missed_on(today)).filter(behind).label("missed"),
        )
        .where(a.action_id.in_(running), assignments_of(work.actor))
        .group_by(a.organisation_id)
    )


def _latest(work: Work, parts: Subquery) -> Sequence[Late]:
    """Those that are late with the most, the longest first."""
    its = parts.c
    asked = select(its.organisation_id, its.late).where(its.late > 0)
    found = work.session.execute(asked.order_by(its.late.desc(), its.missed, its.organisation_id).limit(RED_MOST))
    return [Late(*row) for row in found]


def _red(work: Work, late: Sequence[Late], running: Mapping[UUID, Kept]) -> Sequence[RedLine]:
    """The organisations that are late, as they stand in `late`, with their leaders and the latest of each."""
    a, o, today = Assignment, Organisation, local_day(work.now)
    which = (a.organisation_id.in_([one.organisation_id for one in late]), a.action_id.in_(list(running)))
    in_charge = and_(Contact.organisation_id == o.id, Contact.post == Post.LEADER_IN_CHARGE)
    found: dict[UUID, list[Any]] = {}
    for row in work.session.execute(
        select(o.id, o.short_name, func.coalesce(Contact.name, ""), a.action_id, missed_on(today))
        .join(o, o.id == a.organisation_id)
        .outerjoin(Contact, in_charge)
        .where(*which, behind_on(today), assignments_of(work.actor))
        .order_by(missed_on(today), a.action_id)
    ):
        found.setdefault(row[0], []).append(row)
    return [_red_line(one, found[one.organisation_id], running, today) for one in late]


def _red_line(part: Late, rows: Sequence[Any], running: Mapping[UUID, Kept], today: date) -> RedLine:
    latest = [RedAction(running[row[3]].title, (today - row[4]).days) for row in rows[:NAMED_MOST]]
    return RedLine(rows[0][1], rows[0][2], part.late, latest[0].days, latest)


def _behind(work: Work, running: Mapping[UUID, Kept]) -> Sequence[BehindLine]:
    """The running actions that are not done: those past their day first, the least done before the others.

    Of all their assignments: what it tells is of no single organisation.
    """
    a, today = Assignment, local_day(work.now)
    tallies: dict[UUID, list[Tally]] = {one: [] for one in running}
    late: Counter[UUID] = Counter()
    for action_id, role, state, count, weight, behind in work.session.execute(
        select(a.action_id, a.role, a.state, func.count(), func.sum(a.weight), func.count().filter(behind_on(today)))
        .where(a.action_id.in_(list(running)))
        .group_by(a.action_id, a.state, a.role)
    ):
        tallies[action_id].append(Tally(role, state, count, int(weight)))
        late[action_id] += behind
    lines = [
        BehindLine(one, Standing(roll_up(one.rule, one.rule_number, tallies[one.id]), late[one.id]))
        for one in running.values()
    ]
    wanting = [line for line in lines if not line.standing.roll_up.done]
    wanting.sort(key=lambda line: (line.action.due_on >= today, line.standing.roll_up.percent, line.action.number))
    return wanting[:BEHIND_MOST]


def _alliances(work: Work, parts: Subquery) -> Sequence[AllianceLine]:
    """How each alliance stands in what is running. An organisation in two of them counts in both."""
    today, its, x = local_day(work.now), parts.c, Alliance
    sums: list[Any] = [func.coalesce(func.sum(one), 0) for one in (its.asked, its.verified, its.late)]
    found = work.session.execute(
        select(x.code, x.zh, x.en, *sums)
        .outerjoin(Seat, and_(Seat.alliance_code == x.code, open_on(Seat, today)))
        .outerjoin(parts, its.organisation_id == Seat.organisation_id)
        .where(open_on(x, today))
        .group_by(x.code, x.zh, x.en, x.position)
        .order_by(x.position, x.code)
    )
    return [AllianceLine(Term(*row[:3]), *map(int, row[3:])) for row in found]


def _months(kept: Sequence[Kept], today: date) -> Sequence[Month]:
    """The last twelve months, this one included, by the day that an action was due."""
    done: Counter[tuple[int, int]] = Counter()
    asked: Counter[tuple[int, int]] = Counter()
    for one in kept:
        if one.state is ActionState.CLOSED:
            month = (one.due_on.year, one.due_on.month)
            done[month] += one.done or 0
            asked[month] += one.asked or 0
    return [Month(*month, done[month], asked[month]) for month in _year(today)]


def _year(today: date) -> list[tuple[int, int]]:
    last = today.year * 12 + today.month - 1
    return [(number // 12, number % 12 + 1) for number in range(last - MONTHS + 1, last + 1)]
