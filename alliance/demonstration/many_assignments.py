"""What each organisation made of a joint action: its assignment, its report, and what was said about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from ..actions.vocabulary import FINISHED, AssignmentRole, AssignmentState, RollUpRule, TurnKind
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.ids import new_id
from ..foundation.store.work import Work
from .laying import Row

DAYS_TO_WORK, DAYS_TO_SIGN, DAYS_FRESH = 30, 5, 3
HOURS_TO_REPORT, HOURS_TO_VERIFY = 24 * 14, 24 * 3
S = AssignmentState
Shape = Mapping[AssignmentState, int]
EARLY: Shape = {S.ASSIGNED: 35, S.RECEIVED: 30, S.ACCEPTED: 20, S.IN_PROGRESS: 12, S.QUERIED: 2, S.DECLINED: 1}
MIDDLE: Shape = {S.ACCEPTED: 20, S.IN_PROGRESS: 40, S.REPORTED: 15, S.RETURNED: 5, S.VERIFIED: 18, S.ASSIGNED: 2}
OVER: Shape = {S.VERIFIED: 82, S.REPORTED: 8, S.IN_PROGRESS: 6, S.RETURNED: 2, S.WAIVED: 1, S.ASSIGNED: 1}
ENDED: Shape = {S.VERIFIED: 91, S.WAIVED: 7, S.RECALLED: 2}
SIGNED = frozenset(S) - {S.ASSIGNED}
TOLD = frozenset({S.IN_PROGRESS, S.REPORTED, S.RETURNED, S.VERIFIED})
SENT = frozenset({S.REPORTED, S.RETURNED, S.VERIFIED})
DONE_WORDS, MEND_WORDS = "已按要求完成。", "请补充开展情况的说明和现场照片。"


@dataclass(frozen=True, slots=True)
class Asked:
    """An organisation of which something is asked, and who reports for it."""

    id: UUID
    district_code: str
    liaison: UUID


def noon(day: date) -> datetime:
    return datetime.combine(day, time(4), UTC)


def assignments_of(work: Work, action: Row, asked: Sequence[Asked], *, whole: bool) -> Sequence[Row]:
    chance = Random(action["number"])  # noqa: S311 - nothing is kept secret by it
    shape = _shape(action, work)
    states = chance.choices(list(shape), list(shape.values()), k=len(asked))
    return [
        _assignment(work, action, place, its) | _told(work, action, place, its, whole=whole)
        for place, its in enumerate(zip(asked, states, strict=True))
    ]


def _shape(action: Row, work: Work) -> Shape:
    left = (action["due_on"] - local_day(work.now)).days
    if action["closed_at"]:
        return ENDED
    return OVER if left < 0 else MIDDLE if left < DAYS_TO_WORK - DAYS_FRESH - 2 else EARLY


def _state(action: Row, place: int, state: AssignmentState) -> tuple[AssignmentRole, AssignmentState]:
    """One in fifty leads; of the actions of the third rule, one organisation in ten is only informed."""
    if action["rule"] is RollUpRule.COUNT and place % 10 == 9:
        return AssignmentRole.INFORM, S.ASSIGNED if state is S.ASSIGNED else S.NOTED
    return AssignmentRole.LEAD if place % 50 == 0 else AssignmentRole.ASSIST, state


def _assignment(work: Work, action: Row, place: int, its: tuple[Asked, AssignmentState]) -> Row:
    role, state = _state(action, place, its[1])
    at = _received(work, action)
    return {
        "id": new_id(),
        "action_id": action["id"],
        "organisation_id": its[0].id,
        "district_code": its[0].district_code,
        "role": role,
        "weight": 1,
        "receipt_due_on": action["receipt_due_on"],
        "due_on": action["due_on"],
        "assigned_at": action["launched_at"],
        "received_at": at if state in SIGNED else None,
        "received_by_id": its[0].liaison if state in SIGNED else None,
        "figure": 10 + place % 30 if state in TOLD else None,
        "state": state,
        "version": 1,
    }


def _received(work: Work, action: Row) -> datetime:
    at: datetime = min(action["launched_at"] + timedelta(days=DAYS_FRESH), work.now)
    return at


def _told(work: Work, action: Row, place: int, its: tuple[Asked, AssignmentState], *, whole: bool) -> Row:
    """What was reported, when, and since when it stands as it does."""
    state, at, closed_at = _state(action, place, its[1])[1], _received(work, action), action["closed_at"]
    sent = state in SENT and (whole or closed_at is None)
    reported_at = since = at
    if sent and whole:
        reported_at = min(at + timedelta(hours=1 + (place * 7) % HOURS_TO_REPORT), closed_at or work.now)
        judged_at = min(reported_at + timedelta(hours=1 + place % HOURS_TO_VERIFY), closed_at or work.now)
        since = reported_at if state is S.REPORTED else judged_at
    finished_at = since if sent and whole else closed_at or at
    return {
        "revision": 1 if sent else 0,
        "reported_at": reported_at if sent else None,
        "reported_by_id": its[0].liaison if sent else None,
        "finished_at": finished_at if state in FINISHED else None,
        "state_since": since,
    }


def reports_of(officer: UUID, assignments: Sequence[Row]) -> list[Row]:
    return [_report(officer, one) for one in assignments if one["revision"]]


def _report(officer: UUID, assignment: Row) -> Row:
    judged = None if assignment["state"] is S.REPORTED else assignment["state"] is S.VERIFIED
    return {
        "id": new_id(),
        "assignment_id": assignment["id"],
        "revision": 1,
        "figure": assignment["figure"],
        "words": DONE_WORDS,
        "reported_by_id": assignment["reported_by_id"],
        "reported_at": assignment["reported_at"],
        "verified": judged,
        "reviewed_by_id": None if judged is None else officer,
        "reviewed_at": None if judged is None else assignment["state_since"],
        "review": MEND_WORDS if assignment["state"] is S.RETURNED else "",
    }


def turns_of(officer: UUID, assignments: Sequence[Row]) -> list[Row]:
    """Signed for, reported, verified or given back: each as it was said then."""
    rows = []
    for one in assignments:
        if one["received_at"]:
            rows.append(_turn(one, TurnKind.RECEIVED, one["received_at"], one["received_by_id"]))
        if one["revision"]:
            said: Row = {"words": DONE_WORDS, "figure": one["figure"]}
            rows.append(_turn(one, TurnKind.REPORTED, one["reported_at"], one["reported_by_id"], **said))
        if one["revision"] and one["state"] is not S.REPORTED:
            verified = one["state"] is S.VERIFIED
            kind, words = (TurnKind.VERIFIED, "") if verified else (TurnKind.RETURNED, MEND_WORDS)
            rows.append(_turn(one, kind, one["state_since"], officer, words=words, organisation_id=None))
    return rows


def _turn(assignment: Row, kind: TurnKind, at: datetime, person_id: UUID, **said: Any) -> Row:
    whose = {"assignment_id": assignment["id"], "organisation_id": assignment["organisation_id"]}
    empty = {"words": "", "figure": None, "day": None}
    return {"id": new_id(), "kind": kind, "person_id": person_id, "at": at} | whose | empty | said
