"""What is read of fraud types: all lists with their headings, in one statement, and which headings mean the same.

The lists are a few dozen rows that change from day to day; a page that needs any of them takes the whole catalogue.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Date, Row, Select, bindparam, or_, select
from sqlalchemy.orm import aliased

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..organisations.queries import Term
from .model import FraudConcept, FraudType, FraudTypeCovers, FraudTypeList
from .suggesting import SUGGESTED, ranked


@dataclass(frozen=True, slots=True)
class TypeLine:
    """A heading of one list. `concepts`: the codes of what it covers, in the order of the concepts; `stands`: it is one
    to choose from today, if its list is."""

    id: UUID
    list_code: str
    code: str
    zh: str
    en: str
    concepts: Sequence[str]
    stands: bool


@dataclass(frozen=True, slots=True)
class ListLine:
    """A list with its headings in their order. `stands`: it is one to choose from today."""

    code: str
    zh: str
    en: str
    issuer_zh: str
    issuer_en: str
    official: bool
    from_on: date
    to_on: date | None
    stands: bool
    types: Sequence[TypeLine]

    @property
    def standing(self) -> Sequence[TypeLine]:
        """Its headings to choose from today."""
        return [one for one in self.types if one.stands] if self.stands else []


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All lists: those to choose from first, official before others, then the newest first; and all concepts."""

    lists: Sequence[ListLine]
    concepts: Sequence[Term]

    @property
    def types(self) -> Mapping[UUID, TypeLine]:
        return {one.id: one for listed in self.lists for one in listed.types}

    def list_called(self, list_code: str) -> ListLine | None:
        return next((listed for listed in self.lists if listed.code == list_code), None)

    def same_under(self, type_id: UUID) -> frozenset[UUID]:
        """The headings of every list whose meaning meets that of `type_id`, itself too; empty where there is none."""
        meant = self.types.get(type_id)
        return frozenset(one.id for one in self.types.values() if meant and set(one.concepts) & set(meant.concepts))

    def heading_of(self, concept_code: str) -> TypeLine | None:
        """The heading to choose today for a concept: of the first list that stands and has one."""
        standing = (one for listed in self.lists for one in listed.standing)
        return next((one for one in standing if concept_code in one.concepts), None)


_read: dict[str, tuple[date, Catalogue]] = {}


def catalogue(work: Work) -> Catalogue:
    """One statement, once for each process, database and day: what is added or retired is so from the next day on
    (`keeping`), a new name is everywhere by then."""
    database, today = str(work.session.get_bind().engine.url), local_day(work.now)
    known = _read.get(database)
    if known is None or known[0] != today:
        known = _read[database] = (today, _catalogue(work, today))
    return known[1]


def forget() -> None:
    """Read the lists anew the next time."""
    _read.clear()


def _catalogue(work: Work, today: date) -> Catalogue:
    rows = work.session.execute(_rows(), {"today": today}).all()
    concepts = {row.concept_code: Term(row.concept_code, row.concept_zh, row.concept_en) for row in rows}
    orders = {row.concept_code: row.concept_position for row in rows}
    lists = [_list(list(group), today) for _code, group in groupby(rows, key=attrgetter("list_code"))]
    return Catalogue(
        lists=sorted(lists, key=lambda one: (not one.stands, not one.official)),
        concepts=sorted(concepts.values(), key=lambda one: orders[one.code]),
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """One list, and all of them beside it."""

    listed: ListLine
    beside: Catalogue


def opened(work: Work, list_code: str) -> Opened | None:
    every = catalogue(work)
    listed = every.list_called(list_code)
    return Opened(listed, every) if listed else None


@dataclass(frozen=True, slots=True)
class SuggestedType:
    """A heading of today's lists, and the words of the text that spoke for it, the weightiest first."""

    kind: TypeLine
    words: Sequence[str]


def suggested(known: Catalogue, text: str) -> Sequence[SuggestedType]:
    """Up to three headings to choose today for what `text` tells, best first; none where nothing speaks for any."""
    found: dict[UUID, SuggestedType] = {}
    for one in ranked(text):
        kind = known.heading_of(one.concept)
        if kind:
            before = found.get(kind.id, SuggestedType(kind, ()))
            found[kind.id] = SuggestedType(kind, tuple(dict.fromkeys((*before.words, *one.words))))
    return list(found.values())[:SUGGESTED]


def lists(work: Work) -> Sequence[ListLine]:
    """Every list, as the catalogue orders them."""
    return catalogue(work).lists


def types_of(work: Work, list_code: str) -> Sequence[TypeLine]:
    """The headings of one list in their order; none where there is no such list."""
    listed = catalogue(work).list_called(list_code)
    return listed.types if listed else ()


def choices(work: Work, *, standing: bool = False) -> Mapping[str, Sequence[TypeLine]]:
    """For a <select> with groups: the headings by the code of their list, the list of today first.

    `standing`: only the lists to choose from for a new case; else all, as a filter offers them.
    """
    return {one.code: one.standing if standing else one.types for one in lists(work) if one.stands or not standing}


def same_under(work: Work, type_id: UUID) -> frozenset[UUID]:
    """The ids of all headings, of any list, that a filter by `type_id` must match."""
    return catalogue(work).same_under(type_id)


def meaning_the_same(type_id: UUID) -> Select[UUID]:
    """The same as a subquery, for `column.in_(…)`: a filter by it takes no statement of its own."""
    meant, other = aliased(FraudTypeCovers), aliased(FraudTypeCovers)
    return (
        select(other.fraud_type_id)
        .join(meant, meant.concept_code == other.concept_code)
        .where(meant.fraud_type_id == type_id)
    )


def _rows() -> Select[*tuple[Any, ...]]:
    """A row for each heading and concept, newest list first; a heading that is yet to come is not there."""
    listed, kind, concept = FraudTypeList, FraudType, FraudConcept
    today = cast(date, bindparam("today", type_=Date))
    return (
        select(kind.id, kind.list_code, kind.code, kind.zh, kind.en)
        .add_columns(listed.zh.label("list_zh"), listed.en.label("list_en"), listed.issuer_zh, listed.issuer_en)
        .add_columns(listed.official, listed.from_on, listed.to_on)
        .add_columns(or_(kind.to_on.is_(None), kind.to_on > today).label("kind_stands"))
        .add_columns(concept.code.label("concept_code"), concept.zh.label("concept_zh"))
        .add_columns(concept.en.label("concept_en"), concept.position.label("concept_position"))
        .select_from(kind)
        .join(listed, listed.code == kind.list_code)
        .join(FraudTypeCovers, FraudTypeCovers.fraud_type_id == kind.id)
        .join(concept, concept.code == FraudTypeCovers.concept_code)
        .where(or_(kind.from_on.is_(None), kind.from_on <= today))
        .order_by(listed.position.desc(), listed.code, kind.position, kind.id, concept.position)
    )


def _list(rows: Sequence[Row[Any]], today: date) -> ListLine:
    first = rows[0]
    return ListLine(
        code=first.list_code,
        zh=first.list_zh,
        en=first.list_en,
        issuer_zh=first.issuer_zh,
        issuer_en=first.issuer_en,
        official=first.official,
        from_on=first.from_on,
        to_on=first.to_on,
        stands=first.from_on <= today and (first.to_on is None or first.to_on > today),
        types=[_type(list(group)) for _id, group in groupby(rows, key=attrgetter("id"))],
    )


def _type(rows: Sequence[Row[Any]]) -> TypeLine:
    first = rows[0]
    covered = [row.concept_code for row in rows]
    return TypeLine(first.id, first.list_code, first.code, first.zh, first.en, covered, bool(first.kind_stands))
