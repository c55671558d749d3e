"""Publicity events by the thousand, each with who holds it, its points and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from ..foundation.store.work import Work
from ..publicity.model import EventHost, EventReach, PublicityEvent
from ..publicity.programme_model import Point
from ..publicity.vocabulary import EventState, FiveEntry, HostPart, PointKind, PointState
from .laying import Row, Rows, chosen_id, lay_in_all
from .many_assignments import Asked
from .stories import PLACES

S = EventState
AT_ONCE = 2_000
DRAFTED, PROPOSED, APPROVED, TO_SUM_UP = (timedelta(days=days) for days in (24, 21, 17, 2))
CANCELLED_EACH, NOT_SUMMED_UP_EACH, OWN_EACH, INNER_EACH = 29, 40, 10, 12
HOURS = (2, 2, 3, 3, 6)
POINTS = (0, 1, 1, 2, 3)
KINDS: Sequence[tuple[str, str, FiveEntry | None]] = (
    ("lecture", "反诈宣讲进社区", FiveEntry.COMMUNITY),
    ("lecture", "反诈第一课进校园", FiveEntry.SCHOOL),
    ("training", "新员工反诈培训", FiveEntry.COMPANY),
    ("door_knock", "入户敲门宣传", FiveEntry.FAMILY),
    ("fair", "广场反诈宣传", None),
    ("lecture", "反诈大篷车进乡村", FiveEntry.VILLAGE),
    ("exhibition", "反诈展板巡展", None),
)
TOPICS = ("防范刷单返利", "防范冒充客服", "守好养老钱", "防范虚假投资", "防范冒充公检法", "不出租出借两卡")
TOLD = "讲解常见骗局，现场解答咨询，协助安装国家反诈中心APP。（演示）"
CALLED_OFF = "与当日其他安排冲突，另行通知。"
CLEARED = frozenset({S.HELD, S.SUMMARISED})


@dataclass(frozen=True, slots=True)
class Crew:
    """Who holds events, the two of the center, and the audience of every event."""

    members: Sequence[Asked]
    officer: UUID
    admin: UUID
    audience: UUID


def make(work: Work, chance: Random, moments: Sequence[datetime], crew: Crew) -> list[Row]:
    """One that begins at each of these moments; what was laid in. The caller commits."""
    made = []
    for begin in range(0, len(moments), AT_ONCE):
        rows: Rows = {PublicityEvent: [], EventHost: [], Point: [], EventReach: []}
        for number in range(begin, min(len(moments), begin + AT_ONCE)):
            event = _event(work.now, chance, number, moments[number], crew)
            rows[PublicityEvent].append(event)
            _arrange(rows, chance, event, crew)
        lay_in_all(work, rows)
        made += rows[PublicityEvent]
    return made


def _event(now: datetime, chance: Random, number: int, starts_at: datetime, crew: Crew) -> Row:
    kind, title, entry = KINDS[number % len(KINDS)]
    member = None if number % OWN_EACH == 0 else crew.members[chance.randrange(len(crew.members))]
    ends_at = starts_at + timedelta(hours=chance.choice(HOURS))
    district = member.district_code if member else chance.choice(tuple(PLACES))
    state, since = _stands(now, number, starts_at, ends_at)
    approved_at = starts_at - APPROVED if state not in {S.DRAFT, S.PROPOSED} else None
    return {
        "id": chosen_id(chance),
        "title": f"{title}：{chance.choice(TOPICS)}（演示）",
        "theme": "",
        "kind_code": kind,
        "five_entry": entry,
        "organisation_id": member.id if member else None,
        "proposed_by_id": member.liaison if member else crew.officer,
        "approved_by_id": crew.admin if approved_at else None,
        "approved_at": approved_at,
        "audience_id": crew.audience,
        "public": number % INNER_EACH != 0,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "district_code": district,
        "venue": f"{PLACES.get(district, '')}第{1 + number % 300}示例社区",
        "drafted_at": min(starts_at - DRAFTED, now),
        "changed_at": since,
        "state": state,
        "state_since": since,
        **_words(chance, state),
    }


def _stands(now: datetime, number: int, starts_at: datetime, ends_at: datetime) -> tuple[EventState, datetime]:
    """In which state, since when: the first that fits."""
    told_of = ends_at + TO_SUM_UP < now and number % NOT_SUMMED_UP_EACH
    states = (
        (starts_at - PROPOSED > now, S.DRAFT, min(starts_at - DRAFTED, now)),
        (starts_at - APPROVED > now, S.PROPOSED, starts_at - PROPOSED),
        (number % CANCELLED_EACH == 0, S.CANCELLED, min(starts_at - timedelta(days=3), now)),
        (starts_at > now, S.OPEN, starts_at - APPROVED),
        (ends_at > now, S.RUNNING, starts_at),
        (not told_of, S.HELD, ends_at),
        (True, S.SUMMARISED, ends_at + TO_SUM_UP),
    )
    return next((state, since) for fits, state, since in states if fits)


def _words(chance: Random, state: EventState) -> Row:
    planned = chance.randrange(20, 200)
    return {
        "description": TOLD,
        "materials": "宣传册、展架",
        "safety_plan": "",
        "contact_office": "宣传岗（演示）",
        "contact_phone": "0351-5550000",
        "planned_attendance": planned,
        "attendance": chance.randrange(planned // 2, planned * 2) if state is S.SUMMARISED else None,
        "series_id": None,
        "summary": "活动秩序良好，群众反映热烈。（演示）" if state is S.SUMMARISED else "",
        "reason": CALLED_OFF if state is S.CANCELLED else "",
        "version": 1,
    }


def _arrange(rows: Rows, chance: Random, event: Row, crew: Crew) -> None:
    its: dict[str, Any] = {"event_id": event["id"]}
    office = "" if event["organisation_id"] else "市反诈中心（演示）"
    host = {"part": HostPart.HOST, "organisation_id": event["organisation_id"], "office": office, "position": 1}
    rows[EventHost].append({"id": chosen_id(chance)} | its | host)
    for number in range(1, 1 + chance.choice(POINTS)):
        member = chance.choice(crew.members) if number > 1 else None
        operator = member.id if member else event["organisation_id"]
        rows[Point].append({"id": chosen_id(chance)} | its | _point(chance, event, number, operator))
    if event["state"] is S.SUMMARISED and event["organisation_id"]:
        reached = {"organisation_id": event["organisation_id"], "people": event["attendance"]}
        rows[EventReach].append(its | reached)


def _point(chance: Random, event: Row, number: int, operator: UUID | None) -> Row:
    cleared, manned = event["state"] in CLEARED, event["state"] is S.RUNNING
    state = PointState.CLEARED if cleared else PointState.MANNED if manned else PointState.PLANNED
    place = {"venue_id": None, "across": 20 * number, "down": 40, "materials": "宣传册、展架", "staff": "值守岗"}
    counted = chance.randrange(10, 90) if cleared or manned else 0
    return place | {
        "number": number,
        "kind": PointKind.CONSULTATION if number == 3 else PointKind.PUBLICITY,
        "title": f"第{number}宣传点",
        "organisation_id": operator,
        "visitors": counted,
        "questions": counted // 4,
        "state": state,
        "state_since": event["state_since"],
        "version": 1,
    }
