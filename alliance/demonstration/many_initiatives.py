"""Initiatives over the years, and what every member has answered: read, pledged by clauses, declined, fulfilled."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import update

from ..foundation.kernel.clock import local_day
from ..foundation.store.numbering import Numbering, next_number
from ..foundation.store.work import Work
from ..initiatives.model import Ask, Clause, Initiative, Pledge, Response
from ..initiatives.vocabulary import PLEDGED, InitiativeState, ResponseState
from .callwork import ASKS, OFFICE, REASON, WORDS
from .laying import Row, Rows, chosen_id, lay_in_all
from .many_assignments import Asked
from .many_events import Crew

OPEN_DAYS = 60
ANSWERED_WITHIN = 40
STANDS = {
    ResponseState.SENT: 8,
    ResponseState.READ: 12,
    ResponseState.PLEDGED: 45,
    ResponseState.DECLINED: 3,
    ResponseState.FULFILLED: 32,
}
TITLE = "第{number}期反诈倡议书（演示）"
TEXT = "反诈联盟各成员单位：为守护群众的钱袋子，向全体成员单位发出如下倡议。"


def make(work: Work, chance: Random, moments: Sequence[datetime], crew: Crew) -> None:
    """One issued at each of these moments, to every member; the caller commits."""
    first = next_number(work.session, "initiative")
    for number, at in enumerate(moments):
        rows: Rows = {one: [] for one in (Initiative, Ask, Response, Pledge, Clause)}
        initiative = _initiative(work, chance, first + number, at, crew)
        asks = [_ask(chance, initiative, position) for position in range(1, 1 + len(ASKS))]
        rows[Initiative].append(initiative)
        rows[Ask] += asks
        for member in crew.members:
            _answer(work, chance, rows, (initiative, asks), member)
        lay_in_all(work, rows)
    last = update(Numbering).where(Numbering.series == "initiative")
    work.session.execute(last.values(last=first + len(moments) - 1))


def _initiative(work: Work, chance: Random, number: int, at: datetime, crew: Crew) -> Row:
    ended_at = at + timedelta(days=OPEN_DAYS)
    over = ended_at < work.now
    return {
        "id": chosen_id(chance),
        "number": number,
        "title": TITLE.format(number=number),
        "office": OFFICE,
        "dated_on": local_day(at),
        "text": TEXT,
        "audience_id": crew.audience,
        "public": number % 2 == 0,
        "officer_id": crew.officer,
        "drafted_at": at,
        "issued_at": at,
        "issued_by_id": crew.officer,
        "ended_at": ended_at if over else None,
        "reason": "",
        "reminded_on": None,
        "state": InitiativeState.CLOSED if over else InitiativeState.ISSUED,
        "state_since": ended_at if over else at,
        "version": 1,
    }


def _ask(chance: Random, initiative: Row, position: int) -> Row:
    ask = ASKS[position - 1]
    measured = {"indicator": ask.indicator, "target": ask.target, "unit": ask.unit}
    its = {"id": chosen_id(chance), "initiative_id": initiative["id"], "position": position}
    return its | {"words": ask.words, "due_on": None} | measured


def _answer(work: Work, chance: Random, rows: Rows, of: tuple[Row, Sequence[Row]], member: Asked) -> None:
    initiative, asks = of
    state = chance.choices(list(STANDS), list(STANDS.values()))[0]
    at = min(initiative["issued_at"] + timedelta(minutes=chance.randrange(60, ANSWERED_WITHIN * 24 * 60)), work.now)
    answered, read = state not in {ResponseState.SENT, ResponseState.READ}, state is not ResponseState.SENT
    response: Row = {
        "id": chosen_id(chance),
        "initiative_id": initiative["id"],
        "organisation_id": member.id,
        "sent_at": initiative["issued_at"],
        "read_at": at if read else None,
        "read_by_id": member.liaison if read else None,
        "answered_at": at if answered else None,
        "answered_by_id": member.liaison if answered else None,
        "reason": REASON if state is ResponseState.DECLINED else "",
        "revision": 1 if state in PLEDGED else 0,
        "state": state,
        "state_since": at if read else initiative["issued_at"],
        "version": 1,
    }
    rows[Response].append(response)
    if state in PLEDGED:
        pledge_id = _pledge(chance, rows, response, member)
        rows[Clause] += [_clause(pledge_id, ask, response, initiative["officer_id"]) for ask in asks]


def _pledge(chance: Random, rows: Rows, response: Row, member: Asked) -> UUID:
    pledge_id = chosen_id(chance)
    signed = {"signer": "演示签署人", "signer_office": "分管领导", "name_shown": True, "signer_shown": False}
    by = {"pledged_at": response["answered_at"], "pledged_by_id": member.liaison}
    rows[Pledge].append({"id": pledge_id, "response_id": response["id"], "revision": 1} | signed | by)
    return pledge_id


def _clause(pledge_id: UUID, ask: Row, response: Row, officer: UUID) -> Row:
    """Of a fulfilled pledge every clause was told by the member and confirmed by the center."""
    done = response["state"] is ResponseState.FULFILLED
    at, by = (response["state_since"], response["answered_by_id"]) if done else (None, None)
    return {
        "pledge_id": pledge_id,
        "ask_id": ask["id"],
        "target": ask["target"],
        "words": WORDS[ask["position"]],
        "figure": ask["target"] if done else None,
        "account": "已按承诺完成。" if done else "",
        "told_at": at,
        "told_by_id": by,
        "confirmed_at": at,
        "confirmed_by_id": officer if done else None,
    }
