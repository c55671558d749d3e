"""Who belongs to an audience, read when it is asked, in one statement."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    String,
    and_,
    bindparam,
    cast,
    exists,
    false,
    func,
    not_,
    null,
    or_,
    select,
    true,
    union_all,
)

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..matrix.model import Alliance, Matrix, Seat, SeatDuty
from ..matrix.queries import TODAY, open_alliances, open_matrices, open_on
from ..organisations.model import Organisation, OrganisationState
from ..organisations.queries import Term as Word
from ..organisations.queries import called, districts, sectors
from ..people.model import Appointment, Person
from ..people.queries import holds_on
from .model import Audience
from .terms import Standing, Term, Terms

NAMES_MOST = 200
FOUND_MOST = 8


def members_of(terms: Terms, day: date) -> ColumnElement[bool]:
    """The organisations that belong to the audience on `day`; the same as Terms.include says one by one."""
    belong = _any_of(terms.added, day), not_(_any_of(terms.taken, day))
    return and_(Organisation.state == OrganisationState.MEMBER, *belong)


def _any_of(terms: Collection[Term], day: date) -> ColumnElement[bool]:
    """Single organisations, of which there may be thousands, in one list; the groups one by one."""
    singles = sorted(UUID(term.organisation) for term in terms if term.single)
    named = [Organisation.id.in_(singles)] if singles else []
    return or_(false(), *named, *(_meets(term, day) for term in terms if not term.single))


def _meets(term: Term, day: date) -> ColumnElement[bool]:
    o = Organisation
    conditions: list[ColumnElement[bool]] = [true()]
    if term.organisation:
        conditions.append(o.id == UUID(term.organisation))
    if term.sector:
        conditions.append(o.sector_code == term.sector)
    if term.district:
        conditions.append(o.district_code == term.district)
    if term.alliance or term.matrix:
        conditions.append(_sits(term, day))
    return and_(*conditions)


def _sits(term: Term, day: date) -> ColumnElement[bool]:
    seat = select(Seat.id).join(Alliance, Alliance.code == Seat.alliance_code)
    seat = seat.where(Seat.organisation_id == Organisation.id, open_on(Seat, day), open_on(Alliance, day))
    if term.alliance:
        seat = seat.where(Seat.alliance_code == term.alliance)
    if term.matrix:
        seat = seat.join(SeatDuty, SeatDuty.seat_id == Seat.id).join(Matrix, Matrix.code == SeatDuty.matrix_code)
        seat = seat.where(SeatDuty.matrix_code == term.matrix, open_on(SeatDuty, day), open_on(Matrix, day))
    return exists(seat)


def organisations_in(work: Work, terms: Terms) -> frozenset[UUID]:
    """The organisations that belong to the audience now."""
    belong = select(Organisation.id).where(members_of(terms, local_day(work.now)))
    return frozenset(work.session.scalars(belong))


def is_empty(work: Work, terms: Terms) -> bool:
    belong = select(Organisation.id).where(members_of(terms, local_day(work.now))).limit(1)
    return work.session.scalar(belong) is None


def audiences_of(work: Work, organisation_id: UUID) -> frozenset[UUID]:
    """The stored audiences to which the organisation belongs now; none where it does not stand. One statement."""
    facets, stored = _facets_and_audiences(work, organisation_id)
    one = _standing(organisation_id, facets)
    if one is None:
        return frozenset()
    return frozenset(audience_id for audience_id, terms in stored if Terms.about(terms, one.organisation).include(one))


def _facets_and_audiences(work: Work, organisation_id: UUID) -> tuple[Sequence[Any], Sequence[Any]]:
    """The organisation's facets, a row per seat and duty, and every stored audience with its terms, read as one."""
    asked = {"organisation_id": organisation_id, "today": local_day(work.now)}
    rows: Sequence[Any] = work.session.execute(_standing_and_audiences(), asked).all()
    return (
        [row[:4] for row in rows if row.audience_id is None],
        [row[4:] for row in rows if row.audience_id is not None],
    )


@cache
def _standing_and_audiences() -> CompoundSelect[Any]:
    """Built once: members ask it with every page of cases, with another organisation and day."""
    o = Organisation
    facets = (
        select(
            o.sector_code.label("sector"),
            o.district_code.label("district"),
            Alliance.code.label("alliance"),
            Matrix.code.label("matrix"),
            cast(null(), Audience.id.type).label("audience_id"),
            cast(null(), Audience.terms.type).label("terms"),
        )
        .outerjoin(Seat, and_(Seat.organisation_id == o.id, open_on(Seat, TODAY)))
        .outerjoin(Alliance, and_(Alliance.code == Seat.alliance_code, open_on(Alliance, TODAY)))
        .outerjoin(SeatDuty, and_(SeatDuty.seat_id == Seat.id, open_on(SeatDuty, TODAY)))
        .outerjoin(Matrix, and_(Matrix.code == SeatDuty.matrix_code, open_on(Matrix, TODAY)))
        .where(o.id == bindparam("organisation_id", type_=o.id.type), o.state == OrganisationState.MEMBER)
    )
    nothing = [cast(null(), String)] * 4
    return union_all(facets, select(*nothing, Audience.id, Audience.terms))


def _standing(organisation_id: UUID, facets: Sequence[Any]) -> Standing | None:
    if not facets:
        return None
    served: dict[str, set[str]] = {}
    for _sector, _district, alliance, matrix in facets:
        if alliance:
            served.setdefault(alliance, set()).update({matrix} if matrix else ())
    seats = frozenset((alliance, frozenset(matrices)) for alliance, matrices in served.items())
    return Standing(str(organisation_id), facets[0][0], facets[0][1], seats)


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation as the choice of an audience names it."""

    id: UUID
    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Whom an audience means now. `people`: persons with a live appointment there; `names`: at most NAMES_MOST."""

    organisations: int
    people: int
    names: Sequence[Named]

    @property
    def more(self) -> int:
        """Organisations beyond those named."""
        return self.organisations - len(self.names)


def preview(work: Work, terms: Terms) -> Preview:
    """Two statements, whatever the audience; none where it can mean nobody."""
    if not terms.added:
        return Preview(0, 0, ())
    o = Organisation
    named = select(o.id, o.name, o.short_name).where(members_of(terms, local_day(work.now)))
    names = [Named(*row) for row in work.session.execute(named.order_by(o.pinyin, o.id).limit(NAMES_MOST))]
    return Preview(*counted(work, terms), names)


def counted(work: Work, terms: Terms) -> tuple[int, int]:
    """How many organisations belong to the audience now, and how many people act for them; one statement."""
    o, today = Organisation, local_day(work.now)
    belong = members_of(terms, today)
    people = (
        select(func.count(Appointment.person_id.distinct()))
        .join(Person, Person.id == Appointment.person_id)
        .join(o, o.id == Appointment.organisation_id)
        .where(belong, holds_on(today), Person.disabled_at.is_(None))
        .scalar_subquery()
    )
    row = work.session.execute(
        select(select(func.count()).select_from(o).where(belong).scalar_subquery(), people)
    ).one()
    return row[0], row[1]


def found(work: Work, text: str) -> Sequence[Named]:
    """The few standing members that are called by `text`."""
    o = Organisation
    rows = work.session.execute(
        select(o.id, o.name, o.short_name)
        .where(called(text), o.state == OrganisationState.MEMBER)
        .order_by(o.pinyin, o.id)
        .limit(FOUND_MOST)
    )
    return [Named(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Words:
    """What the facets are called: facet → code → term; `organisations`: id → name, of those that terms name."""

    facets: Mapping[str, Mapping[str, Word]]
    organisations: Mapping[str, str]


def words_for(work: Work, terms: Iterable[Term]) -> Words:
    facets = {
        "alliance": open_alliances(work),
        "matrix": open_matrices(work),
        "sector": sectors(work),
        "district": districts(work),
    }
    ids = {UUID(term.organisation) for term in terms if term.organisation}
    names: dict[str, str] = {}
    if ids:
        rows = work.session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(ids)))
        names = {str(organisation_id): name for organisation_id, name in rows}
    return Words({facet: {term.code: term for term in terms} for facet, terms in facets.items()}, names)
