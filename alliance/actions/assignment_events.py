"""What happens to assignments. No event holds what somebody wrote: that stands at the assignment."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class AssignmentMade:
    """To an organisation that came to the audience after the launch."""

    assignment_id: UUID
    action_id: UUID
    organisation_id: UUID
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("Assigned")


@dataclass(frozen=True, slots=True)
class AssignmentReceived:
    assignment_id: UUID
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("Signed for")


@dataclass(frozen=True, slots=True)
class AssignmentAccepted:
    assignment_id: UUID
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("Accepted")


@dataclass(frozen=True, slots=True)
class AssignmentQueried:
    assignment_id: UUID
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("Asked back")


@dataclass(frozen=True, slots=True)
class AssignmentAnswered:
    assignment_id: UUID
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("The center answered")


@dataclass(frozen=True, slots=True)
class AssignmentDeclined:
    assignment_id: UUID
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("Declined")


@dataclass(frozen=True, slots=True)
class AssignmentInsisted:
    assignment_id: UUID
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("The center stands by it")


@dataclass(frozen=True, slots=True)
class ProgressTold:
    assignment_id: UUID
    figure: int | None
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("Progress told")


@dataclass(frozen=True, slots=True)
class AssignmentReported:
    assignment_id: UUID
    revision: int
    figure: int | None
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("Reported")


@dataclass(frozen=True, slots=True)
class ReportTakenBack:
    assignment_id: UUID
    revision: int
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("Report taken back")


@dataclass(frozen=True, slots=True)
class AssignmentReturned:
    assignment_id: UUID
    revision: int
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("Report given back")


@dataclass(frozen=True, slots=True)
class AssignmentVerified:
    assignment_id: UUID
    revision: int
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("Report verified")


@dataclass(frozen=True, slots=True)
class AssignmentWaived:
    assignment_id: UUID
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("Waived")


@dataclass(frozen=True, slots=True)
class AssignmentRecalled:
    assignment_id: UUID
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("Recalled")


@dataclass(frozen=True, slots=True)
class AssignmentMadeAgain:
    assignment_id: UUID
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("Assigned again")


@dataclass(frozen=True, slots=True)
class EvidenceAdded:
    assignment_id: UUID
    revision: int
    sha256: tuple[str, ...]
    links: int
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("Evidence added")


@dataclass(frozen=True, slots=True)
class EvidenceRemoved:
    assignment_id: UUID
    revision: int
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("Evidence taken away")


@dataclass(frozen=True, slots=True)
class ExtensionAsked:
    assignment_id: UUID
    until_on: date
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("More time asked for")


@dataclass(frozen=True, slots=True)
class ExtensionGranted:
    assignment_id: UUID
    until_on: date
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("More time granted")


@dataclass(frozen=True, slots=True)
class ExtensionRefused:
    assignment_id: UUID
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("More time refused")


@dataclass(frozen=True, slots=True)
class TimeGiven:
    """By the center of its own accord, without having been asked."""

    assignment_id: UUID
    until_on: date
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("More time given")


@dataclass(frozen=True, slots=True)
class AssignmentReminded:
    assignment_id: UUID
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("Reminded")


@dataclass(frozen=True, slots=True)
class SubTaskAdded:
    assignment_id: UUID
    sub_task_id: UUID
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("Part of the work added")


@dataclass(frozen=True, slots=True)
class SubTaskDone:
    assignment_id: UUID
    sub_task_id: UUID
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("Part of the work done")


@dataclass(frozen=True, slots=True)
class SubTaskDropped:
    assignment_id: UUID
    sub_task_id: UUID
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("Part of the work dropped")
