"""What happens to the programme of an event, on the day and afterwards; all of it is told of the event."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class HostNamed:
    event_id: UUID
    part: str
    organisation_id: UUID | None
    office: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Host named")


@dataclass(frozen=True, slots=True)
class HostRemoved:
    event_id: UUID
    part: str
    organisation_id: UUID | None
    office: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Host removed")


@dataclass(frozen=True, slots=True)
class AgendaItemAdded:
    event_id: UUID
    at: datetime
    title: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Item of the agenda added")


@dataclass(frozen=True, slots=True)
class AgendaItemRemoved:
    event_id: UUID
    at: datetime
    title: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Item of the agenda removed")


@dataclass(frozen=True, slots=True)
class VenueAdded:
    event_id: UUID
    title: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Venue added")


@dataclass(frozen=True, slots=True)
class VenueRemoved:
    event_id: UUID
    title: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Venue removed")


@dataclass(frozen=True, slots=True)
class FormationAdded:
    event_id: UUID
    formation_id: UUID
    title: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Formation added")


@dataclass(frozen=True, slots=True)
class FormationChanged:
    event_id: UUID
    formation_id: UUID
    title: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Formation changed")


@dataclass(frozen=True, slots=True)
class FormationShifted:
    event_id: UUID
    formation_id: UUID
    title: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Formation moved in the order")


@dataclass(frozen=True, slots=True)
class FormationRemoved:
    event_id: UUID
    formation_id: UUID
    title: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Formation removed")


@dataclass(frozen=True, slots=True)
class FormationJoined:
    event_id: UUID
    formation_id: UUID
    organisation_id: UUID
    title: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Organisation put into a formation")


@dataclass(frozen=True, slots=True)
class FormationLeft:
    event_id: UUID
    formation_id: UUID
    organisation_id: UUID
    title: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Organisation taken out of a formation")


@dataclass(frozen=True, slots=True)
class PointAdded:
    event_id: UUID
    point_id: UUID
    number: int
    title: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Point added")


@dataclass(frozen=True, slots=True)
class PointChanged:
    event_id: UUID
    point_id: UUID
    number: int
    title: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Point changed")


@dataclass(frozen=True, slots=True)
class PointRemoved:
    event_id: UUID
    point_id: UUID
    number: int
    title: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Point removed")


@dataclass(frozen=True, slots=True)
class PointTurned:
    event_id: UUID
    point_id: UUID
    number: int
    state: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("A point says how it stands")


@dataclass(frozen=True, slots=True)
class PointCounted:
    event_id: UUID
    point_id: UUID
    number: int
    visitors: int
    questions: int
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Visitors and questions counted at a point")


@dataclass(frozen=True, slots=True)
class CoverageAdded:
    event_id: UUID
    source: str
    title: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Coverage added")


@dataclass(frozen=True, slots=True)
class CoverageRemoved:
    event_id: UUID
    source: str
    title: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Coverage removed")


@dataclass(frozen=True, slots=True)
class ReachEntered:
    event_id: UUID
    organisation_id: UUID
    people: int
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Reach of an organisation entered")


@dataclass(frozen=True, slots=True)
class EventFilesKept:
    event_id: UUID
    kind: str
    files: int
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("Files of an event kept")


@dataclass(frozen=True, slots=True)
class EventFileRemoved:
    event_id: UUID
    name: str
    about: ClassVar[str] = "publicity_event"
    words: ClassVar[str] = N_("File of an event removed")
