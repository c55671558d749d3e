"""What happens to plaques."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class PlaquePrepared:
    plaque_id: UUID
    serial: str
    organisation_id: UUID
    name: str
    about: ClassVar[str] = "plaque"
    words: ClassVar[str] = N_("Plaque prepared")


@dataclass(frozen=True, slots=True)
class PlaqueIssued:
    plaque_id: UUID
    serial: str
    organisation_id: UUID
    event: str
    issued_on: date
    about: ClassVar[str] = "plaque"
    words: ClassVar[str] = N_("Plaque issued")


@dataclass(frozen=True, slots=True)
class PlaqueReplaced:
    plaque_id: UUID
    serial: str
    by_serial: str
    about: ClassVar[str] = "plaque"
    words: ClassVar[str] = N_("Plaque replaced")


@dataclass(frozen=True, slots=True)
class PlaqueRevoked:
    plaque_id: UUID
    serial: str
    reason: str
    about: ClassVar[str] = "plaque"
    words: ClassVar[str] = N_("Plaque revoked")
