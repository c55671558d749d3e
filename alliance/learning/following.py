"""What somebody follows, the new cases among it, and what of them waits on the desk."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, func, insert, or_, select, update

from ..cases.model import Edition
from ..cases.visibility import audiences_reached, readable
from ..cases.vocabulary import EditionKind, Tlp
from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.kinds import REACHED
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..fraudtypes.model import FraudType, FraudTypeCovers
from ..fraudtypes.vocabulary import VictimGroup
from ..journal.record import record
from ..policy.can import Can
from ..policy.table import may
from ..questions import Found, Question, columns, single
from . import events
from .model import FollowedGroup, FollowedType, LastLook


@dataclass(frozen=True, slots=True)
class Follows:
    """Codes of concepts, and victim groups."""

    concepts: frozenset[str] = frozenset()
    groups: frozenset[VictimGroup] = frozenset()


def follows(work: Work) -> Follows:
    """What the person follows; two statements."""
    by_type = select(FollowedType.concept_code).where(FollowedType.person_id == work.person_id)
    by_group = select(FollowedGroup.victim_group).where(FollowedGroup.person_id == work.person_id)
    return Follows(frozenset(work.session.scalars(by_type)), frozenset(work.session.scalars(by_group)))


def follow(work: Work, chosen: Follows) -> None:
    """Follow this from now on, and nothing else. What was released before is not new to whoever begins."""
    me = work.person_id
    for table in (FollowedType, FollowedGroup):
        work.session.execute(delete(table).where(table.person_id == me))
    concepts, groups = sorted(chosen.concepts), sorted(chosen.groups)
    if concepts:
        rows: list[dict[str, Any]] = [{"person_id": me, "concept_code": code} for code in concepts]
        work.session.execute(insert(FollowedType), rows)
    if groups:
        rows = [{"person_id": me, "victim_group": group} for group in groups]
        work.session.execute(insert(FollowedGroup), rows)
    _begin_or_end_looking(work, follows_any=bool(concepts or groups))
    record(work, events.FollowsChosen(me, tuple(concepts), tuple(str(group) for group in groups)))


def _begin_or_end_looking(work: Work, *, follows_any: bool) -> None:
    look = work.session.get(LastLook, work.person_id)
    if not follows_any and look is not None:
        work.session.delete(look)
    elif follows_any and look is None:
        newest = work.session.scalar(select(func.max(Edition.release_number))) or 0
        work.session.add(LastLook(person_id=work.person_id, release_number=newest))


def seen(work: Work, edition_id: UUID) -> None:
    """The person has seen what it follows up to this edition; an older page takes nothing back."""
    up_to = select(Edition.release_number).where(Edition.id == edition_id).scalar_subquery()
    moved = work.session.scalar(
        update(LastLook)
        .where(LastLook.person_id == work.person_id, LastLook.release_number < up_to)
        .values(release_number=up_to)
        .returning(LastLook.release_number)
        .execution_options(synchronize_session=False)
    )
    if moved is not None:
        record(work, events.FollowedSeen(work.person_id, moved))


@dataclass(frozen=True, slots=True)
class FollowedLine:
    """A released edition of what one follows."""

    edition_id: UUID
    case_id: UUID
    kind: EditionKind
    title: str
    type_zh: str
    type_en: str
    victim_group: VictimGroup | None
    tlp: Tlp
    released_at: datetime


@dataclass(frozen=True, slots=True)
class FollowedPage:
    lines: Sequence[FollowedLine]
    next_key: tuple[int] | None


def new_cases(work: Work, before: int | None = None) -> FollowedPage:
    """What the person follows, may read and has not seen, newest first; two statements at most."""
    e = Edition
    kinds = [func.coalesce(column, "") for column in (FraudType.zh, FraudType.en)]
    asked: Select[Any] = (
        select(e.release_number, e.id, e.case_id, e.kind, e.title, *kinds)
        .add_columns(e.victim_group, e.tlp, e.released_at)
        .outerjoin(FraudType, FraudType.id == e.fraud_type_id)
        .where(_new(work, audiences_reached(work)))
        .order_by(e.release_number.desc())
        .limit(PAGE_ROWS + 1)
    )
    if before is not None:
        asked = asked.where(e.release_number < before)
    rows = work.session.execute(asked).all()
    last = rows[PAGE_ROWS - 1].release_number if len(rows) > PAGE_ROWS else None
    return FollowedPage([FollowedLine(*row[1:]) for row in rows[:PAGE_ROWS]], (last,) if last else None)


def _new(work: Work, reached: Set[UUID]) -> ColumnElement[bool]:
    """None for whoever has not begun to follow, and so has never looked."""
    me = work.actor.person_id
    look = select(LastLook.release_number).where(LastLook.person_id == me).scalar_subquery()
    types = (
        select(FraudTypeCovers.fraud_type_id)
        .join(FollowedType, FollowedType.concept_code == FraudTypeCovers.concept_code)
        .where(FollowedType.person_id == me)
    )
    groups = select(FollowedGroup.victim_group).where(FollowedGroup.person_id == me)
    followed = or_(Edition.fraud_type_id.in_(types), Edition.victim_group.in_(groups))
    return and_(Edition.release_number > look, followed, readable(work, reached))


def questions(work: Work) -> list[Question]:
    """New cases of what the person follows."""
    if not may(work.actor, Can.FOLLOW_CASES):
        return []
    asked = select(*columns(count=func.count())).where(_new(work, REACHED))
    return [single(asked, _to_look_at)]


def _to_look_at(found: Found) -> Errand:
    why = N_("They were released since you last looked.")
    return Errand(N_("New cases that you follow"), why, "learning.follows", count=found.count)
