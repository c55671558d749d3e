"""The calendar for other programs: which events a feed holds, and the feed itself, as RFC 5545 has it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select

from ..cases.visibility import audiences_reached
from ..foundation.kernel.actor import NOBODY
from ..foundation.kernel.clock import LOCAL_ZONE
from ..foundation.kernel.errors import Conflict
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..organisations.model import District
from ..people.acting import actor_under
from . import events
from .model import DAYS_MOST, CalendarLink, PublicityEvent
from .parts import with_organisation
from .visibility import readable
from .vocabulary import EventState

MEDIA_TYPE = "text/calendar; charset=utf-8"
PAST_DAYS = 120
EVENTS_MOST = 1_000
KEPT = 2
"""So many feeds are kept as they were written: a thousand events take half a second."""


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """An entry. `event_id`: whose page it leads to; of an event, its own `id`."""

    id: UUID
    event_id: UUID
    title: str
    description: str
    starts_at: datetime
    ends_at: datetime
    venue: str
    district: str
    state: EventState
    changed_at: datetime
    version: int


class OwnFeed:
    """What rooms that come after this one add to one's own feed; `alliance/own_page.py` names them."""

    more: Sequence[Callable[[Work], Sequence[FeedEvent]]] = ()


def of_everybody(work: Work) -> Sequence[FeedEvent]:
    """What is public, whoever asks."""
    return _events(replace(work, actor=NOBODY))


def of_organisation(work: Work, organisation_id: UUID) -> Sequence[FeedEvent]:
    """What is public and in which the organisation takes part."""
    return _events(replace(work, actor=NOBODY), with_organisation(organisation_id))


def of_link(work: Work, link_id: UUID) -> Sequence[FeedEvent] | None:
    """What the person to whom the address belongs may read; None where it is none, or none any more."""
    appointment_id = work.session.scalar(select(CalendarLink.appointment_id).where(CalendarLink.id == link_id))
    actor = actor_under(work, appointment_id) if appointment_id else None
    if actor is None:
        return None
    own = replace(work, actor=actor)
    return [*_events(own), *(line for entries in OwnFeed.more for line in entries(own))]


def own_link(work: Work) -> UUID | None:
    """The link of the actor's present appointment."""
    asked = select(CalendarLink.id).where(CalendarLink.appointment_id == work.actor.appointment_id)
    return work.session.scalar(asked)


def make_link(work: Work) -> None:
    """An address for the actor's present appointment; an earlier one leads nowhere from now on."""
    appointment_id = work.actor.appointment_id
    if appointment_id is None:
        raise Conflict(N_("Without a role there is no calendar of one's own."))
    work.session.execute(delete(CalendarLink).where(CalendarLink.appointment_id == appointment_id))
    link = CalendarLink(appointment_id=appointment_id, made_at=work.now)
    work.session.add(link)
    work.session.flush()
    record(work, events.CalendarLinkMade(link.id))


def _events(work: Work, *more: ColumnElement[bool]) -> Sequence[FeedEvent]:
    e, d = PublicityEvent, District
    rows: Any = work.session.execute(
        select(
            *(e.id, e.id, e.title, e.description, e.starts_at, e.ends_at, e.venue, d.zh),
            *(e.state, e.changed_at, e.version),
        )
        .join(d, d.code == e.district_code)
        .where(
            readable(work, audiences_reached(work)),
            e.approved_at.is_not(None),
            e.ends_at > work.now - timedelta(days=PAST_DAYS),
            e.starts_at > work.now - timedelta(days=PAST_DAYS + DAYS_MOST),
            *more,
        )
        .order_by(e.starts_at, e.id)
        .limit(EVENTS_MOST)
    )
    return [FeedEvent(*row) for row in rows]


def mark(title: str, address: str, lines: Sequence[FeedEvent]) -> str:
    """Two feeds with the same mark are the same: told from its lines, which takes a hundredth of writing them."""
    return sha256(repr((title, address, lines)).encode()).hexdigest()


@lru_cache(maxsize=KEPT)
def written(title: str, lines: tuple[FeedEvent, ...], address: Callable[[UUID], str]) -> bytes:
    """The feed, the same bytes as long as nothing in it changes. `address`: of an event's page."""
    from icalendar import Calendar

    feed = Calendar()
    feed.add("prodid", "-//Anti-fraud alliance portal//publicity//ZH")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", title)
    for line in lines:
        feed.add_component(_entry(line, address(line.event_id)))
    if lines:
        feed.add_missing_timezones()
    return bytes(feed.to_ical())


def _entry(line: FeedEvent, address: str) -> Any:
    from icalendar import Event

    entry = Event()
    entry.add("uid", line.id.urn)
    entry.add("summary", line.title)
    entry.add("dtstart", line.starts_at.astimezone(LOCAL_ZONE))
    entry.add("dtend", line.ends_at.astimezone(LOCAL_ZONE))
    entry.add("dtstamp", line.changed_at)
    entry.add("last-modified", line.changed_at)
    entry.add("sequence", line.version)
    entry.add("status", "CANCELLED" if line.state is EventState.CANCELLED else "CONFIRMED")
    entry.add("location", f"{line.district}{line.venue}")
    entry.add("url", address)
    if line.description:
        entry.add("description", line.description)
    return entry
