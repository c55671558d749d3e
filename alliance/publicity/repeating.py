"""A series: copies of a draft, each an event of its own, in a rhythm until a day."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from ..foundation.kernel.clock import LOCAL_ZONE, local_day
from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from . import events
from .holding import held
from .model import EventHost, EventSeries, PublicityEvent
from .vocabulary import EventState, Rhythm

EVENTS_MOST = 60
COPIED = (
    *("title", "theme", "kind_code", "five_entry", "organisation_id", "audience_id", "public", "district_code"),
    *("venue", "description", "materials", "safety_plan", "contact_office", "contact_phone", "planned_attendance"),
)


@dataclass(frozen=True, slots=True)
class SeriesText:
    rhythm: Rhythm
    until_on: date


def repeat(work: Work, event_id: UUID, text: SeriesText) -> int:
    """Copy the draft, with its hosts, to every day of the rhythm; how many copies there are."""
    event = held(work, event_id, EventState.DRAFT)
    if event.series_id is not None:
        raise Conflict(N_("It belongs to a series already."))
    days = list(_days(local_day(event.starts_at), text))
    if not days:
        raise Invalid("until_on", N_("Until this day it would not take place again."))
    if len(days) >= EVENTS_MOST:
        raise Invalid("until_on", N_("A series has 60 events at most. Choose an earlier day."))
    series = EventSeries(rhythm=text.rhythm, until_on=text.until_on)
    work.session.add(series)
    work.session.flush()
    event.series_id = series.id
    hosts = work.session.scalars(select(EventHost).where(EventHost.event_id == event.id)).all()
    for day in days:
        _copy(work, event, day, hosts)
    record(work, events.EventRepeated(event.id, text.rhythm, text.until_on, len(days)))
    return len(days)


def _days(first: date, text: SeriesText) -> Iterator[date]:
    """The days after the first one, until the last, and one more than there may be at most."""
    for number in range(1, EVENTS_MOST + 1):
        day = _in_months(first, number) if text.rhythm is Rhythm.MONTHLY else first + timedelta(weeks=number)
        if day > text.until_on:
            return
        yield day


def _in_months(first: date, months: int) -> date:
    """The same day so many months later; the last one of a month that is too short."""
    years, month = divmod(first.month - 1 + months, 12)
    year = first.year + years
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def _copy(work: Work, event: PublicityEvent, day: date, hosts: Sequence[EventHost]) -> None:
    hour = event.starts_at.astimezone(LOCAL_ZONE).timetz()
    starts_at = datetime.combine(day, hour)
    same = {name: getattr(event, name) for name in COPIED}
    copy = PublicityEvent(
        **same,
        proposed_by_id=work.person_id,
        starts_at=starts_at,
        ends_at=starts_at + (event.ends_at - event.starts_at),
        series_id=event.series_id,
        drafted_at=work.now,
        changed_at=work.now,
        state=EventState.DRAFT,
        state_since=work.now,
    )
    work.session.add(copy)
    work.session.flush()
    work.session.add_all(
        EventHost(
            event_id=copy.id,
            part=host.part,
            organisation_id=host.organisation_id,
            office=host.office,
            position=host.position,
        )
        for host in hosts
    )
    record(work, events.EventDrafted(copy.id, copy.organisation_id, copy.title, copy.starts_at))
