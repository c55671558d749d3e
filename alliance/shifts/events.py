"""What happens to shifts and sign-ups, as the journal keeps it: numbers, no names; and why a shift was called off."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class ShiftPlanned:
    shift_id: UUID
    event_id: UUID
    title: str
    starts_at: datetime
    places: int
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("Shift planned")


@dataclass(frozen=True, slots=True)
class ShiftChanged:
    """`moved`: its hours or its place are others now."""

    shift_id: UUID
    title: str
    moved: bool
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("Shift changed")


@dataclass(frozen=True, slots=True)
class PlacesSet:
    shift_id: UUID
    places: int
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("Number of places of a shift set")


@dataclass(frozen=True, slots=True)
class ShiftOpened:
    shift_id: UUID
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("Shift opened for sign-up")


@dataclass(frozen=True, slots=True)
class ShiftClosed:
    shift_id: UUID
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("Shift closed for sign-up")


@dataclass(frozen=True, slots=True)
class ShiftCancelled:
    """`people`: how many had signed up, or waited."""

    shift_id: UUID
    reason: str
    people: int
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("Shift called off")


@dataclass(frozen=True, slots=True)
class SignedUp:
    """`waits`: all places were taken."""

    shift_id: UUID
    sign_up_id: UUID
    number: int
    waits: bool
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("A volunteer signed up for a shift")


@dataclass(frozen=True, slots=True)
class PersonNamed:
    """By an organisation, for one of the places kept for it. `waits`: beyond those; whoever moves up is named anew."""

    shift_id: UUID
    sign_up_id: UUID
    number: int
    waits: bool
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("An organisation named somebody for a shift")


@dataclass(frozen=True, slots=True)
class QuotaReturned:
    """`places`: so many went back to everybody."""

    shift_id: UUID
    quota_id: UUID
    organisation_id: UUID
    places: int
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("Places kept for an organisation returned to everybody")


@dataclass(frozen=True, slots=True)
class PlaceOffered:
    shift_id: UUID
    sign_up_id: UUID
    number: int
    until: datetime
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("Free place offered to who waits")


@dataclass(frozen=True, slots=True)
class OfferAccepted:
    shift_id: UUID
    sign_up_id: UUID
    number: int
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("Offered place taken")


@dataclass(frozen=True, slots=True)
class OfferDeclined:
    shift_id: UUID
    sign_up_id: UUID
    number: int
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("Offered place declined")


@dataclass(frozen=True, slots=True)
class OfferLapsed:
    shift_id: UUID
    sign_up_id: UUID
    number: int
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("Offered place not answered in time")


@dataclass(frozen=True, slots=True)
class SignUpWithdrawn:
    """Whoever was named strikes herself off by it, too. `late`: after the hour until which that is free to everybody;
    `held`: a place became free by it."""

    shift_id: UUID
    sign_up_id: UUID
    number: int
    late: bool
    held: bool
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("A volunteer withdrew from a shift")


@dataclass(frozen=True, slots=True)
class SignUpReleased:
    shift_id: UUID
    sign_up_id: UUID
    number: int
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("A volunteer was released from a shift")
