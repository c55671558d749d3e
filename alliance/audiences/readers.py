"""Who reads in an audience, by name: its organisations page by page, each with the people who act for it today."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import case, func, select, tuple_

from ..foundation.kernel.actor import Role
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..organisations.model import Organisation
from ..people.model import Appointment, Person
from ..people.queries import holds_on
from ..policy.can import Can
from ..policy.table import may
from .queries import members_of
from .terms import Terms

PEOPLE_MOST = 10


@dataclass(frozen=True, slots=True)
class ReaderLine:
    """Somebody who acts for an organisation, under the highest of the offices held there."""

    name: str
    office: Role


@dataclass(frozen=True, slots=True)
class ReadingOrganisation:
    """An organisation with its people: `count` of all, liaisons first in `people`, at most PEOPLE_MOST."""

    id: UUID
    name: str
    count: int
    people: Sequence[ReaderLine]

    @property
    def more(self) -> int:
        """People beyond those named."""
        return self.count - len(self.people)


@dataclass(frozen=True, slots=True)
class Readers:
    """A page of the organisations. `named`: whoever asks may read their staff; else people are not named."""

    lines: Sequence[ReadingOrganisation]
    next_key: tuple[str, UUID] | None
    named: bool


def readers(work: Work, terms: Terms, after: tuple[str, UUID] | None = None) -> Readers:
    """The page behind `after` (pinyin, id); two statements, one for those who may not read every member's staff."""
    o, named = Organisation, may(work.actor, Can.READ_STAFF)
    asked = select(o.id, o.name, o.pinyin).where(members_of(terms, local_day(work.now)))
    if after is not None:
        asked = asked.where(tuple_(o.pinyin, o.id) > tuple_(*after))
    rows = work.session.execute(asked.order_by(o.pinyin, o.id).limit(PAGE_ROWS + 1)).all()
    shown, more = rows[:PAGE_ROWS], len(rows) > PAGE_ROWS
    people = _people(work, [row.id for row in shown]) if named and shown else {}
    lines = [ReadingOrganisation(row.id, row.name, *people.get(row.id, (0, ()))) for row in shown]
    return Readers(lines, (shown[-1].pinyin, shown[-1].id) if more else None, named)


def _people(work: Work, organisations: Sequence[UUID]) -> dict[UUID, tuple[int, list[ReaderLine]]]:
    """Organisation → how many people act for it, and the first of them. Who holds two offices there counts once."""
    a, p = Appointment, Person
    place = func.min(case((a.role == Role.LIAISON, 0), else_=1))
    number = func.row_number().over(partition_by=a.organisation_id, order_by=(place, p.name, p.id)).label("number")
    ranked = (
        select(a.organisation_id, p.name, place.label("place"), number)
        .add_columns(func.count().over(partition_by=a.organisation_id).label("counted"))
        .join(p, p.id == a.person_id)
        .where(a.organisation_id.in_(organisations), holds_on(local_day(work.now)), p.disabled_at.is_(None))
        .group_by(a.organisation_id, p.id, p.name)
        .subquery()
    )
    first = select(ranked).where(ranked.c.number <= PEOPLE_MOST).order_by(ranked.c.organisation_id, ranked.c.number)
    found: dict[UUID, tuple[int, list[ReaderLine]]] = {}
    for row in work.session.execute(first):
        office = Role.STAFF if row.place else Role.LIAISON
        found.setdefault(row.organisation_id, (row.counted, []))[1].append(ReaderLine(row.name, office))
    return found
