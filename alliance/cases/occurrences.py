"""Further occurrences of a case: a member met the same, and says so instead of posting a second case."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Invalid, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..journal.record import record
from ..masking.door import masked_within
from ..masking.finding import findings
from ..organisations.model import District, Organisation
from . import events, writing
from .found_model import Occurrence
from .model import WORDS_LENGTH, Edition, TypicalCase
from .reading import EditionReading
from .sealing import OCCURRENCE, keep_sealed
from .vocabulary import WITH_ITS_WRITER, CaseState, EditionKind, EditionState


@dataclass(frozen=True, slots=True)
class OccurrenceText:
    """What a member says of its own: the day, the district, the amount lost in fen, and what was different."""

    happened_on: date
    lost_fen: int
    district_code: str | None = None
    words: str = ""


def add_instead_of(work: Work, edition: EditionReading, said: OccurrenceText, draft: TypicalCase) -> Occurrence:
    """The same for whoever had begun to write it down: the draft goes, unless the center has seen it already."""
    if draft.state not in WITH_ITS_WRITER:
        raise MoveNotOpen()
    occurrence = add(work, edition, said)
    if draft.state is CaseState.DRAFT and draft.submitted_at is None:
        writing.drop(work, draft)
    return occurrence


def add(work: Work, edition: EditionReading, said: OccurrenceText) -> Occurrence:
    """The actor's organisation met what `edition` tells. One that was withdrawn or replaced meanwhile is refused."""
    live = work.session.scalars(select(Edition).where(Edition.id == edition.id).with_for_update()).one()
    if live.state is not EditionState.RELEASED or work.actor.organisation_id is None:
        raise MoveNotOpen()
    if said.happened_on > local_day(work.now):
        raise Invalid("happened_on", N_("This day has not come yet."))
    case = work.session.get_one(TypicalCase, live.case_id)
    words = masked_within("words", said.words, WORDS_LENGTH)
    found = Counter(str(one.kind) for one in findings(said.words))
    if found:
        keep_sealed(work, case, OCCURRENCE, said.words, found)
    occurrence = Occurrence(
        case_id=case.id,
        edition_id=live.id,
        organisation_id=work.actor.organisation_id,
        happened_on=said.happened_on,
        district_code=said.district_code,
        lost_fen=said.lost_fen,
        words=words,
        person_id=work.person_id,
        at=work.now,
    )
    work.session.add(occurrence)
    work.session.flush()
    record(work, events.OccurrenceAdded(occurrence.id, case.id, occurrence.organisation_id))
    return occurrence


@dataclass(frozen=True, slots=True)
class Figures:
    """How often members met it again, and what they lost together, in fen: what readers learn of it."""

    count: int
    lost_fen: int


def figures(work: Work, edition: EditionReading) -> Figures:
    """Of those who had read a public edition, or one for the same readers under the same mark: what others told stays
    among those to whom they told it."""
    asked = {"case_id": edition.case_id, "edition_id": edition.id}
    count, lost = work.session.execute(_figures(), asked).one()
    return Figures(count, int(lost))


_edition_asked = bindparam("edition_id", type_=Edition.id.type)
_case_asked = bindparam("case_id", type_=Occurrence.case_id.type)


@cache
def _figures() -> Select[int, int]:
    o, had_read, reads = Occurrence, aliased(Edition), aliased(Edition)
    meant = and_(
        had_read.kind == reads.kind,
        had_read.audience_id.is_not_distinct_from(reads.audience_id),
        had_read.tlp == reads.tlp,
    )
    return (
        select(func.count(), func.coalesce(func.sum(o.lost_fen), 0))
        .join(had_read, had_read.id == o.edition_id)
        .join(reads, reads.id == _edition_asked)
        .where(o.case_id == _case_asked, or_(had_read.kind == EditionKind.PUBLIC, meant))
    )


@dataclass(frozen=True, slots=True)
class OccurrenceLine:
    """A further occurrence as the center reads it."""

    organisation: str
    district_zh: str
    district_en: str
    happened_on: date
    lost_fen: int
    words: str
    at: datetime


def occurrences(work: Work, case_id: UUID) -> Sequence[OccurrenceLine]:
    """The newest of them, at most a page; ask only behind Can.REVIEW_CASE."""
    rows: Iterable[Any] = work.session.execute(_occurrences(), {"case_id": case_id})
    return [OccurrenceLine(*row) for row in rows]


@cache
def _occurrences() -> Any:
    o = Occurrence
    places = [func.coalesce(column, "") for column in (District.zh, District.en)]
    return (
        select(Organisation.short_name, *places, o.happened_on, o.lost_fen, o.words, o.at)
        .join(Organisation, Organisation.id == o.organisation_id)
        .outerjoin(District, District.code == o.district_code)
        .where(o.case_id == _case_asked)
        .order_by(o.at.desc(), o.id.desc())
        .limit(PAGE_ROWS)
    )
