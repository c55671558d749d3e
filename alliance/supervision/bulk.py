"""The next step for many at once: each is checked by itself, and one that is refused keeps none from the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from ..foundation.kernel.errors import Refusal
from ..foundation.store.work import Work
from . import measuring
from .measuring import MeasureText

AT_ONCE_MOST = 50


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many were taken, and which were refused, each with its refusal."""

    done: int
    refused: Sequence[tuple[UUID, Refusal]]


def take_all(work: Work, wanted: Mapping[UUID, MeasureText]) -> Outcome:
    """Take for each assignment the step of its text."""
    refused: list[tuple[UUID, Refusal]] = []
    for assignment_id, text in wanted.items():
        try:
            with work.attempt():
                measuring.propose(work, measuring.about_assignment(work, assignment_id), text)
        except Refusal as refusal:
            refused.append((assignment_id, refusal))
    return Outcome(len(wanted) - len(refused), refused)
