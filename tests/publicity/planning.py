"""Events as a test needs them: drafted by a member, decided by the center, with points, in any state."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from alliance.audiences.terms import Term, Terms
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.clock import LOCAL_ZONE, local_day
from alliance.foundation.store.work import Work
from alliance.publicity import arranging, deciding, forming, placing, running, writing
from alliance.publicity.arranging import HostText
from alliance.publicity.forming import FormationText
from alliance.publicity.model import PublicityEvent
from alliance.publicity.placing import PointText
from alliance.publicity.running import SummaryText
from alliance.publicity.vocabulary import EventState, HostPart, PointKind, PointState
from alliance.publicity.writing import EventText, Place
from tests.factories import Make, Someone

EVERYBODY = Terms.of([Term()])
BANKS = Terms.of([Term(alliance="police_bank")])
CARRIERS = Terms.of([Term(alliance="police_telecom")])
HERE = "140106"
NOW = clock.now()
TOMORROW = (NOW.astimezone(LOCAL_ZONE) + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
E = EventState
TO_STATE = {
    E.DRAFT: (),
    E.PROPOSED: ("propose",),
    E.RETURNED: ("propose", "give_back"),
    E.DECLINED: ("propose", "decline"),
    E.APPROVED: ("propose", "approve"),
    E.OPEN: ("propose", "approve", "open"),
    E.RUNNING: ("propose", "approve", "open", "start"),
    E.HELD: ("propose", "approve", "open", "start", "hold"),
    E.SUMMARISED: ("propose", "approve", "open", "start", "hold", "summarise"),
    E.CANCELLED: ("propose", "approve", "cancel"),
}


def place(starts_at: datetime = TOMORROW, hours: float = 2.5) -> Place:
    return Place(starts_at, starts_at + timedelta(hours=hours), HERE, "示例社区活动室")


def text(**changes: Any) -> EventText:
    said: dict[str, Any] = {"title": "社区反诈宣讲", "kind_code": "lecture", "place": place(), "terms": EVERYBODY}
    return EventText(**said | changes)


def on(day: datetime) -> datetime:
    """Noon of that day in UTC: later than an event of that morning has begun."""
    return day.astimezone(UTC).replace(hour=4)


@dataclass
class Stage:
    """Who plans events: a bank with its liaison, two officers; an outsider of a carrier, a reporter of the media."""

    make: Make
    officer: Someone
    second: Someone
    bank: Any
    liaison: Someone
    carrier: Any
    outsider: Someone
    paper: Any
    reporter: Someone

    @contextmanager
    def work(self, who: Someone | None = None, now: datetime | None = None) -> Iterator[Work]:
        with self.make.work((who or self.officer).actor, now) as work:
            yield work

    def draft(self, who: Someone | None = None, **changes: Any) -> UUID:
        with self.work(who or self.liaison) as work:
            return writing.draft(work, text(**changes)).id

    def act(self, name: str, event_id: UUID, who: Someone | None = None, now: datetime | None = None) -> None:
        """By somebody who may: the bank's liaison sends it in, the officer does what is left."""
        doer = who or (self.liaison if name in {"propose", "take_back"} else self.officer)
        with self.work(doer, now or (on(TOMORROW) if name in {"start", "hold", "summarise"} else None)) as work:
            ACTS[name](work, event_id)

    def event(self, state: EventState = E.APPROVED, who: Someone | None = None, **changes: Any) -> UUID:
        """An event that has come to `state` by the acts that lead there."""
        event_id = self.draft(who, **changes)
        for name in TO_STATE[state]:
            self.act(name, event_id, who if name == "propose" else None)
        return event_id

    def point(self, event_id: UUID, number: int = 1, organisation: Any = None, **said: Any) -> UUID:
        words: dict[str, Any] = {"kind": PointKind.PUBLICITY, "title": f"{number}号帐篷"} | said
        with self.work() as work:
            made = PointText(number=number, organisation_id=organisation.id if organisation else None, **words)
            return placing.add(work, event_id, made).id

    def formation(self, event_id: UUID, title: str = "银行方阵", *members: Any) -> UUID:
        with self.work() as work:
            formation_id = forming.add(work, event_id, FormationText(title, 40, "内保科")).id
            for one in members:
                forming.put_into(work, event_id, formation_id, one.id)
            return formation_id

    def host(self, event_id: UUID, organisation: Any = None, office: str = "") -> UUID:
        with self.work() as work:
            said = HostText(HostPart.HOST, organisation.id if organisation else None, office)
            host = arranging.name_host(work, event_id, said)
            work.session.flush()
            return host.id

    def turn(self, event_id: UUID, point_id: UUID, *names: str) -> None:
        with self.work(now=on(TOMORROW)) as work:
            for name in names:
                placing.turn(work, event_id, point_id, name)

    def stored(self, model: Any, key: Any) -> Any:
        with self.make.work() as work:
            return work.session.get_one(model, key)

    def state(self, event_id: UUID) -> EventState:
        state: EventState = self.stored(PublicityEvent, event_id).state
        return state


def approve(work: Work, event_id: UUID, **more: Any) -> None:
    deciding.approve(work, event_id, work.session.get_one(PublicityEvent, event_id).version, **more)


ACTS = {
    "propose": deciding.propose,
    "take_back": deciding.take_back,
    "approve": approve,
    "give_back": lambda work, event_id: deciding.give_back(work, event_id, "请补充安全预案"),
    "decline": lambda work, event_id: deciding.decline(work, event_id, "时间与全市活动冲突"),
    "open": running.open_event,
    "start": running.start,
    "hold": running.hold,
    "summarise": lambda work, event_id: running.summarise(work, event_id, SummaryText(120, "讲了三类骗局")),
    "cancel": lambda work, event_id: running.cancel(work, event_id, "天气原因"),
}
POINT_WAYS = {
    PointState.PLANNED: (),
    PointState.MANNED: ("man",),
    PointState.PAUSED: ("man", "pause"),
    PointState.CLEARED: ("man", "clear"),
}


def stage_of(make: Make) -> Stage:
    bank, carrier = make.organisation("甲银行（测试）"), make.organisation("乙通信（测试）", sector_code="carrier")
    paper = make.organisation("丙日报（测试）", sector_code="media")
    make.seat(bank)
    make.seat(carrier, "police_telecom")
    return Stage(
        make,
        make.person(Role.CENTER_OFFICER),
        make.person(Role.CENTER_ADMIN),
        bank,
        make.person(Role.LIAISON, organisation=bank),
        carrier,
        make.person(Role.LIAISON, organisation=carrier),
        paper,
        make.person(Role.STAFF, organisation=paper),
    )


def day_of(moment: datetime) -> str:
    return local_day(moment).isoformat()
