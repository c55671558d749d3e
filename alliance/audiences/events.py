"""What happens to the audiences that the center keeps."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class AudienceKept:
    kept_id: UUID
    title: str
    digest: str
    about: ClassVar[str] = "kept_audience"
    words: ClassVar[str] = N_("Audience kept")


@dataclass(frozen=True, slots=True)
class AudienceDropped:
    kept_id: UUID
    title: str
    digest: str
    about: ClassVar[str] = "kept_audience"
    words: ClassVar[str] = N_("Audience no longer kept")
