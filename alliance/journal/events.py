"""What happens to letters."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class LetterTriedAgain:
    letter_id: UUID
    about: ClassVar[str] = "letter"
    words: ClassVar[str] = N_("An undelivered letter was tried again")
