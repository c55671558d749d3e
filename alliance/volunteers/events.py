"""What happens to volunteers and their teams, as the journal keeps it: pseudonyms, no names, no addresses."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class VolunteerSignedUp:
    volunteer_id: UUID
    about: ClassVar[str] = "volunteer"
    words: ClassVar[str] = N_("Somebody signed up as a volunteer")


@dataclass(frozen=True, slots=True)
class SignUpErased:
    """Nobody has followed the link of its letter."""

    volunteer_id: UUID
    about: ClassVar[str] = "volunteer"
    words: ClassVar[str] = N_("Sign-up erased, never confirmed")


@dataclass(frozen=True, slots=True)
class VolunteerConfirmed:
    volunteer_id: UUID
    about: ClassVar[str] = "volunteer"
    words: ClassVar[str] = N_("Sign-up confirmed")


@dataclass(frozen=True, slots=True)
class VolunteerCorrected:
    volunteer_id: UUID
    about: ClassVar[str] = "volunteer"
    words: ClassVar[str] = N_("Own data corrected")


@dataclass(frozen=True, slots=True)
class VolunteerDataTaken:
    volunteer_id: UUID
    about: ClassVar[str] = "volunteer"
    words: ClassVar[str] = N_("Own data taken along")


@dataclass(frozen=True, slots=True)
class VolunteerContactOpened:
    volunteer_id: UUID
    about: ClassVar[str] = "volunteer"
    words: ClassVar[str] = N_("Name and phone of a volunteer looked at")


@dataclass(frozen=True, slots=True)
class VolunteerLeft:
    """What was personal is erased by now; the row, and with it the hours, is left."""

    volunteer_id: UUID
    about: ClassVar[str] = "volunteer"
    words: ClassVar[str] = N_("Volunteer left, data erased")


@dataclass(frozen=True, slots=True)
class QualificationConfirmed:
    volunteer_id: UUID
    qualification: str
    until_on: date | None
    about: ClassVar[str] = "volunteer"
    words: ClassVar[str] = N_("Qualification confirmed")


@dataclass(frozen=True, slots=True)
class QualificationRevoked:
    volunteer_id: UUID
    qualification: str
    about: ClassVar[str] = "volunteer"
    words: ClassVar[str] = N_("Qualification revoked")
