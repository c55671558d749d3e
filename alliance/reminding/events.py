"""What happens in reminding."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class RemindedByCalendar:
    assignment_id: UUID
    step: str
    day: date
    about: ClassVar[str] = "assignment"
    words: ClassVar[str] = N_("Reminded by the calendar")
