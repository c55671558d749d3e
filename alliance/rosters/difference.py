"""What is different between two rosters: who joined, who left, and what changed for those who stayed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ..foundation.kernel.words import N_, Labelled
from ..organisations.queries import Term
from .queries import Line

Seats = Mapping[UUID, Mapping[str, Line]]


class ChangeKind(Labelled):
    NAME = "name", N_("Name of the organisation")
    SHORT_NAME = "short_name", N_("Short name")
    SEAT_GAINED = "seat_gained", N_("New seat")
    SEAT_LOST = "seat_lost", N_("Seat given up")
    ROLE = "role", N_("Role in the alliance")
    MATRICES = "matrices", N_("Matrices")


@dataclass(frozen=True, slots=True)
class Change:
    """`alliance` is the seat's, where a seat changed; `was` and `now`: names, roles or matrices, None for none."""

    name: str
    kind: ChangeKind
    alliance: Term | None = None
    was: Any = None
    now: Any = None


@dataclass(frozen=True, slots=True)
class Difference:
    """`joined` and `left`: every line of an organisation that only the newer, or only the older roster holds."""

    joined: Sequence[Line]
    left: Sequence[Line]
    changed: Sequence[Change]

    @property
    def nothing(self) -> bool:
        return not (self.joined or self.left or self.changed)


def between(older: Sequence[Line], newer: Sequence[Line]) -> Difference:
    before, after = _seats(older), _seats(newer)
    stayed = [organisation_id for organisation_id in after if organisation_id in before]
    return Difference(
        joined=[line for line in newer if line.organisation_id not in before],
        left=[line for line in older if line.organisation_id not in after],
        changed=[change for one in stayed for change in _changes(before[one], after[one])],
    )


def _seats(lines: Sequence[Line]) -> Seats:
    """Organisation → alliance → its line, in the order of the roster."""
    seats: dict[UUID, dict[str, Line]] = {}
    for line in lines:
        seats.setdefault(line.organisation_id, {})[line.alliance.code] = line
    return seats


def _changes(before: Mapping[str, Line], after: Mapping[str, Line]) -> Iterator[Change]:
    old, new = next(iter(before.values())), next(iter(after.values()))
    if old.name != new.name:
        yield Change(new.name, ChangeKind.NAME, was=old.name, now=new.name)
    if old.short_name != new.short_name:
        yield Change(new.name, ChangeKind.SHORT_NAME, was=old.short_name, now=new.short_name)
    for code, line in before.items():
        if code not in after:
            yield Change(new.name, ChangeKind.SEAT_LOST, line.alliance, was=line.role)
    for code, line in after.items():
        yield from _changes_of_seat(before.get(code), line)


def _changes_of_seat(old: Line | None, new: Line) -> Iterator[Change]:
    if old is None:
        yield Change(new.name, ChangeKind.SEAT_GAINED, new.alliance, now=new.role)
        return
    if old.role is not new.role:
        yield Change(new.name, ChangeKind.ROLE, new.alliance, old.role, new.role)
    if old.matrices.zh != new.matrices.zh:
        yield Change(new.name, ChangeKind.MATRICES, new.alliance, old.matrices, new.matrices)
