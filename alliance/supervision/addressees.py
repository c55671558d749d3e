"""Who of the center is written to about what was begun there."""

from collections.abc import Sequence
from uuid import UUID

from ..foundation.store.work import Work
from ..people.addresses import of_officer
from .model import Measure
from .problem_model import Problem


def proposer_of(work: Work, measure_id: UUID, why: str) -> tuple[Sequence[str], str]:
    return of_officer(work, work.session.get_one(Measure, measure_id).proposed_by_id, why)


def lister_of(work: Work, problem_id: UUID, why: str) -> tuple[Sequence[str], str]:
    return of_officer(work, work.session.get_one(Problem, problem_id).listed_by_id, why)
