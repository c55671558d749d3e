"""The shelf of released editions: those that the reader may read, searched and filtered, in one statement.

The narrow columns of an index find the page and count what fits; the texts of its rows alone are read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Subquery,
    bindparam,
    cast,
    func,
    literal,
    null,
    select,
    true,
    tuple_,
)

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..fraudtypes.model import FraudType
from ..matrix.model import Alliance
from ..matrix.queries import TODAY, open_on
from ..organisations.model import District, Organisation
from ..organisations.queries import Term
from . import fulltext
from .fitting import ShelfFilter, fitting
from .found_model import CASE_SEARCH, SHELF, SavedSearch
from .model import Edition
from .vocabulary import KEPT_IN_THE_PORTAL, EditionKind, Tlp

COUNTED_MOST = 1_000
RANKED_MOST = 1_000
"""Relevance is asked of the newest thousand that fit: older cases come in the order of their release."""
READ_MOST = 4_000
GLANCE = 160
FIELD, LINE = "\x1f", "\x1e"


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """An edition on the shelf. `organisation`: the name that it bears, empty where the center speaks in its own;
    `text`: its beginning, or as much as is looked through for marks; `folded`: the same as it is searched."""

    release_number: int
    score: int
    case_id: UUID
    kind: EditionKind
    title: str
    organisation: str
    type_zh: str
    type_en: str
    district_zh: str
    district_en: str
    lost_fen: int | None
    happened_on: date | None
    tlp: Tlp
    released_at: datetime
    text: str
    folded: str


@dataclass(frozen=True, slots=True)
class KeptSearch:
    """A search that the reader keeps, as the page lists it."""

    id: UUID
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class ShelfPage:
    """`count`: of all that fits and may be read, None where it is more than COUNTED_MOST."""

    lines: Sequence[ShelfLine]
    next_key: tuple[int, int] | None
    count: int | None
    alliances: Sequence[Term]
    kept: Sequence[KeptSearch]


def shelf(work: Work, wanted: ShelfFilter, after: tuple[int, int] | None = None) -> ShelfPage:
    """The page behind `after` (score, release number), with what stands around it; two statements at most.

    The newest that fit are found once, as many as are counted: the first page is taken from them.
    """
    hits = fitting(work, wanted)
    known = hits.newest(COUNTED_MOST + 1).cte("known")
    source = select(known.c.release_number)
    if after and not wanted.ranked:
        source = hits.newest(PAGE_ROWS + 1, after[1])
    lines = _glance(wanted, _top(wanted, source, after, PAGE_ROWS + 1)).subquery()
    counted = select(func.count()).select_from(known).scalar_subquery()
    around: list[Any] = [counted, _alliances(), _kept(work.actor.known)]
    one = select(literal(1).label("one")).subquery()
    asked = select(*around, *lines.c).select_from(one.outerjoin(lines, true()))
    ordered = asked.order_by(lines.c.score.desc(), lines.c.release_number.desc())
    reader = {"today": local_day(work.now), "reader": work.actor.person_id}
    rows: Sequence[Any] = work.session.execute(ordered, reader).all()
    count, alliances, kept = rows[0][:3]
    found = [ShelfLine(*row[3:]) for row in rows if row.release_number is not None]
    more = found[PAGE_ROWS - 1] if len(found) > PAGE_ROWS else None
    return ShelfPage(
        lines=found[:PAGE_ROWS],
        next_key=(more.score, more.release_number) if more else None,
        count=count if count <= COUNTED_MOST else None,
        alliances=[Term(*part) for part in _parts(alliances)],
        kept=[KeptSearch(UUID(id_), title, address) for id_, title, address in _parts(kept)],
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """How much may leave the portal, and how much fits and must not."""

    leaves: int
    left_out: int


def taken(work: Work, wanted: ShelfFilter) -> Taken:
    """What taking the list along would mean; three statements at most."""
    stays = Edition.tlp.in_(sorted(KEPT_IN_THE_PORTAL))
    parts = [fitting(work, wanted, marked).numbers().subquery() for marked in (~stays, stays)]
    counted = [select(func.count()).select_from(part).scalar_subquery() for part in parts]
    return Taken(*work.session.execute(select(*counted)).one())


def to_take(work: Work, wanted: ShelfFilter, most: int) -> Sequence[ShelfLine]:
    """What may leave the portal, in its order, at most `most`, with the story; two statements at most."""
    hits = fitting(work, wanted, Edition.tlp.not_in(sorted(KEPT_IN_THE_PORTAL)))
    asked = _lines(
        _top(wanted, hits.newest(max(most, RANKED_MOST)), None, most), func.substr(Edition.story, 1), literal("")
    )
    return [ShelfLine(*row) for row in work.session.execute(asked)]


def may_still_take(work: Work, release_numbers: Sequence[int]) -> bool:
    """Whether the reader may, now, take every one of these editions along; two statements at most."""
    leaves = Edition.tlp.not_in(sorted(KEPT_IN_THE_PORTAL))
    these = fitting(work, ShelfFilter(), leaves, Edition.release_number.in_(release_numbers)).numbers().subquery()
    return work.session.scalar(select(func.count()).select_from(these)) == len(release_numbers)


def _top(wanted: ShelfFilter, hits: Select[Any], after: tuple[int, int] | None, most: int) -> Subquery:
    """Of `hits`, the newest, the numbers of one page with their scores; where it is not ranked, every score is 0."""
    its = hits.subquery().c.release_number
    if not wanted.ranked:
        return select(its, literal(0).label("score")).order_by(its.desc()).limit(most).subquery()
    best = select(its).order_by(its.desc()).limit(RANKED_MOST).subquery()
    texts = fulltext.whole(CASE_SEARCH, best)
    scored = select(texts.c.number.label("release_number"), fulltext.relevance(texts, wanted.q).label("score"))
    one = scored.subquery().c
    page: Select[Any] = select(one.release_number, one.score)
    if after:
        page = page.where(tuple_(one.score, one.release_number) < tuple_(*map(literal, after)))
    return page.order_by(one.score.desc(), one.release_number.desc()).limit(most).subquery()


def _glance(wanted: ShelfFilter, top: Subquery) -> Select[Any]:
    """The rows of a page; of their texts only as much as is shown, or looked through for marks."""
    e = Edition
    if not wanted.q:
        return _lines(top, func.substr(e.story, 1, GLANCE), literal(""))
    told = func.substr(e.story + "\n" + e.advice + "\n" + e.loopholes, 1, READ_MOST)
    asked = _lines(top, told, func.substr(CASE_SEARCH.c.folded, 1, READ_MOST))
    return asked.join(CASE_SEARCH, CASE_SEARCH.c.number == e.release_number)


def _lines(top: Subquery, text: ColumnElement[str], folded: ColumnElement[str]) -> Select[Any]:
    e = Edition
    return (
        select(top.c.release_number, top.c.score, e.case_id, e.kind, e.title)
        .add_columns(*_names())
        .add_columns(e.lost_fen, e.happened_on, e.tlp, e.released_at, text.label("text"), folded.label("folded"))
        .join(e, e.release_number == top.c.release_number)
        .outerjoin(Organisation, Organisation.id == e.organisation_id)
        .outerjoin(FraudType, FraudType.id == e.fraud_type_id)
        .outerjoin(District, District.code == e.district_code)
        .order_by(top.c.score.desc(), top.c.release_number.desc())
    )


@cache
def _names() -> Sequence[ColumnElement[str]]:
    names = [(Organisation.short_name, "organisation"), (FraudType.zh, "type_zh"), (FraudType.en, "type_en")]
    names += [(District.zh, "district_zh"), (District.en, "district_en")]
    return [func.coalesce(column, "").label(name) for column, name in names]


@cache
def _alliances() -> ColumnElement[Any]:
    """The alliances of today as one text, in their order. Built once, as what follows."""
    a = Alliance
    ordered = select(a.code, a.zh, a.en).where(open_on(a, TODAY)).order_by(a.position, a.code).subquery()
    return _as_text(ordered, "code", "zh", "en")


@cache
def _kept(anybody: bool) -> ColumnElement[Any]:
    """What the reader keeps as one text, by title; of a visitor nothing."""
    if not anybody:
        return null()
    s = SavedSearch
    own = select(cast(s.id, String).label("id"), s.title, s.address)
    mine = own.where(s.person_id == bindparam("reader", type_=s.person_id.type), s.place == SHELF)
    return _as_text(mine.order_by(s.title).subquery(), "id", "title", "address")


def _as_text(rows: Subquery, *names: str) -> ColumnElement[Any]:
    """Rows of three texts folded into one value, so that they need no statement of their own."""
    first, second, third = (rows.c[name] for name in names)
    line = first + literal(FIELD) + second + literal(FIELD) + third
    return select(func.aggregate_strings(line, LINE)).select_from(rows).scalar_subquery()


def _parts(text: str | None) -> list[list[str]]:
    return [line.split(FIELD) for line in (text or "").split(LINE) if line]
