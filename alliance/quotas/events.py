"""What happens to places kept for organisations, as the journal keeps it: numbers, no names of people."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class QuotaKept:
    """`returns_at`: the hour at which what is left is everybody's."""

    shift_id: UUID
    quota_id: UUID
    organisation_id: UUID
    places: int
    returns_at: datetime
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("Places of a shift kept for an organisation")


@dataclass(frozen=True, slots=True)
class QuotaChanged:
    shift_id: UUID
    quota_id: UUID
    organisation_id: UUID
    places: int
    returns_at: datetime
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("Places kept for an organisation changed")


@dataclass(frozen=True, slots=True)
class PeopleNamed:
    """`waiting`: so many of `people` were named beyond the places."""

    shift_id: UUID
    quota_id: UUID
    organisation_id: UUID
    people: int
    waiting: int
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("An organisation named people for its places")


@dataclass(frozen=True, slots=True)
class NameStruck:
    shift_id: UUID
    sign_up_id: UUID
    number: int
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("An organisation took somebody off its list")
