"""Noting that somebody came or left: the one place where it is written, whoever tells of it. The first one counts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from ..foundation.store.upsert import insert_or
from ..foundation.store.work import Work
from ..journal.record import record
from . import events, times
from .model import Attendance, HoursFigure
from .times import LEAVES_UNTIL, Told, opens_at
from .vocabulary import Act, Fault, Outcome, Way


@dataclass(frozen=True, slots=True)
class Noted:
    """`at`: the moment that counts, of the first note where this is a repeat."""

    outcome: Outcome
    act: Act
    at: datetime
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """Of a shift."""

    starts_at: datetime
    ends_at: datetime


def note(work: Work, sign_up_id: UUID, hours: Hours, how: tuple[Act, Way], told: Told | None = None) -> Noted:
    act, way = how
    return _come(work, sign_up_id, hours, way, told) if act is Act.COME else _leave(work, sign_up_id, hours, way, told)


def _come(work: Work, sign_up_id: UUID, hours: Hours, way: Way, told: Told | None) -> Noted:
    moment = times.counting(told, work.now, opens_at(hours.starts_at), hours.ends_at)
    values = {"sign_up_id": sign_up_id, "came_at": moment.at, "came_by": way, "doubtful": moment.doubtful}
    empty = {"revision": 0, "objection": ""}
    made = insert_or(work.session, Attendance).values(values | empty).on_conflict_do_nothing()
    if work.session.scalar(made.returning(Attendance.sign_up_id)) is None:
        return Noted(Outcome.REPEATED, Act.COME, _held(work, sign_up_id).came_at)
    record(work, events.CheckedIn(sign_up_id, way, moment.doubtful))
    return Noted(Outcome.TAKEN, Act.COME, moment.at)


def _leave(work: Work, sign_up_id: UUID, hours: Hours, way: Way, told: Told | None) -> Noted:
    held = work.session.scalar(
        select(Attendance)
        .where(Attendance.sign_up_id == sign_up_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    last = hours.ends_at + LEAVES_UNTIL
    if held is None:
        return Noted(
            Outcome.FAILED, Act.LEAVE, times.counting(told, work.now, hours.starts_at, last).at, Fault.NOT_COME
        )
    if held.left_at is not None:
        return Noted(Outcome.REPEATED, Act.LEAVE, held.left_at)
    moment = times.counting(told, work.now, held.came_at, max(last, held.came_at))
    minutes = times.minutes(held.came_at, moment.at)
    a, doubtful = Attendance, held.doubtful or moment.doubtful
    values = {"left_at": moment.at, "left_by": way, "minutes": minutes, "revision": 1, "doubtful": doubtful}
    work.session.execute(update(a).where(a.sign_up_id == sign_up_id).values(values))
    figure(work, sign_up_id, 1, (held.came_at, moment.at))
    record(work, events.CheckedOut(sign_up_id, way, minutes))
    return Noted(Outcome.TAKEN, Act.LEAVE, moment.at)


def figure(work: Work, sign_up_id: UUID, revision: int, span: tuple[datetime, datetime], reason: str = "") -> None:
    """Keep a figure beside the earlier ones."""
    came_at, left_at = span
    work.session.add(
        HoursFigure(
            sign_up_id=sign_up_id,
            revision=revision,
            came_at=came_at,
            left_at=left_at,
            minutes=times.minutes(came_at, left_at),
            reason=reason,
            said_at=work.now,
            said_by_id=work.person_id,
        )
    )
    work.session.flush()


def _held(work: Work, sign_up_id: UUID) -> Attendance:
    fresh = select(Attendance).where(Attendance.sign_up_id == sign_up_id).execution_options(populate_existing=True)
    return work.session.scalars(fresh).one()
