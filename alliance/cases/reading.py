"""An edition as its readers meet it, its versions, and whom it reaches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, case, func, or_, select

from ..audiences.model import Audience
from ..audiences.queries import counted, organisations_in
from ..audiences.readers import Readers, readers
from ..audiences.terms import Terms
from ..foundation.store.work import Work
from ..fraudtypes.model import FraudType
from ..organisations.model import District, Organisation
from .model import Edition
from .queries import Place, place_columns, text_of, told_columns
from .telling import CaseText
from .visibility import audiences_reached, readable
from .vocabulary import EditionKind, EditionState, Tlp

STILL_READ = (EditionState.RELEASED, EditionState.SUPERSEDED)
"""Of a version that was withdrawn nobody reads the text any more, not even as one of those before."""


_case_asked = bindparam("case_id", type_=Edition.case_id.type)
_kind_asked = bindparam("kind", type_=Edition.kind.type)


@dataclass(frozen=True, slots=True)
class EditionReading:
    """An edition for whoever asks. `addressed`: the asker's organisation belongs to its audience now.

    `organisation`: the name that it bears, empty where the center speaks in its own. `source_id`, `author_id`,
    `written_by_id` are for the rules; no page shows them.
    """

    id: UUID
    case_id: UUID
    kind: EditionKind
    number: int
    organisation_id: UUID | None
    organisation: str
    source_id: UUID | None
    tlp: Tlp
    audience_id: UUID | None
    author_id: UUID
    written_by_id: UUID
    written_at: datetime
    released_at: datetime | None
    change_note: str
    reason: str
    state: EditionState
    state_since: datetime
    version: int
    text: CaseText
    indicators: Sequence[dict[str, Any]]
    place: Place
    addressed: bool

    @property
    def district_code(self) -> str | None:
        return self.text.district_code


def live(work: Work, case_id: UUID, kind: str, **_address: Any) -> EditionReading | None:
    """The edition of this kind that is released now; else the last one that was, to say that it is withdrawn."""
    if kind not in set(EditionKind):
        return None
    return _one(work, _live(), {"case_id": case_id, "kind": EditionKind(kind)})


@cache
def _live() -> Select[Any]:
    standing = case((Edition.state == EditionState.RELEASED, 0), else_=1)
    asked = _readings().where(
        Edition.case_id == _case_asked,
        Edition.kind == _kind_asked,
        Edition.state.in_((EditionState.RELEASED, EditionState.WITHDRAWN)),
    )
    return asked.order_by(standing, Edition.number.desc()).limit(1)


def version(work: Work, newest: EditionReading, number: int) -> EditionReading | None:
    """A version of the same kind that was released once, for those who might read it on its own: what was for a few
    does not become known with a newer version that is for many."""
    asked = _readings().where(
        Edition.case_id == newest.case_id,
        Edition.kind == newest.kind,
        Edition.number == number,
        readable(work, audiences_reached(work), STILL_READ),
    )
    return _one(work, asked)


def edition(work: Work, case_id: UUID, edition_id: UUID, **_address: Any) -> EditionReading | None:
    """An edition of this very case in any state."""
    return _one(work, _readings().where(Edition.case_id == case_id, Edition.id == edition_id))


def to_go_on_from(work: Work, case_id: UUID, kind: EditionKind) -> EditionReading | None:
    """From which edition its next text is written: the one of this kind that is being prepared, else the one that
    readers met last, else what members met."""
    return _one(work, _to_go_on_from(), {"case_id": case_id, "kind": kind})


@cache
def _to_go_on_from() -> Select[Any]:
    e, met = Edition, (EditionState.RELEASED, EditionState.WITHDRAWN)
    own = and_(e.kind == _kind_asked, e.state.in_((EditionState.PREPARED, *met)))
    members = and_(e.kind == EditionKind.MEMBERS, e.state.in_(met))
    nearest = (case((own, 0), else_=1), case((e.state == EditionState.PREPARED, 0), (e.state == met[0], 1), else_=2))
    return _readings().where(e.case_id == _case_asked, or_(own, members)).order_by(*nearest, e.number.desc()).limit(1)


def find_edition(work: Work, case_id: UUID, edition_id: UUID, **_address: Any) -> Edition | None:
    """The same, to be changed."""
    return work.session.scalar(select(Edition).where(Edition.case_id == case_id, Edition.id == edition_id))


@cache
def _readings() -> Select[Any]:
    """Built once: its columns are many, and what is asked of it differs only in its conditions."""
    e = Edition
    return (
        select(*_own_columns(), *told_columns(e), e.indicators, *place_columns())
        .outerjoin(Organisation, Organisation.id == e.organisation_id)
        .outerjoin(District, District.code == e.district_code)
        .outerjoin(FraudType, FraudType.id == e.fraud_type_id)
    )


OWN, PLACES = 18, 4


def _own_columns() -> list[Any]:
    e = Edition
    name = func.coalesce(Organisation.name, "")
    whose = [e.id, e.case_id, e.kind, e.number, e.organisation_id, name, e.source_id, e.tlp, e.audience_id]
    made = [e.author_id, e.written_by_id, e.written_at, e.released_at, e.change_note, e.reason]
    return [*whose, *made, e.state, e.state_since, e.version]


def _one(work: Work, asked: Select[Any], values_asked: Mapping[str, Any] | None = None) -> EditionReading | None:
    row: Any = work.session.execute(asked, values_asked).first()
    if row is None:
        return None
    text, indicators, place = text_of(row[OWN : -PLACES - 1]), row[-PLACES - 1], Place(*row[-PLACES:])
    reached = row.audience_id is not None and row.audience_id in audiences_reached(work)
    values: list[Any] = [*row[:OWN], text, indicators, place, reached]
    return EditionReading(*values)


def terms_of(work: Work, edition: EditionReading) -> Terms:
    """To whom an edition is addressed; nobody in particular where it is public."""
    if edition.audience_id is None:
        return Terms()
    return Terms.from_json(work.session.scalars(select(Audience.terms).where(Audience.id == edition.audience_id)).one())


@dataclass(frozen=True, slots=True)
class VersionLine:
    number: int
    released_at: datetime | None
    change_note: str
    state: EditionState


def versions(work: Work, newest: EditionReading) -> Sequence[VersionLine]:
    """The versions that the reader may read, newest first."""
    e = Edition
    asked = (
        select(e.number, e.released_at, e.change_note, e.state)
        .where(e.case_id == newest.case_id, e.kind == newest.kind)
        .where(readable(work, audiences_reached(work), STILL_READ))
        .order_by(e.number.desc())
    )
    return [VersionLine(*row) for row in work.session.execute(asked)]


def kinds_released(work: Work, case_id: UUID) -> frozenset[EditionKind]:
    """Of which kinds an edition is released now that the actor may read."""
    asked = select(Edition.kind).where(Edition.case_id == case_id, readable(work, audiences_reached(work)))
    return frozenset(work.session.scalars(asked))


@dataclass(frozen=True, slots=True)
class Reach:
    """Who will read an edition: organisations and people counted, and named page by page; and which organisations have
    come into the audience (`joined`) or gone from it (`gone`) since it was prepared."""

    organisations: int
    people: int
    readers: Readers
    joined: Sequence[str]
    gone: Sequence[str]


def reach(work: Work, reading: EditionReading, after: tuple[str, UUID] | None = None) -> Reach | None:
    """None for a public edition: everybody reads it. Six statements at most; `after`: see `readers`."""
    if reading.audience_id is None:
        return None
    stored = select(Audience.terms, Edition.prepared_for).join(Audience, Audience.id == Edition.audience_id)
    row = work.session.execute(stored.where(Edition.id == reading.id)).one()
    terms = Terms.from_json(row.terms)
    then, now = {UUID(one) for one in row.prepared_for}, set(organisations_in(work, terms))
    names = _names(work, then ^ now)
    return Reach(
        *counted(work, terms),
        readers(work, terms, after),
        joined=[names[one] for one in names if one in now],
        gone=[names[one] for one in names if one in then],
    )


def _names(work: Work, ids: set[UUID]) -> dict[UUID, str]:
    o = Organisation
    asked = select(o.id, o.name).where(o.id.in_(sorted(ids))).order_by(o.pinyin, o.id)
    return {row.id: row.name for row in work.session.execute(asked)} if ids else {}
