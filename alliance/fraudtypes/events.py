"""What happens to the headings of fraud types."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class HeadingAdded:
    heading_id: UUID
    code: str
    about: ClassVar[str] = "fraud_type"
    words: ClassVar[str] = N_("Fraud type added")


@dataclass(frozen=True, slots=True)
class HeadingKept:
    """Its name, place or last day was changed; `changed` names the fields."""

    heading_id: UUID
    changed: tuple[str, ...]
    about: ClassVar[str] = "fraud_type"
    words: ClassVar[str] = N_("Fraud type changed")
