"""What has come of a pledge: the organisation tells of each clause that it is done, an officer confirms it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from ..foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from . import events
from .model import WORDS_LENGTH, Ask, Clause, Initiative, Pledge, Response
from .vocabulary import InitiativeState, ResponseState
from .workflow import RESPONSE_WORKFLOW

CHANGED = N_("What was told has changed since you opened the page. Read it again before you confirm it.")
CONFIRMED = N_("This is confirmed already.")


@dataclass(frozen=True, slots=True)
class DoneText:
    """`figure`: what was reached, where the ask is measured."""

    account: str
    figure: int | None = None


def clauses(work: Work, response: Response) -> Sequence[Clause]:
    """Those of the newest version of the pledge."""
    return work.session.scalars(
        select(Clause)
        .join(Pledge, Pledge.id == Clause.pledge_id)
        .where(Pledge.response_id == response.id, Pledge.revision == response.revision)
    ).all()


def tell(work: Work, response: Response, ask_id: UUID, text: DoneText) -> None:
    """The organisation tells that what it took on is done; until it is confirmed it may tell so anew."""
    held = select(Initiative.state).where(Initiative.id == response.initiative_id).with_for_update(read=True)
    clause = next((one for one in clauses(work, response) if one.ask_id == ask_id), None)
    withdrawn = work.session.scalar(held) is InitiativeState.WITHDRAWN
    if response.state is not ResponseState.PLEDGED or clause is None or withdrawn:
        raise MoveNotOpen()
    if text.figure is None and clause.target is not None:
        raise Invalid("figure", N_("Say how much was reached, in digits."))
    account = masked_within("account", text.account, WORDS_LENGTH)
    told = (
        update(Clause)
        .where(Clause.pledge_id == clause.pledge_id, Clause.ask_id == ask_id, Clause.confirmed_at.is_(None))
        .values(figure=text.figure, account=account, told_at=work.now, told_by_id=work.person_id)
    )
    if not work.session.execute(told.returning(Clause.ask_id)).first():
        raise Conflict(CONFIRMED)
    record(work, events.ClauseTold(response.id, ask_id, text.figure))


@dataclass(frozen=True, slots=True)
class ClauseReading:
    """A clause for the door of whoever confirms it."""

    response_id: UUID
    pledge_id: UUID
    ask_id: UUID
    organisation_id: UUID
    issued_at: datetime | None
    told_at: datetime | None
    told_by_id: UUID | None


def clause(work: Work, initiative_id: UUID, organisation_id: UUID, ask_id: UUID) -> ClauseReading | None:
    """A clause of the newest pledge of this very organisation."""
    asked = (
        select(Response.id, Clause.pledge_id, Clause.ask_id, Response.organisation_id, Initiative.issued_at)
        .add_columns(Clause.told_at, Clause.told_by_id)
        .join(Pledge, Pledge.id == Clause.pledge_id)
        .join(Response, Response.id == Pledge.response_id)
        .join(Initiative, Initiative.id == Response.initiative_id)
        .join(Ask, Ask.id == Clause.ask_id)
        .where(Response.initiative_id == initiative_id, Response.organisation_id == organisation_id)
        .where(Clause.ask_id == ask_id, Pledge.revision == Response.revision)
    )
    row = work.session.execute(asked).first()
    return ClauseReading(*row) if row else None


def confirm(work: Work, found: ClauseReading, shown: str) -> None:
    """`shown`: when it was told, as the page had it. The door and the database refuse whoever told it."""
    if found.told_at is None or found.told_at.isoformat() != shown:
        raise Conflict(CHANGED)
    response = work.session.get_one(Response, found.response_id, with_for_update=True)
    held = select(Initiative.state).where(Initiative.id == response.initiative_id).with_for_update(read=True)
    withdrawn = work.session.scalar(held) is InitiativeState.WITHDRAWN
    if response.state is not ResponseState.PLEDGED or withdrawn:
        raise MoveNotOpen()
    done = update(Clause).where(
        Clause.pledge_id == found.pledge_id,
        Clause.ask_id == found.ask_id,
        Clause.told_at == found.told_at,
        Clause.confirmed_at.is_(None),
    )
    done = done.values(confirmed_at=work.now, confirmed_by_id=work.person_id)
    if not work.session.execute(done.returning(Clause.ask_id)).first():
        raise Conflict(CONFIRMED)
    record(work, events.ClauseConfirmed(response.id, found.ask_id))
    settle(work, response)


def settle(work: Work, response: Response) -> None:
    """The pledge is fulfilled once everything that it takes on is confirmed."""
    if all(one.confirmed_at for one in clauses(work, response)):
        RESPONSE_WORKFLOW.apply(response, "fulfil", work.now)
        work.session.flush()
        record(work, events.PledgeFulfilled(response.id, response.initiative_id, response.organisation_id))
