"""Shifts of many events, who signed up for them, who came and what was confirmed of it."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from ..attendance.model import Attendance, HoursFigure
from ..attendance.times import minutes
from ..attendance.vocabulary import Way
from ..foundation.store.work import Work
from ..publicity.vocabulary import EventState
from ..shifts.model import Shift, SignUp
from ..shifts.vocabulary import ShiftState, SignUpState
from .laying import Row, Rows, chosen_id, lay_in_all
from .many_events import APPROVED
from .many_volunteers import Helper

AT_ONCE = 2_000
TASKS = ("咨询引导岗", "宣传品发放岗", "展板讲解岗", "签到引导岗", "宣讲助教岗")
HAS_SHIFTS = frozenset(EventState) - {EventState.DRAFT, EventState.PROPOSED, EventState.CANCELLED}
OVER = frozenset({EventState.HELD, EventState.SUMMARISED})
WITHOUT_EACH, STAYS_AWAY_EACH, WITHDRAWS_EACH, REGULAR_EACH = 3, 12, 15, 40
PLACES_LEAST, PLACES_MOST = 4, 12
DAY, EVENING = timedelta(hours=24), timedelta(hours=12)
REST = timedelta(hours=2)
CONFIRMED_AFTER = timedelta(days=2)
RECENT = timedelta(days=8)
"""In these days the demonstration itself tells where its volunteer helps."""


@dataclass(slots=True)
class Queue:
    """Volunteers take turns: whoever helps goes to the end with the hour from which she is free again, so that nobody
    stands in two places at once. `regular` comes to every fortieth shift besides."""

    coming: deque[Helper]
    regular: Helper
    officer: UUID
    standing: deque[tuple[datetime, Helper]] = field(default_factory=deque)

    def next_for(self, shift: Row, opened: datetime, count: int) -> list[Helper]:
        while self.coming and self.coming[0].since < opened:
            self.standing.append((opened, self.coming.popleft()))
        taken: list[Helper] = []
        while len(taken) < count and self.standing and self.standing[0][0] < shift["starts_at"]:
            taken.append(self.standing.popleft()[1])
        self.standing.extend((shift["ends_at"] + REST, one) for one in taken)
        return taken


@dataclass(frozen=True, slots=True)
class Filling:
    """What is laid in next, and who stands in line."""

    work: Work
    chance: Random
    queue: Queue
    rows: Rows = field(default_factory=lambda: {one: [] for one in (Shift, SignUp, Attendance, HoursFigure)})


def make(work: Work, chance: Random, events: Sequence[Row], queue: Queue) -> None:
    """A shift or two for two of three events, in the order in which they begin; the caller commits."""
    held = [one for number, one in enumerate(events) if number % WITHOUT_EACH and one["state"] in HAS_SHIFTS]
    for begin in range(0, len(held), AT_ONCE):
        filling = Filling(work, chance, queue)
        for number in range(begin, min(len(held), begin + AT_ONCE)):
            for place in range(1 + number % 2):
                shift = _shift(chance, held[number], TASKS[(number + place) % len(TASKS)])
                regular = number % REGULAR_EACH == 0 and not place and shift["starts_at"] < work.now - RECENT
                _fill(filling, shift, regular=regular, over=held[number]["state"] in OVER)
        lay_in_all(work, filling.rows)


def _shift(chance: Random, event: Row, task: str) -> Row:
    over = event["state"] in OVER or event["state"] is EventState.RUNNING
    starts_at = event["starts_at"]
    return {
        "id": chosen_id(chance),
        "event_id": event["id"],
        "point_id": None,
        "role": task,
        "words": "",
        "starts_at": starts_at,
        "ends_at": event["ends_at"],
        "places": chance.randrange(PLACES_LEAST, PLACES_MOST),
        "taken": 0,
        "reserved": 0,
        "least_age": None,
        "qualification_code": None,
        "needs_identity": False,
        "sign_up_until": starts_at - EVENING,
        "withdraw_until": starts_at - DAY,
        "state": ShiftState.CLOSED if over else ShiftState.OPEN,
        "state_since": starts_at - EVENING if over else starts_at - APPROVED,
        "version": 1,
    }


def _fill(filling: Filling, shift: Row, *, regular: bool, over: bool) -> None:
    chance, queue = filling.chance, filling.queue
    opened = shift["starts_at"] - APPROVED
    helpers = queue.next_for(shift, opened, chance.randrange(2, shift["places"] + 2))
    helpers += [queue.regular] if regular and queue.regular.since < opened else []
    filling.rows[Shift].append(shift)
    step = (min(shift["sign_up_until"], filling.work.now) - opened) / (len(helpers) + 1)
    for number, helper in enumerate(helpers, 1):
        withdraws = chance.randrange(WITHDRAWS_EACH) == 0
        full = shift["taken"] >= shift["places"]
        state = SignUpState.WITHDRAWN if withdraws else SignUpState.WAITING if full else SignUpState.CONFIRMED
        at = opened + step * number
        sign_up = _sign_up(chance, shift, number, helper, state) | {"signed_up_at": at, "state_since": at}
        filling.rows[SignUp].append(sign_up)
        shift["taken"] += state is SignUpState.CONFIRMED
        if state is SignUpState.CONFIRMED and over and chance.randrange(STAYS_AWAY_EACH):
            _come(filling, shift, sign_up["id"], helper)


def _sign_up(chance: Random, shift: Row, number: int, helper: Helper, state: SignUpState) -> Row:
    empty = {
        "quota_id": None,
        "name": "",
        "email": "",
        "offered_until": None,
        "late": False,
        "reason": "",
        "version": 1,
    }
    who = {"id": chosen_id(chance), "shift_id": shift["id"], "number": number, "volunteer_id": helper.id}
    return who | {"state": state} | empty


def _come(filling: Filling, shift: Row, sign_up_id: UUID, helper: Helper) -> None:
    """By the code on the wall; both sides confirm the hours two days later."""
    work, chance = filling.work, filling.chance
    came_at = shift["starts_at"] - timedelta(minutes=chance.randrange(20))
    left_at = min(shift["ends_at"] + timedelta(minutes=chance.randrange(30)), work.now)
    span: Row = {"came_at": came_at, "left_at": left_at, "minutes": minutes(came_at, left_at)}
    confirmed_at = left_at + CONFIRMED_AFTER if left_at + CONFIRMED_AFTER < work.now else None
    by = {"kept_confirmed_at": confirmed_at, "kept_confirmed_by_id": filling.queue.officer if confirmed_at else None}
    noted = {"came_by": Way.SCANNED, "left_by": Way.SCANNED, "doubtful": False, "revision": 1, "objection": ""}
    whose = {"sign_up_id": sign_up_id}
    filling.rows[Attendance].append(whose | noted | span | by | {"own_confirmed_at": confirmed_at})
    said = {"reason": "", "said_at": left_at, "said_by_id": helper.person_id}
    filling.rows[HoursFigure].append(whose | {"revision": 1} | span | said)
