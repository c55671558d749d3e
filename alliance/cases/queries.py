"""What is read of cases as their writers tell them: one case, an organisation's own, and those handed in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, select, tuple_

from ..foundation.kernel.actor import Role
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..fraudtypes.model import FraudType
from ..organisations.model import District, Organisation
from ..people.addresses import CENTER
from ..people.model import Appointment, Person
from ..people.queries import holds_on
from .model import Edition, Opening, SealedOriginal, TypicalCase
from .sealing import COMMENT, OCCURRENCE
from .telling import PLAIN, TEXTS, CaseText, Step
from .vocabulary import CaseState, Phase

HANDED_IN = (CaseState.SUBMITTED, CaseState.REVIEWED)


def find(work: Work, case_id: UUID, **_address: Any) -> TypicalCase | None:
    """The case, to be changed."""
    return work.session.get(TypicalCase, case_id)


@dataclass(frozen=True, slots=True)
class Place:
    """The names in both languages of what a case refers to; empty where it refers to nothing."""

    district_zh: str
    district_en: str
    type_zh: str
    type_en: str


@dataclass(frozen=True, slots=True)
class CaseReading:
    """A case as its writer tells it, masked, with the names of what it refers to and what was sealed of it.

    `sealed`: kind of personal data → how many were found. `indicators`: {"kind", "shown", "doubtful", "mark"}.
    """

    id: UUID
    organisation_id: UUID | None
    organisation: str
    written_by_id: UUID
    in_center_name: bool
    written_at: datetime
    submitted_at: datetime | None
    state: CaseState
    state_since: datetime
    words: str
    version: int
    text: CaseText
    indicators: Sequence[dict[str, Any]]
    place: Place
    sealed: dict[str, int]

    @property
    def district_code(self) -> str | None:
        return self.text.district_code


def told_columns(of: type[TypicalCase] | type[Edition]) -> list[Any]:
    """The columns of a text, in the order in which `text_of` takes them."""
    return [*(getattr(of, name) for name in (*TEXTS, *PLAIN)), of.steps]


def text_of(values: Sequence[Any]) -> CaseText:
    plain = dict(zip((*TEXTS, *PLAIN), values, strict=False))
    return CaseText(**plain, steps=tuple(Step(Phase(one["phase"]), one["words"]) for one in values[-1]))


def place_columns() -> list[Any]:
    return [func.coalesce(column, "") for column in (District.zh, District.en, FraudType.zh, FraudType.en)]


def reading(work: Work, case_id: UUID, **_address: Any) -> CaseReading | None:
    """One case, in two statements."""
    row: Any = work.session.execute(_reading(), {"case_id": case_id}).first()
    if row is None:
        return None
    text, names = text_of(row[OWN : -PLACES - 1]), Place(*row[-PLACES:])
    values: list[Any] = [*row[:OWN], text, row[-PLACES - 1], names, _sealed(work, case_id)]
    return CaseReading(*values)


OWN, PLACES = 11, 4
_asked = bindparam("case_id", type_=TypicalCase.id.type)


@cache
def _reading() -> Select[Any]:
    """Built once, as those below: to build it takes longer than to ask it, and only the case differs."""
    c = TypicalCase
    own: list[Any] = [c.id, c.organisation_id, func.coalesce(Organisation.name, ""), c.written_by_id, c.in_center_name]
    own += [c.written_at, c.submitted_at, c.state, c.state_since, c.words, c.version]
    return (
        select(*own, *told_columns(c), c.indicators, *place_columns())
        .outerjoin(Organisation, Organisation.id == c.organisation_id)
        .outerjoin(District, District.code == c.district_code)
        .outerjoin(FraudType, FraudType.id == c.fraud_type_id)
        .where(c.id == _asked)
    )


def _sealed(work: Work, case_id: UUID) -> dict[str, int]:
    """A member is told of what it wrote itself, not of what others sealed when they met the same or commented on it."""
    found: Counter[str] = Counter()
    for kinds in work.session.scalars(_kinds(work.actor.organisation_id is None), {"case_id": case_id}):
        found.update(kinds)
    return dict(found)


@cache
def _kinds(every_one: bool) -> Select[Any]:
    told = select(SealedOriginal.kinds).where(SealedOriginal.case_id == _asked)
    of_others = (SealedOriginal.field == OCCURRENCE) | SealedOriginal.field.startswith(f"{COMMENT} ")
    return told if every_one else told.where(~of_others)


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list. `organisation`: its short name, empty for the center's own."""

    id: UUID
    title: str
    organisation: str
    type_zh: str
    type_en: str
    lost_fen: int | None
    happened_on: date | None
    state: CaseState
    moment: datetime


@dataclass(frozen=True, slots=True)
class CasePage:
    lines: Sequence[CaseLine]
    next_key: tuple[str, UUID] | None


def own_cases(work: Work, after: tuple[datetime, UUID] | None) -> CasePage:
    """The cases of the actor's own organisation, or those that the center wrote; what was written last comes first."""
    c = TypicalCase
    mine = c.organisation_id == work.actor.organisation_id
    newest_first = (c.written_at.desc(), c.id.desc())
    before = tuple_(c.written_at, c.id) < after if after else None
    return _page(work, mine, before, newest_first, c.written_at)


def handed_in(work: Work, after: tuple[datetime, UUID] | None) -> CasePage:
    """What waits at the center: the longest waiting first. A district's officer sees the own district's."""
    c = TypicalCase
    waiting: ColumnElement[bool] = c.state.in_(HANDED_IN)
    if work.actor.district_code is not None:
        waiting = and_(waiting, c.district_code == work.actor.district_code)
    later = tuple_(c.state_since, c.id) > after if after else None
    return _page(work, waiting, later, (c.state_since, c.id), c.state_since)


def _page(work: Work, which: ColumnElement[bool], beyond: Any, order: Sequence[Any], moment: Any) -> CasePage:
    c = TypicalCase
    asked = (
        select(
            c.id,
            c.title,
            func.coalesce(Organisation.short_name, ""),
            func.coalesce(FraudType.zh, ""),
            func.coalesce(FraudType.en, ""),
            c.lost_fen,
            c.happened_on,
            c.state,
            moment,
        )
        .outerjoin(Organisation, Organisation.id == c.organisation_id)
        .outerjoin(FraudType, FraudType.id == c.fraud_type_id)
        .where(which)
        .order_by(*order)
        .limit(PAGE_ROWS + 1)
    )
    if beyond is not None:
        asked = asked.where(beyond)
    lines = [CaseLine(*row) for row in work.session.execute(asked)]
    if len(lines) <= PAGE_ROWS:
        return CasePage(lines, None)
    return CasePage(lines[:PAGE_ROWS], (lines[PAGE_ROWS - 1].moment.isoformat(), lines[PAGE_ROWS - 1].id))


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """Who was let to read the original: the person's office, why, and until when."""

    reason: str
    opened_at: datetime
    until: datetime


def openings(work: Work, case_id: UUID) -> Sequence[OpeningLine]:
    return [OpeningLine(*row) for row in work.session.execute(_openings(), {"case_id": case_id})]


@cache
def _openings() -> Select[str, datetime, datetime]:
    o = Opening
    opened = select(o.reason, o.opened_at, o.until).where(o.case_id == _asked)
    return opened.order_by(o.opened_at.desc()).limit(PAGE_ROWS)


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody whom letters about a case reach, and what they say of it."""

    email: str
    title: str
    words: str


def those_to_tell(work: Work, case_id: UUID) -> Sequence[Told]:
    """The writer, as long as that person acts for those whose case it is; once gone, the liaisons there."""
    c, a = TypicalCase, Appointment
    acts = and_(c.organisation_id.is_(None), a.role.in_(CENTER)) | (a.organisation_id == c.organisation_id)
    wrote = Person.id == c.written_by_id
    asked = (
        select(Person.email, c.title, c.words, wrote)
        .select_from(c)
        .join(a, acts)
        .join(Person, Person.id == a.person_id)
        .where(c.id == case_id, wrote | (a.role == Role.LIAISON), holds_on(local_day(work.now)))
        .where(Person.disabled_at.is_(None))
        .distinct()
        .order_by(Person.email)
    )
    rows = work.session.execute(asked).all()
    return [Told(*row[:3]) for row in ([row for row in rows if row[3]] or rows)]
