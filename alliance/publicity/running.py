"""What becomes of an approved event: opened, begun, held, summed up; or cancelled."""

from dataclasses import dataclass
from uuid import UUID

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from . import events
from .holding import held, held_after
from .model import REASON_LENGTH
from .workflow import EVENT_WORKFLOW

TOO_EARLY = N_("It begins on %(day)s. Before that day it cannot be said to have begun.")


@dataclass(frozen=True, slots=True)
class SummaryText:
    """How many people came, and what is to be told of it."""

    attendance: int
    summary: str


def open_event(work: Work, event_id: UUID) -> None:
    """Whoever it invites may plan to come from now on."""
    event = held(work, event_id)
    EVENT_WORKFLOW.apply(event, "open", work.now)
    event.changed_at = work.now
    record(work, events.EventOpened(event.id))


def start(work: Work, event_id: UUID) -> None:
    """From now on its points say how they stand, and count."""
    event = held(work, event_id)
    EVENT_WORKFLOW.apply(event, "start", work.now)
    event.changed_at = work.now
    if local_day(work.now) < local_day(event.starts_at):
        raise Conflict(TOO_EARLY, day=local_day(event.starts_at))
    record(work, events.EventStarted(event.id))


def hold(work: Work, event_id: UUID) -> None:
    event = held(work, event_id)
    EVENT_WORKFLOW.apply(event, "hold", work.now)
    event.changed_at = work.now
    record(work, events.EventHeld(event.id))


def summarise(work: Work, event_id: UUID, text: SummaryText) -> None:
    event = held(work, event_id)
    EVENT_WORKFLOW.apply(event, "summarise", work.now)
    event.changed_at = work.now
    event.attendance, event.summary = text.attendance, text.summary
    record(work, events.EventSummarised(event.id, text.attendance))


def cancel(work: Work, event_id: UUID, reason: str, *, series: bool = False) -> None:
    """It stays in the calendar, marked as cancelled; with `series`, the later ones of the same series too."""
    event, safe = held(work, event_id), masked_within("reason", reason, REASON_LENGTH)
    others = held_after(work, event, "cancel") if series else ()
    for one in (event, *others):
        EVENT_WORKFLOW.apply(one, "cancel", work.now)
        one.reason, one.changed_at = safe, work.now
        record(work, events.EventCancelled(one.id, safe, len(others), leading=one is event))
