"""What happens to operations, their stages and their hotspots. What concerns a stage is told of its operation.

Reasons, places, offices and what was noted stand in rows of the feature, not in the journal, which is kept longer.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class OperationDrafted:
    operation_id: UUID
    title: str
    from_on: date
    to_on: date
    drill: bool
    about: ClassVar[str] = "operation"
    words: ClassVar[str] = N_("Operation drafted")


@dataclass(frozen=True, slots=True)
class OperationChanged:
    operation_id: UUID
    title: str
    from_on: date
    to_on: date
    about: ClassVar[str] = "operation"
    words: ClassVar[str] = N_("Operation changed")


@dataclass(frozen=True, slots=True)
class OperationStarted:
    operation_id: UUID
    drill: bool
    about: ClassVar[str] = "operation"
    words: ClassVar[str] = N_("Operation started")


@dataclass(frozen=True, slots=True)
class OperationFinished:
    operation_id: UUID
    about: ClassVar[str] = "operation"
    words: ClassVar[str] = N_("Operation finished")


@dataclass(frozen=True, slots=True)
class OperationCancelled:
    operation_id: UUID
    about: ClassVar[str] = "operation"
    words: ClassVar[str] = N_("Operation cancelled")


@dataclass(frozen=True, slots=True)
class StageAdded:
    operation_id: UUID
    stage_id: UUID
    title: str
    about: ClassVar[str] = "operation"
    words: ClassVar[str] = N_("Stage added")


@dataclass(frozen=True, slots=True)
class StageChanged:
    operation_id: UUID
    stage_id: UUID
    title: str
    from_on: date | None
    to_on: date | None
    about: ClassVar[str] = "operation"
    words: ClassVar[str] = N_("Stage changed")


@dataclass(frozen=True, slots=True)
class StageMoved:
    operation_id: UUID
    stage_id: UUID
    title: str
    about: ClassVar[str] = "operation"
    words: ClassVar[str] = N_("Stage moved")


@dataclass(frozen=True, slots=True)
class StageRemoved:
    operation_id: UUID
    stage_id: UUID
    title: str
    about: ClassVar[str] = "operation"
    words: ClassVar[str] = N_("Stage removed")


@dataclass(frozen=True, slots=True)
class StageOpened:
    operation_id: UUID
    stage_id: UUID
    title: str
    about: ClassVar[str] = "operation"
    words: ClassVar[str] = N_("Stage opened")


@dataclass(frozen=True, slots=True)
class StageClosed:
    operation_id: UUID
    stage_id: UUID
    title: str
    about: ClassVar[str] = "operation"
    words: ClassVar[str] = N_("Stage closed: its gate is passed")


@dataclass(frozen=True, slots=True)
class StageActionWaived:
    operation_id: UUID
    stage_id: UUID
    action_id: UUID
    about: ClassVar[str] = "operation"
    words: ClassVar[str] = N_("Action waived for the gate of a stage")


@dataclass(frozen=True, slots=True)
class HotspotListed:
    hotspot_id: UUID
    operation_id: UUID
    district_code: str
    listed_on: date
    about: ClassVar[str] = "hotspot"
    words: ClassVar[str] = N_("Hotspot listed")


@dataclass(frozen=True, slots=True)
class Stationed:
    hotspot_id: UUID
    posting_id: UUID
    organisation_id: UUID | None
    about: ClassVar[str] = "hotspot"
    words: ClassVar[str] = N_("Somebody stationed")


@dataclass(frozen=True, slots=True)
class PostingEnded:
    hotspot_id: UUID
    posting_id: UUID
    organisation_id: UUID | None
    about: ClassVar[str] = "hotspot"
    words: ClassVar[str] = N_("Stationing ended")


@dataclass(frozen=True, slots=True)
class LogWritten:
    hotspot_id: UUID
    day: date
    about: ClassVar[str] = "hotspot"
    words: ClassVar[str] = N_("Log of the day written")


@dataclass(frozen=True, slots=True)
class LogCorrected:
    hotspot_id: UUID
    day: date
    about: ClassVar[str] = "hotspot"
    words: ClassVar[str] = N_("Log of the day corrected")


@dataclass(frozen=True, slots=True)
class DelistingProposed:
    hotspot_id: UUID
    about: ClassVar[str] = "hotspot"
    words: ClassVar[str] = N_("Delisting proposed")


@dataclass(frozen=True, slots=True)
class HotspotKept:
    hotspot_id: UUID
    about: ClassVar[str] = "hotspot"
    words: ClassVar[str] = N_("Kept on the list")


@dataclass(frozen=True, slots=True)
class HotspotDelisted:
    hotspot_id: UUID
    about: ClassVar[str] = "hotspot"
    words: ClassVar[str] = N_("Hotspot delisted")
