"""What an organisation answers to an assignment, where what is personal is masked, and what the center answers back."""

from ..foundation.kernel.errors import MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from . import assignment_events as events
from .lights import CHASED
from .model import WORDS_LENGTH, Assignment
from .turning import move, needed, say
from .vocabulary import AssignmentRole, AssignmentState, TurnKind

NOT_REMINDED = {
    AssignmentState.REPORTED: N_("The organisation has reported and waits for the verdict: nobody is reminded."),
    AssignmentState.QUERIED: N_("The organisation has asked back and waits for the answer: nobody is reminded."),
    AssignmentState.DECLINED: N_("The organisation has declined and waits for the answer: nobody is reminded."),
}
NOTHING_LEFT = N_("Nothing is left to be done here: nobody is reminded.")


def receive(work: Work, assignment: Assignment) -> None:
    """Sign for it. Who is only informed has then done what is asked."""
    move(work, assignment, "note" if assignment.role is AssignmentRole.INFORM else "receive")
    assignment.received_at, assignment.received_by_id = work.now, work.person_id
    say(work, assignment, TurnKind.RECEIVED)
    record(work, events.AssignmentReceived(assignment.id))


def signed(work: Work, assignment: Assignment) -> Assignment:
    """The assignment, signed for where that was not done: whoever tells of it has got it. Of one that only informs,
    nothing is told."""
    if assignment.state is AssignmentState.ASSIGNED and assignment.role is not AssignmentRole.INFORM:
        receive(work, assignment)
    return assignment


def accept(work: Work, assignment: Assignment) -> None:
    move(work, assignment, "accept")
    say(work, assignment, TurnKind.ACCEPTED)
    record(work, events.AssignmentAccepted(assignment.id))


def ask_back(work: Work, assignment: Assignment, words: str) -> None:
    """Ask the center what is meant; until it answers, the organisation is not chased."""
    asked = masked_within("words", needed(words), WORDS_LENGTH)
    move(work, assignment, "ask_back")
    say(work, assignment, TurnKind.ASKED_BACK, asked)
    record(work, events.AssignmentQueried(assignment.id))


def decline(work: Work, assignment: Assignment, words: str) -> None:
    """Say why it cannot be done; the center waives it or stands by it."""
    reason = masked_within("words", needed(words), WORDS_LENGTH)
    move(work, assignment, "decline")
    say(work, assignment, TurnKind.DECLINED, reason)
    record(work, events.AssignmentDeclined(assignment.id))


def answer(work: Work, assignment: Assignment, words: str) -> None:
    needed(words)
    move(work, assignment, "answer")
    say(work, assignment, TurnKind.ANSWERED, words)
    record(work, events.AssignmentAnswered(assignment.id))


def insist(work: Work, assignment: Assignment, words: str) -> None:
    """Stand by what was declined."""
    needed(words)
    move(work, assignment, "insist")
    say(work, assignment, TurnKind.INSISTED, words)
    record(work, events.AssignmentInsisted(assignment.id))


def remind(work: Work, assignment: Assignment, words: str = "") -> None:
    """Chase an organisation that has something to do; refused while it is the center's turn, and when all is over."""
    if assignment.state not in CHASED:
        raise MoveNotOpen(NOT_REMINDED.get(assignment.state, NOTHING_LEFT))
    say(work, assignment, TurnKind.REMINDED, words)
    record(work, events.AssignmentReminded(assignment.id))
