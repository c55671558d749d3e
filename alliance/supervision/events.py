"""What happens in supervision. What was said stands in rows of supervision, not in the journal: it is kept longer."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class StepChanged:
    step_id: UUID
    code: str
    from_on: date
    after_working_days: int
    needs_approver: bool
    answer_within: int | None
    about: ClassVar[str] = "ladder_step"
    words: ClassVar[str] = N_("Step of the ladder changed")


@dataclass(frozen=True, slots=True)
class MeasureProposed:
    measure_id: UUID
    organisation_id: UUID
    step: str
    about: ClassVar[str] = "measure"
    words: ClassVar[str] = N_("Measure of supervision proposed")


@dataclass(frozen=True, slots=True)
class MeasureIssued:
    measure_id: UUID
    organisation_id: UUID
    step: str
    letter_number: int | None
    about: ClassVar[str] = "measure"
    words: ClassVar[str] = N_("Measure of supervision issued")


@dataclass(frozen=True, slots=True)
class MeasureWithdrawn:
    measure_id: UUID
    about: ClassVar[str] = "measure"
    words: ClassVar[str] = N_("Measure of supervision withdrawn before it was issued")


@dataclass(frozen=True, slots=True)
class MeasureAnswered:
    measure_id: UUID
    about: ClassVar[str] = "measure"
    words: ClassVar[str] = N_("Measure of supervision answered")


@dataclass(frozen=True, slots=True)
class MeasureLifted:
    measure_id: UUID
    organisation_id: UUID
    cause: str
    about: ClassVar[str] = "measure"
    words: ClassVar[str] = N_("Measure of supervision lifted")


@dataclass(frozen=True, slots=True)
class ProblemListed:
    problem_id: UUID
    organisation_id: UUID
    due_on: date
    about: ClassVar[str] = "problem"
    words: ClassVar[str] = N_("Problem listed")


@dataclass(frozen=True, slots=True)
class ProblemPlanned:
    problem_id: UUID
    remedies: int
    about: ClassVar[str] = "problem"
    words: ClassVar[str] = N_("Responsibility and measures named")


@dataclass(frozen=True, slots=True)
class ProblemRectified:
    problem_id: UUID
    about: ClassVar[str] = "problem"
    words: ClassVar[str] = N_("Problem reported as mended")


@dataclass(frozen=True, slots=True)
class ProblemSentBack:
    problem_id: UUID
    organisation_id: UUID
    about: ClassVar[str] = "problem"
    words: ClassVar[str] = N_("Problem sent back")


@dataclass(frozen=True, slots=True)
class ProblemRechecked:
    problem_id: UUID
    about: ClassVar[str] = "problem"
    words: ClassVar[str] = N_("Problem checked again: mended")


@dataclass(frozen=True, slots=True)
class ProblemWrittenOff:
    problem_id: UUID
    organisation_id: UUID
    about: ClassVar[str] = "problem"
    words: ClassVar[str] = N_("Problem written off")


@dataclass(frozen=True, slots=True)
class FilesAdded:
    thing_id: UUID
    count: int
    about: ClassVar[str] = "supervision_file"
    words: ClassVar[str] = N_("Files attached to an answer")


@dataclass(frozen=True, slots=True)
class FileTakenAway:
    thing_id: UUID
    about: ClassVar[str] = "supervision_file"
    words: ClassVar[str] = N_("File of an answer taken away")
