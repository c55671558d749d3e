"""How organisations have answered: one of them with every version of its pledge, and all of them as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, not_, select

from ..audiences.queries import members_of
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.words import N_, Labelled
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..organisations.model import Organisation
from . import reading
from .model import Ask, Clause, Initiative, Pledge, Response
from .reading import InitiativeReading
from .vocabulary import PLEDGED, ResponseState


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """An ask that is taken on: what it says, what is promised, and what has come of it."""

    ask_id: UUID
    position: int
    ask: str
    indicator: str
    unit: str
    target: int | None
    words: str
    figure: int | None
    account: str
    told_at: datetime | None
    told_by_id: UUID | None
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True)
class PledgeReading:
    revision: int
    signer: str
    signer_office: str
    name_shown: bool
    signer_shown: bool
    pledged_at: datetime
    clauses: Sequence[ClauseLine]


@dataclass(frozen=True, slots=True)
class AnswerReading:
    """How one organisation stands to an initiative. `pledges`: every version, the newest first. For the door it bears
    what the rules ask of the initiative."""

    initiative_id: UUID
    issued_at: datetime | None
    response_id: UUID
    organisation_id: UUID
    organisation: str
    sent_at: datetime
    read_at: datetime | None
    answered_at: datetime | None
    reason: str
    revision: int
    state: ResponseState
    pledges: Sequence[PledgeReading]

    @property
    def pledge(self) -> PledgeReading | None:
        """The version that holds."""
        return self.pledges[0] if self.pledges else None


def answer(work: Work, initiative_id: UUID, organisation_id: UUID, **_address: Any) -> AnswerReading | None:
    """Two statements; one where nothing was pledged yet."""
    r = Response
    asked = (
        select(r.initiative_id, Initiative.issued_at, r.id, r.organisation_id, Organisation.name, r.sent_at)
        .add_columns(r.read_at, r.answered_at, r.reason, r.revision, r.state)
        .join(Initiative, Initiative.id == r.initiative_id)
        .join(Organisation, Organisation.id == r.organisation_id)
        .where(r.initiative_id == initiative_id, r.organisation_id == organisation_id)
    )
    row: Any = work.session.execute(asked).first()
    if row is None:
        return None
    values: list[Any] = [*row, _pledges(work, row.id) if row.revision else ()]
    return AnswerReading(*values)


def own(work: Work, initiative: InitiativeReading) -> AnswerReading | None:
    """The answer of the actor's own organisation, if it has to give one."""
    if work.actor.organisation_id is None:
        return None
    return answer(work, initiative.id, work.actor.organisation_id)


def _pledges(work: Work, response_id: UUID) -> Sequence[PledgeReading]:
    p, c = Pledge, Clause
    asked = (
        select(p.revision, p.signer, p.signer_office, p.name_shown, p.signer_shown, p.pledged_at)
        .add_columns(c.ask_id, Ask.position, Ask.words, Ask.indicator, Ask.unit, c.target, c.words, c.figure)
        .add_columns(c.account, c.told_at, c.told_by_id, c.confirmed_at)
        .join(c, c.pledge_id == p.id)
        .join(Ask, Ask.id == c.ask_id)
        .where(p.response_id == response_id)
        .order_by(p.revision.desc(), Ask.position)
    )
    rows: Sequence[Any] = work.session.execute(asked).all()
    versions = groupby(rows, key=lambda row: list(row[:6]))
    return [PledgeReading(*[*head, [ClauseLine(*row[6:]) for row in lines]]) for head, lines in versions]


class Stand(Labelled):
    """What the table of answers is narrowed to."""

    SENT = "sent", N_("Not read yet")
    READ = "read", N_("Read, not answered")
    PLEDGED = "pledged", N_("Pledged")
    DECLINED = "declined", N_("Declined with a reason")
    FULFILLED = "fulfilled", N_("Fulfilled")
    TO_CONFIRM = "to_confirm", N_("Waits to be confirmed")
    GONE = "gone", N_("No longer addressed")


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A row of the table. `taken` asks, `told` as done, `confirmed`; `belongs`: it is addressed now."""

    organisation_id: UUID
    name: str
    short_name: str
    pinyin: str
    state: ResponseState
    read_at: datetime | None
    answered_at: datetime | None
    signer: str
    signer_office: str
    reason: str
    taken: int
    told: int
    confirmed: int
    belongs: bool


@dataclass(frozen=True, slots=True)
class AnswerPage:
    lines: Sequence[AnswerLine]
    next_key: tuple[str, UUID] | None


def page_of(
    work: Work, initiative: InitiativeReading, stand: Stand | None, after: tuple[str, UUID] | None
) -> AnswerPage:
    """The organisations by their pinyin."""
    belongs = belonging(work, initiative)
    asked = _narrowed(_lines(initiative, belongs), stand, belongs)
    if after:
        pinyin, organisation_id = after
        later = and_(Organisation.pinyin == pinyin, Organisation.id > organisation_id)
        asked = asked.where((Organisation.pinyin > pinyin) | later)
    rows = [AnswerLine(*row) for row in work.session.execute(asked.limit(PAGE_ROWS + 1))]
    lines = rows[:PAGE_ROWS]
    return AnswerPage(lines, (lines[-1].pinyin, lines[-1].organisation_id) if len(rows) > PAGE_ROWS else None)


def everybody(work: Work, initiative: InitiativeReading) -> Sequence[AnswerLine]:
    """Every row, for the sheet."""
    return [AnswerLine(*row) for row in work.session.execute(_lines(initiative, belonging(work, initiative)))]


def belonging(work: Work, initiative: InitiativeReading) -> ColumnElement[bool]:
    """The organisations that it is addressed to now."""
    return members_of(reading.terms_of(work, initiative.audience_id), local_day(work.now))


def current() -> ColumnElement[bool]:
    """The version of a pledge that holds."""
    return and_(Pledge.response_id == Response.id, Pledge.revision == Response.revision)


def _lines(initiative: InitiativeReading, belongs: ColumnElement[bool]) -> Select[Any]:
    o, r = Organisation, Response
    counted = (func.count(Clause.ask_id), func.count(Clause.told_at), func.count(Clause.confirmed_at))
    one = (o.id, o.name, o.short_name, o.pinyin, r.state, r.read_at, r.answered_at)
    signed = (func.coalesce(Pledge.signer, ""), func.coalesce(Pledge.signer_office, ""), r.reason)
    columns: list[Any] = [*one, *signed, *counted, belongs.label("belongs")]
    return (
        select(*columns)
        .select_from(r)
        .join(o, o.id == r.organisation_id)
        .outerjoin(Pledge, and_(current(), r.state.in_(PLEDGED)))
        .outerjoin(Clause, Clause.pledge_id == Pledge.id)
        .where(r.initiative_id == initiative.id)
        .group_by(o.id, r.id, Pledge.id)
        .order_by(o.pinyin, o.id)
    )


def _narrowed(asked: Select[Any], stand: Stand | None, belongs: ColumnElement[bool]) -> Select[Any]:
    if stand is None:
        return asked
    if stand is Stand.GONE:
        return asked.where(not_(belongs))
    if stand is Stand.TO_CONFIRM:
        told = func.count(Clause.told_at) > func.count(Clause.confirmed_at)
        return asked.where(Response.state == ResponseState.PLEDGED).having(told)
    return asked.where(Response.state == ResponseState(stand.value), belongs)
