"""Moving an assignment: the state by the table, the words in its conversation, the end where nothing is left to do."""

from typing import Any

from sqlalchemy import select

from ..foundation.kernel.errors import Invalid, NotAllowed
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from .model import Assignment
from .vocabulary import FINISHED, TurnKind
from .work_model import Turn
from .workflow import ASSIGNMENT_WORKFLOW

NEEDED = N_("Say it in words.")
NOT_BOTH = N_("Whoever spoke for the organisation does not decide about it for the center.")


def move(work: Work, assignment: Assignment, name: str) -> None:
    """Make the move or raise MoveNotOpen. Written at once, so that of two at a time the second is refused (409)."""
    ASSIGNMENT_WORKFLOW.apply(assignment, name, work.now)
    assignment.finished_at = work.now if assignment.state in FINISHED else None
    work.session.flush()


def say(work: Work, assignment: Assignment, kind: TurnKind, words: str = "", **what: Any) -> None:
    """Keep what was done or said, and by whom. `what`: the `figure` that was told, the `day` that it is about."""
    turn = Turn(
        assignment_id=assignment.id,
        kind=kind,
        words=words,
        organisation_id=work.actor.organisation_id,
        person_id=work.actor.person_id,
        at=work.now,
        **what,
    )
    work.session.add(turn)


def check_not_both(work: Work, assignment: Assignment) -> None:
    """Refuse whoever has spoken for the organisation here, under whatever role it is done now."""
    own = (Turn.assignment_id == assignment.id, Turn.person_id == work.person_id, Turn.organisation_id.is_not(None))
    if work.session.scalar(select(Turn.id).where(*own).limit(1)) is not None:
        raise NotAllowed(NOT_BOTH)


def needed(words: str, field: str = "words") -> str:
    """`words`, or a refusal where there are none."""
    if not words.strip():
        raise Invalid(field, NEEDED)
    return words
