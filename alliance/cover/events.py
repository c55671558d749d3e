"""What happens to requests to stand in, as the journal of a shift keeps it: numbers, no names."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class StandInAsked:
    """`kind`: one's own choice, the portal's, or for a free place."""

    shift_id: UUID
    stand_in_id: UUID
    kind: str
    until: datetime
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("Somebody was asked to stand in")


@dataclass(frozen=True, slots=True)
class PlaceTakenOver:
    """`number`: of the sign-up that ended, None where the place was free; `by`: of the one that took its place."""

    shift_id: UUID
    stand_in_id: UUID
    number: int | None
    by: int
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("Somebody stands in: the place is taken over")


@dataclass(frozen=True, slots=True)
class PlaceGivenInReturn:
    """The place of whoever was asked, to whoever asked. `number`: of the sign-up that ended; `by`: of the one that took
    its place."""

    shift_id: UUID
    stand_in_id: UUID
    number: int
    by: int
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("Two volunteers exchange: the place is given in return")


@dataclass(frozen=True, slots=True)
class StandInDeclined:
    shift_id: UUID
    stand_in_id: UUID
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("Somebody cannot stand in")


@dataclass(frozen=True, slots=True)
class StandInLapsed:
    shift_id: UUID
    stand_in_id: UUID
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("Request to stand in lapsed")


@dataclass(frozen=True, slots=True)
class StandInEnded:
    """Somebody else stands in, or the place is not passed on any more."""

    shift_id: UUID
    stand_in_id: UUID
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("Request to stand in ended")


@dataclass(frozen=True, slots=True)
class NobodyStandsIn:
    """Nobody is left who could answer; the place is still that of whoever asked."""

    shift_id: UUID
    sign_up_id: UUID
    about: ClassVar[str] = "shift"
    words: ClassVar[str] = N_("Nobody of those asked stands in")
