"""What the center does with an initiative: issue it, remind those who have not answered, close it, withdraw it."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import insert, select

from ..audiences.queries import members_of, organisations_in
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict
from ..foundation.kernel.words import N_
from ..foundation.store.numbering import next_number
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from ..organisations.model import Organisation
from . import events, reading
from .model import WORDS_LENGTH, Initiative, Response
from .vocabulary import UNANSWERED, InitiativeState, ResponseState
from .workflow import INITIATIVE_WORKFLOW

SERIES = "initiative"
NOBODY_LEFT = N_("Nobody belongs to its audience any more. Choose anew whom it is for before it is issued.")
DUE_PAST = N_("One of the asks was due before today. Change its day before the initiative is issued.")


def issue(work: Work, initiative: Initiative, seen: int | None = None) -> None:
    """Give it to every organisation of its audience. The number is taken first: that row is held until the end, so
    that of two officers one wins, and that no organisation comes into the audience unseen meanwhile. `seen`: the
    version that the page showed; a draft that was changed since is looked at once more."""
    if seen is not None and seen != initiative.version:
        raise Conflict()
    number = next_number(work.session, SERIES)
    reached = organisations_in(work, reading.terms_of(work, initiative.audience_id))
    if not reached:
        raise Conflict(NOBODY_LEFT)
    today = local_day(work.now)
    if any(ask.due_on and ask.due_on < today for ask in reading.asks(work, initiative.id)):
        raise Conflict(DUE_PAST)
    INITIATIVE_WORKFLOW.apply(initiative, "issue", work.now)
    initiative.number, initiative.issued_at, initiative.issued_by_id = number, work.now, work.person_id
    work.session.flush()
    send(work, initiative.id, reached)
    said = (initiative.id, number, initiative.title, initiative.public, len(reached))
    record(work, events.InitiativeIssued(*said))


def count_reached(work: Work, audience_id: UUID) -> int:
    """How many organisations belong to the audience now."""
    return len(organisations_in(work, reading.terms_of(work, audience_id)))


def send(work: Work, initiative_id: UUID, organisations: Iterable[UUID]) -> None:
    """A response, not read yet, for each of these organisations: one statement."""
    same = {"initiative_id": initiative_id, "sent_at": work.now, "state_since": work.now}
    rows = [{"organisation_id": one, "state": ResponseState.SENT, "version": 1, **same} for one in organisations]
    work.session.execute(insert(Response), rows)


def remind(work: Work, initiative: Initiative) -> int:
    """Write to those who have not answered, once a day at most; to how many organisations."""
    if initiative.state is not InitiativeState.ISSUED:
        raise Conflict(N_("Only while an initiative is open are organisations reminded of it."))
    if initiative.reminded_on == local_day(work.now):
        raise Conflict(N_("They were reminded today already. Tomorrow you may do it again."))
    late = len(unanswered(work, initiative.id))
    if not late:
        raise Conflict(N_("Every organisation has answered. There is nobody to remind."))
    initiative.reminded_on = local_day(work.now)
    work.session.flush()
    record(work, events.InitiativeReminded(initiative.id, late))
    return late


def unanswered(work: Work, initiative_id: UUID) -> frozenset[UUID]:
    """The organisations that belong to its audience now and have not answered."""
    audience_id = work.session.get_one(Initiative, initiative_id).audience_id
    belong = members_of(reading.terms_of(work, audience_id), local_day(work.now))
    asked = (
        select(Response.organisation_id)
        .join(Organisation, Organisation.id == Response.organisation_id)
        .where(Response.initiative_id == initiative_id, Response.state.in_(UNANSWERED), belong)
    )
    return frozenset(work.session.scalars(asked))


def close(work: Work, initiative: Initiative) -> None:
    """No more pledges; what was pledged may still be told as done."""
    INITIATIVE_WORKFLOW.apply(initiative, "close", work.now)
    initiative.ended_at = work.now
    record(work, events.InitiativeClosed(initiative.id))


def withdraw(work: Work, initiative: Initiative, reason: str) -> None:
    INITIATIVE_WORKFLOW.apply(initiative, "withdraw", work.now)
    initiative.ended_at, initiative.reason = work.now, masked_within("reason", reason, WORDS_LENGTH)
    work.session.flush()
    record(work, events.InitiativeWithdrawn(initiative.id))
