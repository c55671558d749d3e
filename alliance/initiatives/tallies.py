"""What is counted over the answers: how many have read, pledged, declined; and the wall, names only with consent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..matrix.model import Seat
from ..matrix.queries import open_alliances, open_on
from ..organisations.model import Organisation
from ..organisations.queries import Term
from .answers import belonging, current
from .model import Ask, Clause, Pledge, Response
from .reading import InitiativeReading
from .vocabulary import PLEDGED, UNANSWERED, ResponseState


@dataclass(frozen=True, slots=True)
class Tally:
    """How many organisations stand where; each counted once."""

    by_state: Mapping[ResponseState, int] = field(default_factory=dict)

    @property
    def sent(self) -> int:
        return sum(self.by_state.values())

    @property
    def read(self) -> int:
        return self.sent - self.by_state.get(ResponseState.SENT, 0)

    @property
    def pledged(self) -> int:
        return sum(self.by_state.get(state, 0) for state in PLEDGED)

    @property
    def declined(self) -> int:
        return self.by_state.get(ResponseState.DECLINED, 0)

    @property
    def fulfilled(self) -> int:
        return self.by_state.get(ResponseState.FULFILLED, 0)

    @property
    def waiting(self) -> int:
        return sum(self.by_state.get(state, 0) for state in UNANSWERED)


def tally(work: Work, initiative: InitiativeReading) -> Tally:
    """Of the organisations that are addressed now."""
    asked = (
        select(Response.state, func.count())
        .join(Organisation, Organisation.id == Response.organisation_id)
        .where(Response.initiative_id == initiative.id, belonging(work, initiative))
        .group_by(Response.state)
    )
    return Tally({row[0]: row[1] for row in work.session.execute(asked)})


def by_alliance(work: Work, initiative: InitiativeReading) -> Sequence[tuple[Term, Tally]]:
    """The same alliance by alliance; whoever sits in several is counted in each."""
    asked = (
        select(Seat.alliance_code, Response.state, func.count(Response.id.distinct()))
        .join(Organisation, Organisation.id == Response.organisation_id)
        .join(Seat, and_(Seat.organisation_id == Organisation.id, open_on(Seat, local_day(work.now))))
        .where(Response.initiative_id == initiative.id, belonging(work, initiative))
        .group_by(Seat.alliance_code, Response.state)
    )
    found: dict[str, dict[ResponseState, int]] = {}
    for code, state, count in work.session.execute(asked):
        found.setdefault(code, {})[state] = count
    return [(one, Tally(found[one.code])) for one in open_alliances(work) if one.code in found]


@dataclass(frozen=True, slots=True)
class AskTally:
    """How many organisations take an ask on, and how much together where it is measured."""

    pledged: int = 0
    together: int | None = None


def of_asks(work: Work, initiative: InitiativeReading) -> Mapping[UUID, AskTally]:
    asked = (
        select(Clause.ask_id, func.count(), func.sum(Clause.target))
        .join(Pledge, Pledge.id == Clause.pledge_id)
        .join(Response, current())
        .join(Organisation, Organisation.id == Response.organisation_id)
        .where(_on_the_wall(work, initiative))
        .group_by(Clause.ask_id)
    )
    rows = work.session.execute(asked)
    return {ask_id: AskTally(count, None if total is None else int(total)) for ask_id, count, total in rows}


@dataclass(frozen=True, slots=True)
class WallLine:
    """An organisation that lets its name stand on the wall; `signer` is empty where that one does not."""

    organisation_id: UUID
    name: str
    pinyin: str
    signer: str
    signer_office: str
    fulfilled: bool
    taken: Sequence[tuple[int, int | None, str, str]]
    """Position of the ask, own target with its unit, own words."""


@dataclass(frozen=True, slots=True)
class Wall:
    """`named` on this page; `unnamed`: how many more have pledged without consent to be named."""

    lines: Sequence[WallLine]
    named: int
    unnamed: int
    next_key: tuple[str, UUID] | None


def wall(work: Work, initiative: InitiativeReading, after: tuple[str, UUID] | None, ask_id: UUID | None = None) -> Wall:
    """Who has pledged; with `ask_id`, who has taken on that one. By their pinyin, a page from `after` on."""
    stands = _on_the_wall(work, initiative)
    if ask_id is not None:
        taken_on = select(Clause.pledge_id).where(Clause.ask_id == ask_id)
        stands = and_(stands, Pledge.id.in_(taken_on))
    counted = _counted(work, stands)
    lines, more = _wall_page(work, stands, after)
    return Wall(lines, counted[0], counted[1] - counted[0], more)


def _counted(work: Work, stands: ColumnElement[bool]) -> tuple[int, int]:
    """How many may be named, and how many there are."""
    named = func.count(Pledge.id).filter(Pledge.name_shown)
    pledged = (
        select(named, func.count(Pledge.id))
        .join(Response, current())
        .join(Organisation, Organisation.id == Response.organisation_id)
        .where(stands)
    )
    row = work.session.execute(pledged).one()
    return row[0], row[1]


def _wall_page(
    work: Work, stands: ColumnElement[bool], after: tuple[str, UUID] | None
) -> tuple[list[WallLine], tuple[str, UUID] | None]:
    o = Organisation
    asked = (
        select(Pledge.id, o.id, o.name, o.pinyin, Pledge.signer, Pledge.signer_office)
        .add_columns(Pledge.signer_shown, Response.state)
        .join(Response, current())
        .join(o, o.id == Response.organisation_id)
        .where(stands, Pledge.name_shown)
        .order_by(o.pinyin, o.id)
    )
    if after:
        asked = asked.where(or_(o.pinyin > after[0], and_(o.pinyin == after[0], o.id > after[1])))
    rows = work.session.execute(asked.limit(PAGE_ROWS + 1)).all()
    taken = _taken(work, [row[0] for row in rows[:PAGE_ROWS]])
    lines = [_wall_line(row, taken.get(row[0], [])) for row in rows[:PAGE_ROWS]]
    more = (lines[-1].pinyin, lines[-1].organisation_id) if len(rows) > PAGE_ROWS else None
    return lines, more


def _wall_line(row: Any, taken: Sequence[tuple[int, int | None, str, str]]) -> WallLine:
    _pledge_id, organisation_id, name, pinyin, signer, office, shown, state = row
    signer, office = (signer, office) if shown else ("", "")
    return WallLine(organisation_id, name, pinyin, signer, office, state is ResponseState.FULFILLED, taken)


def _taken(work: Work, pledges: Sequence[UUID]) -> Mapping[UUID, list[tuple[int, int | None, str, str]]]:
    found: dict[UUID, list[tuple[int, int | None, str, str]]] = {}
    if pledges:
        asked = (
            select(Clause.pledge_id, Ask.position, Clause.target, Ask.unit, Clause.words)
            .join(Ask, Ask.id == Clause.ask_id)
            .where(Clause.pledge_id.in_(pledges))
            .order_by(Ask.position)
        )
        for pledge_id, position, target, unit, words in work.session.execute(asked):
            found.setdefault(pledge_id, []).append((position, target, unit, words))
    return found


def pledged_organisations(work: Work, initiative: InitiativeReading, ask_id: UUID) -> Sequence[UUID]:
    """Who takes this ask on and is addressed now."""
    asked = (
        select(Response.organisation_id)
        .join(Pledge, current())
        .join(Clause, Clause.pledge_id == Pledge.id)
        .join(Organisation, Organisation.id == Response.organisation_id)
        .where(_on_the_wall(work, initiative), Clause.ask_id == ask_id)
    )
    return work.session.scalars(asked).all()


def _on_the_wall(work: Work, initiative: InitiativeReading) -> ColumnElement[bool]:
    """The pledges that count: given by organisations that are addressed now."""
    return and_(Response.initiative_id == initiative.id, Response.state.in_(PLEDGED), belonging(work, initiative))
