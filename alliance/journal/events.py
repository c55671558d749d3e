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


@dataclass(frozen=True, slots=True)
class LettersTriedAgain:
    """`letters`: how many; `topic` and `cause`: which of those that were given up, empty for all."""

    batch_id: UUID
    letters: int
    topic: str
    cause: str
    about: ClassVar[str] = "letter"
    words: ClassVar[str] = N_("Undelivered letters were tried again")
