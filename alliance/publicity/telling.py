"""After an event: what was published about it, and how many people each organisation reached there."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit
from uuid import UUID

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from . import parts
from . import programme_events as events
from .arranging import check_room, part_of
from .holding import AHEAD, OVER, held
from .model import Coverage, EventReach
from .programme_model import PARTS_MOST
from .vocabulary import EventState

NOT_A_LINK = N_("A link begins with http:// or https:// and names a site.")
TOLD_OF = (*AHEAD, EventState.RUNNING, *OVER)


@dataclass(frozen=True, slots=True)
class CoverageText:
    source: str
    title: str
    link: str
    published_on: date


@dataclass(frozen=True, slots=True)
class ReachText:
    organisation_id: UUID
    people: int


def add_coverage(work: Work, event_id: UUID, text: CoverageText) -> Coverage:
    event = held(work, event_id, *TOLD_OF)
    _check_link(text.link)
    if text.published_on > local_day(work.now):
        raise Invalid("published_on", N_("This day lies ahead. Give the day on which it was published."))
    check_room(work, Coverage, event.id, PARTS_MOST)
    found = Coverage(
        event_id=event.id,
        organisation_id=work.actor.organisation_id,
        source=text.source,
        title=text.title,
        link=text.link,
        published_on=text.published_on,
    )
    work.session.add(found)
    work.session.flush()
    record(work, events.CoverageAdded(event.id, found.source, found.title))
    return found


def _check_link(link: str) -> None:
    """A link that names a user is refused too: it seems to lead where it does not."""
    try:
        found = urlsplit(link)
    except ValueError as damaged:
        raise Invalid("link", NOT_A_LINK) from damaged
    if found.scheme not in {"http", "https"} or not found.hostname or "@" in found.netloc:
        raise Invalid("link", NOT_A_LINK)


def remove_coverage(work: Work, event_id: UUID, coverage_id: UUID) -> None:
    event = held(work, event_id)
    found = part_of(work, Coverage, event.id, coverage_id)
    work.session.delete(found)
    record(work, events.CoverageRemoved(event.id, found.source, found.title))


def enter_reach(work: Work, event_id: UUID, text: ReachText) -> None:
    """For an organisation that took part; a second figure corrects the first."""
    event = held(work, event_id, *OVER)
    if text.organisation_id not in dict(parts.may_enter_for(work, event.id)):
        raise Invalid("organisation_id", N_("This organisation took no part, or another one enters for it."))
    reach = work.session.get(EventReach, (event.id, text.organisation_id))
    if reach is None:
        reach = EventReach(event_id=event.id, organisation_id=text.organisation_id)
        work.session.add(reach)
    reach.people = text.people
    record(work, events.ReachEntered(event.id, text.organisation_id, text.people))
