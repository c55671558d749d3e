"""Arranging an event: who holds it, what happens when, and its further venues."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from ..audiences.queries import members_of
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..organisations.model import Organisation, OrganisationState
from . import programme_events as events
from .holding import ARRANGEABLE, held
from .model import AgendaItem, EventHost, PublicityEvent
from .programme_model import PARTS_MOST, Point, Venue
from .queries import terms_of
from .vocabulary import HostPart


@dataclass(frozen=True, slots=True)
class HostText:
    """A member, or an office that is none."""

    part: HostPart
    organisation_id: UUID | None = None
    office: str = ""


@dataclass(frozen=True, slots=True)
class AgendaText:
    at: datetime
    words: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class VenueText:
    """`across`, `down`: in percent on the plan, both or neither."""

    title: str
    address: str = ""
    across: int | None = None
    down: int | None = None


def name_host(work: Work, event_id: UUID, text: HostText) -> EventHost:
    event = held(work, event_id, *ARRANGEABLE)
    if (text.organisation_id is None) == (text.office == ""):
        raise Invalid("office", N_("Choose a member, or write the office of one that is none."))
    check_reads(work, event, text.organisation_id)
    count = check_room(work, EventHost, event.id, PARTS_MOST)
    host = EventHost(
        event_id=event.id, part=text.part, organisation_id=text.organisation_id, office=text.office, position=count + 1
    )
    work.session.add(host)
    record(work, events.HostNamed(event.id, text.part, text.organisation_id, text.office))
    return host


def remove_host(work: Work, event_id: UUID, host_id: UUID) -> None:
    event = held(work, event_id, *ARRANGEABLE)
    host = part_of(work, EventHost, event.id, host_id)
    work.session.delete(host)
    record(work, events.HostRemoved(event.id, host.part, host.organisation_id, host.office))


def add_item(work: Work, event_id: UUID, text: AgendaText) -> AgendaItem:
    """Something may be done a day before it begins, and until it ends."""
    event = held(work, event_id, *ARRANGEABLE)
    if not event.starts_at - timedelta(days=1) <= text.at <= event.ends_at:
        raise Invalid("at_time", N_("This is not during the event."))
    check_room(work, AgendaItem, event.id, PARTS_MOST)
    item = AgendaItem(event_id=event.id, at=text.at, words=text.words, office=text.office)
    work.session.add(item)
    record(work, events.AgendaItemAdded(event.id, item.at, item.words))
    return item


def remove_item(work: Work, event_id: UUID, item_id: UUID) -> None:
    event = held(work, event_id, *ARRANGEABLE)
    item = part_of(work, AgendaItem, event.id, item_id)
    work.session.delete(item)
    record(work, events.AgendaItemRemoved(event.id, item.at, item.words))


def add_venue(work: Work, event_id: UUID, text: VenueText) -> Venue:
    event = held(work, event_id, *ARRANGEABLE)
    check_spot(text.across, text.down)
    check_room(work, Venue, event.id, PARTS_MOST)
    venue = Venue(event_id=event.id, title=text.title, address=text.address, across=text.across, down=text.down)
    work.session.add(venue)
    work.session.flush()
    record(work, events.VenueAdded(event.id, venue.title))
    return venue


def remove_venue(work: Work, event_id: UUID, venue_id: UUID) -> None:
    """Points that stand there stay, at the event itself."""
    event = held(work, event_id, *ARRANGEABLE)
    venue = part_of(work, Venue, event.id, venue_id)
    work.session.execute(update(Point).where(Point.venue_id == venue.id).values(venue_id=None))
    work.session.delete(venue)
    record(work, events.VenueRemoved(event.id, venue.title))


def part_of(work: Work, model: Any, event_id: UUID, part_id: UUID) -> Any:
    """The part of a held event; a conflict where somebody has taken it away meanwhile."""
    part = work.session.get(model, part_id)
    if part is None or part.event_id != event_id:
        raise Conflict()
    return part


def check_room(work: Work, model: Any, event_id: UUID, most: int) -> int:
    """How many of this sort the event has; refused where there is room for no other one."""
    count = work.session.scalar(select(func.count()).select_from(model).where(model.event_id == event_id)) or 0
    if count >= most:
        raise Conflict(N_("There is room for %(most)d of them. Take one away first."), most=most)
    return count


def check_spot(across: int | None, down: int | None) -> None:
    if (across is None) != (down is None):
        raise Invalid("down" if down is None else "across", N_("A place on the plan takes both numbers."))


def check_reads(work: Work, event: PublicityEvent, organisation_id: UUID | None) -> None:
    """Refuse an organisation that could not read the event in which it would take part."""
    if organisation_id is None or organisation_id == event.organisation_id:
        return
    o = Organisation
    belongs = members_of(terms_of(work, event.audience_id), local_day(work.now))
    standing = o.state == OrganisationState.MEMBER
    asked = select(o.id).where(o.id == organisation_id, standing if event.public else belongs)
    if work.session.scalar(asked) is None:
        raise Invalid("organisation_id", N_("The event is not addressed to this organisation."))
