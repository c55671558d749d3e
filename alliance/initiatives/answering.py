"""What an organisation answers: it has read the initiative, pledges clause by clause, or declines. What is personal in
its words is masked; who signs is named as it is written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import insert, select

from ..foundation.kernel.errors import Conflict, Invalid, NotAllowed
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from . import events, fulfilling, reading
from .model import WORDS_LENGTH, Clause, Initiative, Pledge, Response
from .reading import AskLine, InitiativeReading
from .vocabulary import InitiativeState, ResponseState
from .workflow import RESPONSE_WORKFLOW

ENDED = N_("This initiative is closed. It is answered no more.")
NOTHING_TAKEN = N_("Take on at least one of them. If you can take on none, decline and say why.")
CARRIED = ("figure", "account", "told_at", "told_by_id", "confirmed_at", "confirmed_by_id")


@dataclass(frozen=True, slots=True)
class ClauseText:
    """What an organisation says of an ask that it takes on."""

    target: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class PledgeText:
    """`taken`: by the id of the ask. `revision`: of the pledge that the page showed, 0 where there was none."""

    taken: Mapping[UUID, ClauseText]
    signer: str
    signer_office: str
    name_shown: bool = False
    signer_shown: bool = False
    revision: int = 0


def read(work: Work, initiative: InitiativeReading) -> None:
    """The actor's organisation has read it; only the first time counts."""
    response = _own(work, initiative)
    if response.state is ResponseState.SENT:
        RESPONSE_WORKFLOW.apply(response, "read", work.now)
        _mark_read(work, response)


def pledge(work: Work, initiative: InitiativeReading, text: PledgeText) -> None:
    """A new version of the pledge; the ones before stay. What was told of an ask that stays the same stays told."""
    asked = _judged(reading.asks(work, initiative.id), text)
    response = _own(work, initiative)
    if text.revision != response.revision:
        raise Conflict()
    before = {clause.ask_id: clause for clause in fulfilling.clauses(work, response)}
    RESPONSE_WORKFLOW.apply(response, "pledge", work.now)
    _answered(work, response)
    response.reason, response.revision = "", response.revision + 1
    work.session.flush()
    made = _sign(work, response, text)
    rows = [_clause(made, one, before.get(ask.id)) for ask, one in asked]
    work.session.execute(insert(Clause), [{"ask_id": ask.id} | row for (ask, _), row in zip(asked, rows, strict=True)])
    taken = tuple(ask.position for ask, _one in asked)
    said = (response.id, initiative.id, response.organisation_id, response.revision, taken)
    record(work, events.InitiativePledged(*said))
    fulfilling.settle(work, response)


def decline(work: Work, initiative: InitiativeReading, reason: str) -> None:
    response = _own(work, initiative)
    RESPONSE_WORKFLOW.apply(response, "decline", work.now)
    _answered(work, response)
    response.reason = masked_within("reason", reason, WORDS_LENGTH)
    work.session.flush()
    record(work, events.InitiativeDeclined(response.id, initiative.id, response.organisation_id))


def own_response(work: Work, initiative: InitiativeReading) -> Response | None:
    """The answer of the actor's organisation, held to be changed: of two colleagues one waits for the other."""
    if work.actor.organisation_id is None:
        raise NotAllowed()
    own = (Response.initiative_id == initiative.id, Response.organisation_id == work.actor.organisation_id)
    return work.session.scalar(select(Response).where(*own).with_for_update())


def _own(work: Work, initiative: InitiativeReading) -> Response:
    """The same while the initiative is open, which nobody can end meanwhile. Whoever has come into the audience in a
    way that no event told of gets one now."""
    held = select(Initiative.state).where(Initiative.id == initiative.id).with_for_update(read=True)
    if work.session.scalar(held) is not InitiativeState.ISSUED:
        raise Conflict(ENDED)
    response = own_response(work, initiative)
    if response is None:
        response = Response(
            initiative_id=initiative.id,
            organisation_id=work.actor.organisation_id,
            sent_at=work.now,
            state=ResponseState.SENT,
            state_since=work.now,
            revision=0,
        )
        work.session.add(response)
        work.session.flush()
    return response


def _mark_read(work: Work, response: Response) -> None:
    response.read_at, response.read_by_id = work.now, work.person_id
    record(work, events.InitiativeRead(response.id, response.initiative_id, response.organisation_id))


def _answered(work: Work, response: Response) -> None:
    """Whoever answers has read."""
    if response.read_at is None:
        _mark_read(work, response)
    response.answered_at, response.answered_by_id = work.now, work.person_id


def _judged(asks: Sequence[AskLine], text: PledgeText) -> list[tuple[AskLine, ClauseText]]:
    """Each ask that is taken on, with what is said of it; an id from elsewhere is none."""
    asked = [(ask, text.taken[ask.id]) for ask in asks if ask.id in text.taken]
    if not asked:
        raise Invalid(f"take_{asks[0].position}", NOTHING_TAKEN)
    for ask, said in asked:
        if ask.target is not None and said.target is None:
            raise Invalid(f"target_{ask.position}", N_("Say how much you take on, in digits."))
    return [(ask, _masked(ask, said)) for ask, said in asked]


def _masked(ask: AskLine, said: ClauseText) -> ClauseText:
    return replace(said, words=masked_within(f"words_{ask.position}", said.words, WORDS_LENGTH))


def _sign(work: Work, response: Response, text: PledgeText) -> Pledge:
    made = Pledge(
        response_id=response.id,
        revision=response.revision,
        signer=text.signer,
        signer_office=text.signer_office,
        name_shown=text.name_shown,
        signer_shown=text.signer_shown and text.name_shown,
        pledged_at=work.now,
        pledged_by_id=work.person_id,
    )
    work.session.add(made)
    work.session.flush()
    return made


def _clause(made: Pledge, said: ClauseText, before: Clause | None) -> dict[str, object]:
    row: dict[str, object] = {"pledge_id": made.id, "target": said.target, "words": said.words}
    same = before is not None and before.target == said.target
    return row | {name: getattr(before, name) if same else ("" if name == "account" else None) for name in CARRIED}
