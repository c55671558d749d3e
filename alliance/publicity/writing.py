"""Writing an event down: drafting it, changing what it says, dropping the draft, and moving what was approved."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select

from ..audiences.commands import audience_of
from ..audiences.terms import Terms
from ..files.commands import discard
from ..files.model import StoredFile
from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from . import events
from .holding import AHEAD, WRITABLE, check_version, held
from .model import DAYS_MOST, AgendaItem, EventFile, EventHost, PublicityEvent
from .programme_model import Formation, FormationMember, Point, Venue
from .vocabulary import EventState, FiveEntry

PAST = N_("This lies in the past.")


@dataclass(frozen=True, slots=True)
class Place:
    """When and where: what may still change after the approval."""

    starts_at: datetime
    ends_at: datetime
    district_code: str
    venue: str


@dataclass(frozen=True, slots=True)
class EventText:
    """What an event says. `version`: of the row that the page showed, 0 for a new one."""

    title: str
    kind_code: str
    place: Place
    terms: Terms
    public: bool = True
    theme: str = ""
    five_entry: FiveEntry | None = None
    planned_attendance: int | None = None
    description: str = ""
    materials: str = ""
    safety_plan: str = ""
    contact_office: str = ""
    contact_phone: str = ""
    version: int = 0


def draft(work: Work, text: EventText) -> PublicityEvent:
    """Of the actor's own organisation, or of the center: nobody else reads it before it is approved."""
    check_place(work, text.place)
    event = PublicityEvent(
        organisation_id=work.actor.organisation_id,
        proposed_by_id=work.person_id,
        audience_id=audience_of(work, text.terms).id,
        drafted_at=work.now,
        state=EventState.DRAFT,
        state_since=work.now,
    )
    _take(work, event, text)
    work.session.add(event)
    work.session.flush()
    record(work, events.EventDrafted(event.id, event.organisation_id, event.title, event.starts_at))
    return event


def revise(work: Work, event_id: UUID, text: EventText) -> PublicityEvent:
    event = held(work, event_id, *WRITABLE)
    check_version(event, text.version)
    check_place(work, text.place)
    event.audience_id = audience_of(work, text.terms).id
    _take(work, event, text)
    record(work, events.EventRevised(event.id, event.title, event.starts_at))
    return event


def _take(work: Work, event: PublicityEvent, text: EventText) -> None:
    event.title, event.theme, event.kind_code = text.title, text.theme, text.kind_code
    event.five_entry, event.public = text.five_entry, text.public
    event.planned_attendance, event.description = text.planned_attendance, text.description
    event.materials, event.safety_plan = text.materials, text.safety_plan
    event.contact_office, event.contact_phone = text.contact_office, text.contact_phone
    _put(work, event, text.place)


def _put(work: Work, event: PublicityEvent, place: Place) -> None:
    event.starts_at, event.ends_at = place.starts_at, place.ends_at
    event.district_code, event.venue = place.district_code, place.venue
    event.changed_at = work.now


def check_place(work: Work, place: Place) -> None:
    if place.starts_at <= work.now:
        raise Invalid("starts_on", PAST)
    if place.ends_at <= place.starts_at:
        raise Invalid("ends_on", N_("It would end before it begins."))
    if place.ends_at - place.starts_at > timedelta(days=DAYS_MOST):
        raise Invalid("ends_on", N_("An event lasts 60 days at most. Plan a longer one as a series."))


def move(work: Work, event_id: UUID, place: Place, version: int) -> None:
    """Another time or place for what was approved and has not begun; whoever is concerned is told."""
    event = held(work, event_id, *AHEAD)
    check_version(event, version)
    check_place(work, place)
    _put(work, event, place)
    record(work, events.EventMoved(event.id, event.starts_at, event.ends_at, event.venue))


def drop(work: Work, event_id: UUID) -> None:
    """A draft goes with all that was prepared for it; what was sent in once and given back may go too."""
    event = held(work, event_id, *WRITABLE)
    formations = select(Formation.id).where(Formation.event_id == event.id)
    work.session.execute(delete(FormationMember).where(FormationMember.formation_id.in_(formations)))
    for model in (Point, Venue, Formation, EventHost, AgendaItem):
        work.session.execute(delete(model).where(model.event_id == event.id))
    files = work.session.scalars(
        select(StoredFile).join(EventFile, EventFile.file_id == StoredFile.id).where(EventFile.event_id == event.id)
    ).all()
    work.session.execute(delete(EventFile).where(EventFile.event_id == event.id))
    for file in files:
        discard(work, file)
    work.session.delete(event)
    record(work, events.EventDropped(event.id, event.title))
