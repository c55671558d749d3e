"""What a text resembles: editions that the reader may read, and, for the center alone, cases that wait there."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from ..foundation.store.work import Work
from ..organisations.model import Organisation
from .found_model import CaseBand, CaseSignature, EditionKey, EditionSignature
from .keys import keys, readers_meant
from .likeness import ALIKE, bands, likeness, signature
from .model import CaseIndicator, Edition, TypicalCase
from .queries import HANDED_IN
from .visibility import audiences_reached, readable
from .vocabulary import CaseState, EditionKind

ALIKE_MOST = 5
CANDIDATES_MOST = 30
"""So many signatures are compared: those of the texts that share most bands."""
NEAR_MOST = 2 * ALIKE_MOST
"""A case may be near in two editions."""
SHARING_MOST = 20
HELD_MOST = 2_000
"""So many cases that wait and hold one of the indicators are counted at most: an app may be in many."""
KEYS_AT_ONCE = 8_000


@dataclass(frozen=True, slots=True)
class AlikeLine:
    """An edition that resembles a text. `likeness`: 0 to 1; `shared`: indicators that both have."""

    case_id: UUID
    kind: EditionKind
    title: str
    organisation: str
    happened_on: date | None
    lost_fen: int | None
    likeness: float
    shared: int


def alike(work: Work, text: str, marks: Iterable[str] = (), apart_from: UUID | None = None) -> Sequence[AlikeLine]:
    """At most five editions that the actor may read, the likest first; four statements, five with `marks`.

    `text`: masked; `marks`: of indicators; `apart_from`: the case that asks. What the actor may not read is not looked
    up at all: see `keys`.
    """
    signed, own = signature(text), frozenset(marks)
    audiences = audiences_reached(work)
    readers = readers_meant(work, audiences)
    near = _near(work, signed, readers) if signed else {}
    sharing = _held(work, keys(readers, sorted(own)), SHARING_MOST) if own else []
    if not near and not sharing:
        return []
    e = Edition
    asked = (
        select(e.release_number, e.indicators)
        .add_columns(e.case_id, e.kind, e.title, func.coalesce(Organisation.short_name, ""), e.happened_on, e.lost_fen)
        .outerjoin(Organisation, Organisation.id == e.organisation_id)
        .where(e.release_number.in_(sorted({*near, *sharing})), readable(work, audiences))
        .order_by(e.release_number.desc())
    )
    rows: Iterable[Any] = work.session.execute(asked)
    found: list[AlikeLine] = []
    for number, indicators, *told in rows:
        values: list[Any] = [*told, near.get(number, 0.0), len(own & {one["mark"] for one in indicators})]
        found.append(AlikeLine(*values))
    return _best([one for one in found if one.case_id != apart_from])


def _near(work: Work, signed: bytes, readers: Sequence[str]) -> dict[int, float]:
    """Release number → likeness, of what is alike; only the signatures of the likeliest are read."""
    candidates = _held(work, keys(readers, bands(signed)), CANDIDATES_MOST)
    s = EditionSignature
    rows = work.session.execute(select(s.release_number, s.signature).where(s.release_number.in_(sorted(candidates))))
    told = ((number, likeness(signed, bytes(its))) for number, its in rows)
    near = sorted((pair for pair in told if pair[1] >= ALIKE), key=lambda pair: (-pair[1], -pair[0]))
    return dict(near[:NEAR_MOST])


def _held(work: Work, asked: Sequence[int], most: int) -> list[int]:
    """The release numbers that stand under most of the keys, the newest first among equals."""
    counted: Counter[int] = Counter()
    k, times = EditionKey, func.count().label("times")
    for first in range(0, len(asked), KEYS_AT_ONCE):
        some = k.key.in_(asked[first : first + KEYS_AT_ONCE])
        held = select(k.release_number, times).where(some).group_by(k.release_number)
        for number, count in work.session.execute(held.order_by(times.desc(), k.release_number.desc()).limit(most)):
            counted[number] += count
    return sorted(counted, key=lambda number: (-counted[number], -number))[:most]


def _best(found: Sequence[AlikeLine]) -> Sequence[AlikeLine]:
    """Each case once, in the edition that is likest, the members' one before the public one."""
    ranked = sorted(found, key=lambda one: (-one.likeness, -one.shared, one.kind is EditionKind.PUBLIC))
    cases: dict[UUID, AlikeLine] = {}
    for one in ranked:
        if one.likeness >= ALIKE or one.shared:
            cases.setdefault(one.case_id, one)
    return list(cases.values())[:ALIKE_MOST]


@dataclass(frozen=True, slots=True)
class TwinLine:
    """A case that waits at the center and resembles another."""

    case_id: UUID
    title: str
    organisation: str
    state: CaseState
    likeness: float
    shared: int


def twins(work: Work, text: str, marks: Iterable[str], apart_from: UUID) -> Sequence[TwinLine]:
    """Cases that were handed in and not released yet; ask only behind Can.REVIEW_CASE. Two statements."""
    signed, own = signature(text), frozenset(marks)
    shared = _shared(work, own)
    near = select(CaseBand.case_id).where(CaseBand.band.in_(bands(signed) if signed else ())).distinct()
    c = TypicalCase
    asked = (
        select(c.id, c.title, func.coalesce(Organisation.short_name, ""), c.state)
        .add_columns(func.coalesce(CaseSignature.signature, b""))
        .outerjoin(CaseSignature, CaseSignature.case_id == c.id)
        .outerjoin(Organisation, Organisation.id == c.organisation_id)
        .where(c.id.in_(near) | c.id.in_(list(shared)), c.state.in_(HANDED_IN), c.id != apart_from)
        .order_by(c.submitted_at.desc(), c.id)
        .limit(CANDIDATES_MOST)
    )
    rows: Iterable[Any] = work.session.execute(asked)
    found: list[TwinLine] = []
    for *told, its in rows:
        values: list[Any] = [*told, likeness(signed, bytes(its)), shared[told[0]]]
        found.append(TwinLine(*values))
    ranked = sorted(found, key=lambda one: (-one.likeness, -one.shared))
    return [one for one in ranked if one.likeness >= ALIKE or one.shared][:ALIKE_MOST]


def _shared(work: Work, marks: frozenset[str]) -> Counter[UUID]:
    """For each case that waits at the center how many of the indicators it has."""
    if not marks:
        return Counter()
    held = select(CaseIndicator.case_id).join(TypicalCase, TypicalCase.id == CaseIndicator.case_id)
    waiting = held.where(CaseIndicator.digest.in_(sorted(marks)), TypicalCase.state.in_(HANDED_IN))
    return Counter(work.session.scalars(waiting.limit(HELD_MOST)))
