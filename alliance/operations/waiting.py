"""What waits on a desk because of operations."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Select, exists, select

from ..actions.drills import titled
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.kinds import REACHED
from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from ..questions import Found, Question, columns, listed
from .hotspot_model import Hotspot, LogEntry, Posting
from .hotspots import posted_on
from .model import Operation, Stage
from .visibility import readable
from .vocabulary import HotspotState, OperationState, StageState

DAYS_NEAR = 3
ERRANDS_MOST = 10


def questions(work: Work) -> list[Question]:
    """The center: stages that end soon, delistings to confirm. Who is stationed: today's log."""
    if may(work.actor, Can.STEER_OPERATION):
        return [_stages_ending(work), _delistings(work)]
    if may(work.actor, Can.SEE_OPERATIONS) and work.actor.organisation_id and work.actor.organisation_stands:
        return [_logs(work)]
    return []


def _stages_ending(work: Work) -> Question:
    """For the center, which reads every operation: the open stages that end soon, or should have ended."""
    s, o, soon = Stage, Operation, local_day(work.now) + timedelta(days=DAYS_NEAR)
    asked = (
        select(*columns(id=s.id, title=s.title, more=titled(Operation), day=s.to_on))
        .join(o, o.id == s.operation_id)
        .where(o.state == OperationState.RUNNING, s.state == StageState.OPEN, s.to_on <= soon)
    )
    return listed(asked, _close, [s.to_on, s.id], ERRANDS_MOST)


def _close(found: Found) -> Errand:
    words, why = N_("Close the stage “%(title)s”"), N_("Its last day is near; it belongs to “%(operation)s”.")
    return Errand(words, why, "operations.stage", {"stage_id": found.id}, _named(found), due=found.day)


def _delistings(work: Work) -> Question:
    """For the center: those that somebody else has proposed, the longest waiting first."""
    asked = _hotspots().where(Hotspot.state == HotspotState.PROPOSED, Hotspot.proposed_by_id != work.actor.person_id)
    return listed(asked, _confirm, [Hotspot.proposed_at], ERRANDS_MOST)


def _confirm(found: Found) -> Errand:
    words = N_("Confirm that %(title)s is delisted")
    why = N_("Somebody else has proposed it; a second officer decides. It belongs to “%(operation)s”.")
    return Errand(words, why, "operations.hotspot", {"hotspot_id": found.id}, _named(found), tone="amber")


def _logs(work: Work) -> Question:
    """Where the own organisation is stationed today and has noted nothing yet, in operations that it reads."""
    h, p, e = Hotspot, Posting, LogEntry
    today, own = local_day(work.now), work.actor.organisation_id
    noted = exists().where(e.hotspot_id == h.id, e.day == today, e.organisation_id == own)
    there = exists().where(p.hotspot_id == h.id, p.organisation_id == own, posted_on(today))
    asked = _hotspots().where(h.state != HotspotState.DELISTED, there, ~noted, readable(work, REACHED))
    return listed(asked, partial(_write, today), [h.listed_on, h.id], ERRANDS_MOST)


def _write(today: date, found: Found) -> Errand:
    words = N_("Write today's log of %(title)s")
    why = N_("Your organisation is stationed there for “%(operation)s”.")
    return Errand(words, why, "operations.log_form", {"hotspot_id": found.id}, _named(found), due=today)


def _hotspots() -> Select[Any]:
    """Those of running operations."""
    h, o = Hotspot, Operation
    asked = select(*columns(id=h.id, title=h.place, more=titled(Operation))).join(o, o.id == h.operation_id)
    return asked.where(o.state == OperationState.RUNNING)


def _named(found: Found) -> dict[str, object]:
    return {"title": found.title, "operation": found.more}
