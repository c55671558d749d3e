"""What an officer finds and proposes: as the forms make it, and as commands take it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..matrix.model import Advantage, SeatRole
from .model import Grade, Point


@dataclass(frozen=True, slots=True)
class Mark:
    """How a point of the check list was found."""

    point: Point
    grade: Grade
    note: str


@dataclass(frozen=True, slots=True)
class CheckText:
    """The check list as it was filled in; `version`: of the application that the officer had before them."""

    version: int
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class WordsText:
    """What the applicant is told."""

    words: str


SEAT = "seat-"
"""What stands before an alliance's code where a refusal names the seat in it."""


@dataclass(frozen=True, slots=True)
class ProposedSeat:
    """A seat for the new member; `duties`: the matrices that it serves, each with the reason."""

    alliance_code: str
    role: SeatRole
    duties: Mapping[str, Advantage]


@dataclass(frozen=True, slots=True)
class AdmissionText:
    seats: Sequence[ProposedSeat]
