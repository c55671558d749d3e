"""Who may do what with materials: the rows that `table` takes in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..foundation.kernel.actor import Actor
from ..foundation.kernel.words import N_
from .can import Can
from .rules import (
    approved,
    center,
    district_officer,
    for_everybody,
    inspector,
    member,
    of_own_organisation,
    of_the_center,
    sent_in,
    standing,
    written_by_others,
)

ROWS: Mapping[Can, Sequence[tuple[Callable[[Actor, Any], bool], ...]]] = {
    Can.READ_MATERIAL: [
        (approved, for_everybody),
        (center, approved),
        (center, of_the_center),
        (center, sent_in),
        (inspector, approved),
        (district_officer, approved),
        (member, standing, approved),
        (member, of_own_organisation),
    ],
    Can.SEE_MATERIALS_OF_MEMBERS: [(center,), (inspector,), (district_officer,), (member, standing)],
    Can.SEE_PROPOSED_MATERIALS: [(center,)],
    Can.SEE_OWN_MATERIALS: [(member,)],
    Can.WRITE_MATERIAL: [(center,), (member, standing)],
    Can.CHANGE_MATERIAL: [(center, of_the_center), (member, standing, of_own_organisation)],
    Can.APPROVE_MATERIAL: [(center, sent_in, written_by_others)],
    Can.WITHDRAW_MATERIAL: [(center, approved)],
    Can.TAKE_MATERIAL_LINK: [(member, standing, approved, for_everybody)],
    Can.OVERSEE_REACH: [(center,), (inspector,)],
}

REFUSED_WITH = {
    Can.APPROVE_MATERIAL: N_("A material is approved by an officer of the center who neither began nor changed it."),
    Can.TAKE_MATERIAL_LINK: N_("Only members that are not suspended take a link, and only to what is public."),
}
