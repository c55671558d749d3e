"""What happens to alliances, matrices and seats."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import NAMESPACE_OID, UUID, uuid5

from ..foundation.kernel.words import N_


def subject_of(kind: str, code: str) -> UUID:
    """The id under which the journal keeps an alliance or a matrix, which themselves go by their codes."""
    return uuid5(NAMESPACE_OID, f"{kind}:{code}")


@dataclass(frozen=True, slots=True)
class OrganisationSeated:
    """`duties`: each matrix with its advantage, as `publicity_matrix: venue`."""

    organisation_id: UUID
    seat_id: UUID
    alliance_code: str
    role: str
    duties: tuple[str, ...]
    about: ClassVar[str] = "organisation"
    words: ClassVar[str] = N_("Seated in an alliance")


@dataclass(frozen=True, slots=True)
class DutiesSet:
    organisation_id: UUID
    seat_id: UUID
    alliance_code: str
    duties: tuple[str, ...]
    about: ClassVar[str] = "organisation"
    words: ClassVar[str] = N_("Matrices of a seat changed")


@dataclass(frozen=True, slots=True)
class SeatRoleChanged:
    organisation_id: UUID
    seat_id: UUID
    alliance_code: str
    role: str
    about: ClassVar[str] = "organisation"
    words: ClassVar[str] = N_("Role in an alliance changed")


@dataclass(frozen=True, slots=True)
class SeatEnded:
    organisation_id: UUID
    seat_id: UUID
    alliance_code: str
    about: ClassVar[str] = "organisation"
    words: ClassVar[str] = N_("Seat in an alliance ended")


@dataclass(frozen=True, slots=True)
class AllianceFounded:
    subject_id: UUID
    code: str
    about: ClassVar[str] = "alliance"
    words: ClassVar[str] = N_("Alliance founded")


@dataclass(frozen=True, slots=True)
class AllianceKept:
    """Its name, charter, place or dates were changed; `changed` names the fields."""

    subject_id: UUID
    code: str
    changed: tuple[str, ...]
    about: ClassVar[str] = "alliance"
    words: ClassVar[str] = N_("Alliance brought up to date")


@dataclass(frozen=True, slots=True)
class AllianceClosed:
    subject_id: UUID
    code: str
    to_on: str
    about: ClassVar[str] = "alliance"
    words: ClassVar[str] = N_("Alliance closed")


@dataclass(frozen=True, slots=True)
class MatrixFounded:
    subject_id: UUID
    code: str
    about: ClassVar[str] = "matrix"
    words: ClassVar[str] = N_("Matrix founded")


@dataclass(frozen=True, slots=True)
class MatrixKept:
    """Its name, charter, place or dates were changed; `changed` names the fields."""

    subject_id: UUID
    code: str
    changed: tuple[str, ...]
    about: ClassVar[str] = "matrix"
    words: ClassVar[str] = N_("Matrix brought up to date")


@dataclass(frozen=True, slots=True)
class MatrixClosed:
    subject_id: UUID
    code: str
    to_on: str
    about: ClassVar[str] = "matrix"
    words: ClassVar[str] = N_("Matrix closed")
