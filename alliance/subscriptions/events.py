"""What happens to subscriptions."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class LettersChosen:
    """A person has chosen which letters come by mail, and how often."""

    person_id: UUID
    about: ClassVar[str] = "person"
    words: ClassVar[str] = N_("Chose which letters come by mail")


@dataclass(frozen=True, slots=True)
class LettersStopped:
    """By the link of a letter: whoever holds the letter may do it."""

    person_id: UUID
    about: ClassVar[str] = "person"
    words: ClassVar[str] = N_("Letters were stopped by the link of a letter")


@dataclass(frozen=True, slots=True)
class LettersOfMemberChosen:
    organisation_id: UUID
    about: ClassVar[str] = "organisation"
    words: ClassVar[str] = N_("Chose which letters come by mail to its people and offices")
