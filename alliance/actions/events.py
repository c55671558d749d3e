"""What happens to joint actions."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class ActionDrafted:
    action_id: UUID
    title: str
    origins: tuple[str, ...]
    about: ClassVar[str] = "joint_action"
    words: ClassVar[str] = N_("Joint action drafted")


@dataclass(frozen=True, slots=True)
class ActionRewritten:
    action_id: UUID
    about: ClassVar[str] = "joint_action"
    words: ClassVar[str] = N_("Draft of the action changed")


@dataclass(frozen=True, slots=True)
class ActionPutInto:
    """The draft belongs to the thing from now on; see OriginKind."""

    action_id: UUID
    kind: str
    thing_id: UUID
    about: ClassVar[str] = "joint_action"
    words: ClassVar[str] = N_("Draft of the action put where it belongs")


@dataclass(frozen=True, slots=True)
class ActionTakenOut:
    action_id: UUID
    kind: str
    thing_id: UUID
    about: ClassVar[str] = "joint_action"
    words: ClassVar[str] = N_("Draft of the action taken out again")


@dataclass(frozen=True, slots=True)
class ActionDropped:
    action_id: UUID
    about: ClassVar[str] = "joint_action"
    words: ClassVar[str] = N_("Draft of the action dropped")


@dataclass(frozen=True, slots=True)
class ActionRoleSet:
    """`role` is empty where the organisation has the same as the others again."""

    action_id: UUID
    organisation_id: UUID
    role: str
    weight: int
    about: ClassVar[str] = "joint_action"
    words: ClassVar[str] = N_("Role of an organisation set")


@dataclass(frozen=True, slots=True)
class ActionLaunched:
    action_id: UUID
    number: int
    organisations: int
    about: ClassVar[str] = "joint_action"
    words: ClassVar[str] = N_("Joint action launched")


@dataclass(frozen=True, slots=True)
class ActionClosed:
    action_id: UUID
    done: int
    asked: int
    waived: int
    about: ClassVar[str] = "joint_action"
    words: ClassVar[str] = N_("Joint action closed")


@dataclass(frozen=True, slots=True)
class ActionStopped:
    action_id: UUID
    recalled: int
    about: ClassVar[str] = "joint_action"
    words: ClassVar[str] = N_("Joint action stopped")


@dataclass(frozen=True, slots=True)
class BoardTaken:
    """`rows` of `fits` assignments have left the portal as a sheet."""

    person_id: UUID
    rows: int
    fits: int
    about: ClassVar[str] = "person"
    words: ClassVar[str] = N_("Tracking board taken along")


@dataclass(frozen=True, slots=True)
class BulkDone:
    """What came of an act on many assignments; each that was done has an entry of its own."""

    bulk_id: UUID
    kind: str
    done: int
    refused: int
    about: ClassVar[str] = "bulk_act"
    words: ClassVar[str] = N_("Done to many assignments at once")


@dataclass(frozen=True, slots=True)
class ReportSheetChecked:
    sheet_id: UUID
    organisation_id: UUID
    rows: int
    faulty: int
    about: ClassVar[str] = "report_sheet"
    words: ClassVar[str] = N_("Sheet with reports checked")


@dataclass(frozen=True, slots=True)
class ReportSheetTaken:
    """`told`: progress and reports; each has an entry of its own."""

    sheet_id: UUID
    told: int
    about: ClassVar[str] = "report_sheet"
    words: ClassVar[str] = N_("Sheet with reports taken over")
