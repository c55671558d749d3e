"""Writing the letters of a morning."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from ..actions import incoming as actions
from ..actions.incoming import CameIn
from ..foundation.kernel.clock import LOCAL_ZONE, local_day
from ..foundation.kernel.words import N_
from ..foundation.store.upsert import insert_or
from ..foundation.store.work import Work
from ..foundation.web.language import moment
from ..initiatives import incoming as initiatives
from ..journal import letters
from ..people.addresses import of_officer
from .model import DailySummary

MORNING = time(8)
WHY = N_(
    "You get this letter because you answer for them at the center. What waits for you comes in letters of its own."
)
ACTION, INITIATIVE = "/actions/{}", "/initiatives/{}"


def tell(work: Work) -> int:
    """Write to each officer what came in since the last morning; how many letters. Nothing before eight o'clock, and
    nothing where it was done today."""
    until = datetime.combine(local_day(work.now), MORNING, LOCAL_ZONE)
    if work.now < until:
        return 0
    since = work.session.scalar(select(func.max(DailySummary.until))) or until - timedelta(days=1)
    if since >= until:
        return 0
    row = insert_or(work.session, DailySummary).values(day=local_day(until), until=until)
    if work.session.execute(row.on_conflict_do_nothing().returning(DailySummary.day)).first() is None:
        return 0
    told = [
        (address, {"things": things, "since": moment(since), "why": why})
        for officer_id, things in _by_officer(work, since, until).items()
        for addresses, why in [of_officer(work, officer_id, WHY)]
        for address in addresses
    ]
    letters.write_all(work, "daily_summary", told)
    return len(told)


def _by_officer(work: Work, since: datetime, until: datetime) -> Mapping[UUID, list[dict[str, Any]]]:
    """To each officer the things, each with what was done there and how often."""
    things: dict[UUID, dict[UUID, dict[str, Any]]] = {}
    for path, one in _lines(work, since, until):
        fresh = {"title": one.title, "drill": one.drill, "path": path.format(one.thing_id), "counts": []}
        thing = things.setdefault(one.officer_id, {}).setdefault(one.thing_id, fresh)
        thing["counts"].append([one.what, one.count])
    return {officer_id: list(its.values()) for officer_id, its in things.items()}


def _lines(work: Work, since: datetime, until: datetime) -> Iterator[tuple[str, CameIn]]:
    for one in actions.came_in(work, since, until):
        yield ACTION, one
    for one in initiatives.came_in(work, since, until):
        yield INITIATIVE, one
