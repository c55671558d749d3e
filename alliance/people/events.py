"""What happens to people, as the journal keeps it: pseudonyms and roles, no names, no addresses."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class SignedIn:
    person_id: UUID
    about: ClassVar[str] = "person"
    words: ClassVar[str] = N_("Signed in")


@dataclass(frozen=True, slots=True)
class SignInLocked:
    """Too many failures for one address; `address_hash` is all that is kept of it."""

    guard_id: UUID
    address_hash: str
    about: ClassVar[str] = "sign_in_guard"
    words: ClassVar[str] = N_("Sign-in locked after repeated failures")


@dataclass(frozen=True, slots=True)
class SignedOut:
    person_id: UUID
    devices: int
    about: ClassVar[str] = "person"
    words: ClassVar[str] = N_("Signed out")


@dataclass(frozen=True, slots=True)
class HatSwitched:
    person_id: UUID
    appointment_id: UUID
    about: ClassVar[str] = "person"
    words: ClassVar[str] = N_("Went on in another role")


@dataclass(frozen=True, slots=True)
class Appointed:
    person_id: UUID
    role: str
    organisation_id: UUID | None
    district_code: str | None
    about: ClassVar[str] = "person"
    words: ClassVar[str] = N_("Appointed")


@dataclass(frozen=True, slots=True)
class Invited:
    invitation_id: UUID
    role: str
    organisation_id: UUID | None
    district_code: str | None
    about: ClassVar[str] = "invitation"
    words: ClassVar[str] = N_("Invited")
