"""What happens to organisations."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import NAMESPACE_OID, UUID, uuid5

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class OrganisationAdmitted:
    organisation_id: UUID
    name: str
    about: ClassVar[str] = "organisation"
    words: ClassVar[str] = N_("Admitted to the alliance")


@dataclass(frozen=True, slots=True)
class OrganisationKept:
    """Its page was brought up to date; `changed` names the fields."""

    organisation_id: UUID
    changed: tuple[str, ...]
    about: ClassVar[str] = "organisation"
    words: ClassVar[str] = N_("Page brought up to date")


@dataclass(frozen=True, slots=True)
class ContactsConfirmed:
    organisation_id: UUID
    about: ClassVar[str] = "organisation"
    words: ClassVar[str] = N_("Contacts confirmed")


@dataclass(frozen=True, slots=True)
class OrganisationRenamed:
    organisation_id: UUID
    old_name: str
    new_name: str
    about: ClassVar[str] = "organisation"
    words: ClassVar[str] = N_("Renamed")


@dataclass(frozen=True, slots=True)
class OrganisationSuspended:
    organisation_id: UUID
    reason: str
    about: ClassVar[str] = "organisation"
    words: ClassVar[str] = N_("Suspended")


@dataclass(frozen=True, slots=True)
class OrganisationResumed:
    organisation_id: UUID
    about: ClassVar[str] = "organisation"
    words: ClassVar[str] = N_("Member again")


@dataclass(frozen=True, slots=True)
class OrganisationLeft:
    organisation_id: UUID
    reason: str
    about: ClassVar[str] = "organisation"
    words: ClassVar[str] = N_("Left the alliance")


@dataclass(frozen=True, slots=True)
class OrganisationMerged:
    organisation_id: UUID
    into_id: UUID
    reason: str
    about: ClassVar[str] = "organisation"
    words: ClassVar[str] = N_("Merged into another organisation")


def sector_id(code: str) -> UUID:
    """The id under which the journal keeps a sector, which itself goes by its code."""
    return uuid5(NAMESPACE_OID, f"sector:{code}")


@dataclass(frozen=True, slots=True)
class SectorAdded:
    subject_id: UUID
    code: str
    about: ClassVar[str] = "sector"
    words: ClassVar[str] = N_("Sector added")


@dataclass(frozen=True, slots=True)
class SectorKept:
    """Its name, place or days were changed; `changed` names the fields."""

    subject_id: UUID
    code: str
    changed: tuple[str, ...]
    about: ClassVar[str] = "sector"
    words: ClassVar[str] = N_("Sector changed")
