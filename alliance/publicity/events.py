"""What happens to publicity events.

`others`: how many of the same series follow together with it; `leading`: it is the first of them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class EventDrafted:
    event_id: UUID
    organisation_id: UUID | None
    title: str
    starts_at: datetime
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Event drafted")


@dataclass(frozen=True, slots=True)
class EventRevised:
    event_id: UUID
    title: str
    starts_at: datetime
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Draft of an event changed")


@dataclass(frozen=True, slots=True)
class EventDropped:
    event_id: UUID
    title: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Draft of an event dropped")


@dataclass(frozen=True, slots=True)
class EventRepeated:
    event_id: UUID
    rhythm: str
    until_on: date
    copies: int
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Event repeated as a series")


@dataclass(frozen=True, slots=True)
class EventProposed:
    event_id: UUID
    others: int
    leading: bool
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Event proposed")


@dataclass(frozen=True, slots=True)
class EventTakenBack:
    event_id: UUID
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Proposal of an event taken back")


@dataclass(frozen=True, slots=True)
class EventApproved:
    event_id: UUID
    others: int
    leading: bool
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Event approved")


@dataclass(frozen=True, slots=True)
class EventGivenBack:
    event_id: UUID
    reason: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Proposal of an event given back")


@dataclass(frozen=True, slots=True)
class EventDeclined:
    event_id: UUID
    reason: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Proposal of an event declined")


@dataclass(frozen=True, slots=True)
class EventMoved:
    event_id: UUID
    starts_at: datetime
    ends_at: datetime
    venue: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Time or place of an event changed")


@dataclass(frozen=True, slots=True)
class EventOpened:
    event_id: UUID
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Event opened to take part in")


@dataclass(frozen=True, slots=True)
class EventStarted:
    event_id: UUID
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Event has begun")


@dataclass(frozen=True, slots=True)
class EventHeld:
    event_id: UUID
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Event was held")


@dataclass(frozen=True, slots=True)
class EventSummarised:
    event_id: UUID
    attendance: int
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Event summed up")


@dataclass(frozen=True, slots=True)
class EventCancelled:
    event_id: UUID
    reason: str
    others: int
    leading: bool
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Event cancelled")


@dataclass(frozen=True, slots=True)
class CalendarLinkMade:
    link_id: UUID
    about: ClassVar[str] = "calendar_link"
    words: ClassVar[str] = N_("Address of a calendar of one's own made anew")
