"""An initiative and its asks as their readers meet them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from ..audiences.model import Audience
from ..audiences.terms import Terms
from ..cases.visibility import audiences_reached
from ..foundation.store.work import Work
from .model import Ask, Initiative
from .vocabulary import InitiativeState


@dataclass(frozen=True, slots=True)
class InitiativeReading:
    """An initiative for whoever asks. `addressed`: the asker's organisation belongs to its audience now."""

    id: UUID
    number: int | None
    title: str
    office: str
    dated_on: date
    text: str
    audience_id: UUID
    public: bool
    issued_at: datetime | None
    ended_at: datetime | None
    reason: str
    reminded_on: date | None
    state: InitiativeState
    version: int
    addressed: bool


def reading(work: Work, initiative_id: UUID, **_address: Any) -> InitiativeReading | None:
    """Whether the actor may read it is asked at the door."""
    i = Initiative
    what = (i.id, i.number, i.title, i.office, i.dated_on, i.text, i.audience_id, i.public)
    stands = (i.issued_at, i.ended_at, i.reason, i.reminded_on, i.state, i.version)
    row: Any = work.session.execute(select(*what, *stands).where(i.id == initiative_id)).first()
    if row is None:
        return None
    values: list[Any] = [*row, row.audience_id in audiences_reached(work)]
    return InitiativeReading(*values)


def row(work: Work, initiative: InitiativeReading) -> Initiative:
    """The same, to be changed."""
    return work.session.get_one(Initiative, initiative.id)


def terms_of(work: Work, audience_id: UUID) -> Terms:
    """To whom it is addressed."""
    return Terms.from_json(work.session.scalars(select(Audience.terms).where(Audience.id == audience_id)).one())


@dataclass(frozen=True, slots=True)
class AskLine:
    """One thing that is asked. `target`: what each organisation should reach, in `unit`, where it is measured."""

    id: UUID
    position: int
    words: str
    due_on: date | None
    indicator: str
    target: int | None
    unit: str


def _ask_columns() -> tuple[Any, ...]:
    return Ask.id, Ask.position, Ask.words, Ask.due_on, Ask.indicator, Ask.target, Ask.unit


def asks(work: Work, initiative_id: UUID) -> Sequence[AskLine]:
    rows = work.session.execute(
        select(*_ask_columns()).where(Ask.initiative_id == initiative_id).order_by(Ask.position)
    )
    return [AskLine(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class AskReading:
    """An ask with the initiative that it stands in; the door asks of it as of the initiative."""

    ask: AskLine
    initiative: InitiativeReading

    @property
    def issued_at(self) -> datetime | None:
        return self.initiative.issued_at

    @property
    def public(self) -> bool:
        return self.initiative.public

    @property
    def addressed(self) -> bool:
        return self.initiative.addressed


def ask(work: Work, ask_id: UUID) -> AskReading | None:
    row: Any = work.session.execute(select(*_ask_columns(), Ask.initiative_id).where(Ask.id == ask_id)).first()
    whole = reading(work, row.initiative_id) if row else None
    return AskReading(AskLine(*row[:-1]), whole) if whole else None


def ask_of(work: Work, initiative_id: UUID, ask_id: UUID) -> AskLine | None:
    """An ask of this very initiative."""
    asked = select(*_ask_columns()).where(Ask.initiative_id == initiative_id, Ask.id == ask_id)
    row = work.session.execute(asked).first()
    return AskLine(*row) if row else None
