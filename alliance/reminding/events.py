"""What happens in reminding."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_

REMINDED = N_("Reminded by the calendar")


@dataclass(frozen=True, slots=True)
class RemindedByCalendar:
    """Of an assignment. `reaches`: see Reached, as it held on the day on which the step was taken."""

    assignment_id: UUID
    step: str
    day: date
    reaches: str
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = REMINDED


@dataclass(frozen=True, slots=True)
class RemindedToAnswer:
    measure_id: UUID
    step: str
    day: date
    reaches: str
    about: ClassVar[str] = "measure"
    words: ClassVar[str] = REMINDED


@dataclass(frozen=True, slots=True)
class RemindedToMend:
    problem_id: UUID
    step: str
    day: date
    reaches: str
    about: ClassVar[str] = "problem"
    words: ClassVar[str] = REMINDED


@dataclass(frozen=True, slots=True)
class RemindedOfInitiative:
    response_id: UUID
    step: str
    day: date
    reaches: str
    about: ClassVar[str] = "initiative_response"
    words: ClassVar[str] = REMINDED


@dataclass(frozen=True, slots=True)
class ReminderStepChanged:
    step_id: UUID
    step: str
    from_on: date
    days: int
    reaches: str
    taken: bool
    about: ClassVar[str] = "reminder_step"
    words: ClassVar[str] = N_("Step of reminding changed")
