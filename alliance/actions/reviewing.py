"""What an officer does with an assignment: verify a report or give it back, and waive what cannot be done."""

from sqlalchemy import update

from ..foundation.kernel.errors import Conflict, NotAllowed
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from . import assignment_events as events
from .model import Assignment
from .reporting import carry_on
from .turning import check_not_both, move, needed, say
from .vocabulary import TurnKind
from .work_model import ActionReport

CHANGED = N_("The organisation has sent another report since you opened the page. Read that one first.")
NOT_YOUR_OWN = N_("A report is verified by an officer who did not send it.")


def verify(work: Work, assignment: Assignment, revision: int, words: str = "") -> None:
    """Stand for the report that the page showed, the one of that `revision`."""
    _judge(work, assignment, revision, words, verified=True)
    say(work, assignment, TurnKind.VERIFIED, words)
    record(work, events.AssignmentVerified(assignment.id, revision))


def give_back(work: Work, assignment: Assignment, revision: int, words: str) -> None:
    """Say what is wanting; the next report begins with what this one had."""
    _judge(work, assignment, revision, needed(words), verified=False)
    carry_on(work, assignment)
    say(work, assignment, TurnKind.RETURNED, words)
    record(work, events.AssignmentReturned(assignment.id, revision))


def _judge(work: Work, assignment: Assignment, revision: int, words: str, *, verified: bool) -> None:
    if assignment.reported_by_id == work.person_id:
        raise NotAllowed(NOT_YOUR_OWN)
    if assignment.revision != revision:
        raise Conflict(CHANGED)
    move(work, assignment, "verify" if verified else "give_back")
    judged = {"verified": verified, "reviewed_by_id": work.person_id, "reviewed_at": work.now, "review": words}
    own = (ActionReport.assignment_id == assignment.id, ActionReport.revision == revision)
    work.session.execute(update(ActionReport).where(*own).values(**judged))


def waive(work: Work, assignment: Assignment, words: str) -> None:
    """Ask it of this organisation no longer, with the reason."""
    needed(words)
    check_not_both(work, assignment)
    move(work, assignment, "waive")
    say(work, assignment, TurnKind.WAIVED, words)
    record(work, events.AssignmentWaived(assignment.id))
