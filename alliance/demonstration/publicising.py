"""The publicity events of the demonstration around today: held, running, open, waiting, given back, cancelled."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from ..foundation.kernel.clock import LOCAL_ZONE, local_day
from ..foundation.store.work import Work
from ..journal.model import Letter
from ..publicity import arranging, deciding, placing, running, writing
from ..publicity.arranging import HostText
from ..publicity.model import PublicityEvent
from ..publicity.placing import CountText, PointText
from ..publicity.vocabulary import FiveEntry, HostPart, PointKind
from ..publicity.writing import EventText, Place
from .casework import EVERY_MEMBER, actor_of

DRAFTED = 12
"""So many days ago they were drafted."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An event in short: `days` from today, at an hour, for so many hours."""

    title: str
    kind: str
    days: int
    hour: int
    hours: float
    district: str
    venue: str
    entry: FiveEntry | None = None
    public: bool = True


LECTURE = Planned(
    "反诈宣讲进社区：守好养老钱", "lecture", 3, 9, 2, "140106", "柳巷街道示例社区活动室", FiveEntry.COMMUNITY
)
FAIR = Planned("周末广场反诈宣传", "fair", 9, 9, 3, "140105", "坞城街道示例广场")
MONTH = Planned("集中宣传月：防范刷单返利", "publicity_month", -2, 9, 24 * 20, "140106", "全市营业网点和社区")
WAITING = Planned("反诈知识进乡村", "lecture", 14, 9, 2, "140121", "清徐县示例村", FiveEntry.VILLAGE)
RETURNED = Planned("司机反诈宣讲班前会", "training", 12, 7, 1, "140106", "滴滴太原示例驿站", FiveEntry.COMPANY)
CANCELLED = Planned("新生反诈第一课", "lecture", 5, 14, 2, "140106", "甲大学礼堂（演示）", FiveEntry.SCHOOL)
HELD = Planned("网点反诈开放日", "exhibition", -4, 9, 6, "140106", "甲银行示例支行")
INNER = Planned("警银联络员内部培训", "training", 6, 14, 3, "140106", "市反诈中心会议室", public=False)


def tell_of_events(session: Session, now: datetime) -> None:
    """By the accounts of the demonstration; letters of past days are not sent any more."""
    names = ("officer", "center", "bank", "carrier", "didi", "school")
    acting = {name: Work(actor_of(session, f"{name}@demo.example"), now, session) for name in names}
    _open(acting, "bank", LECTURE)
    _open(acting, "officer", FAIR)
    _open(acting, "officer", INNER)
    _run(acting)
    held = _open(acting, "bank", HELD)
    _begin(acting["bank"], held, HELD)
    running.hold(_days_ago(acting["bank"], -HELD.days - 1), held)
    _propose(acting["carrier"], WAITING)
    deciding.give_back(acting["officer"], _propose(acting["didi"], RETURNED), "请补充安全预案和主讲岗位。")
    running.cancel(acting["school"], _open(acting, "school", CANCELLED), "与校内考试时间冲突，另行安排。")
    session.flush()
    session.execute(delete(Letter).where(Letter.template == "publicity_event", Letter.written_at < now))


def _days_ago(work: Work, days: int) -> Work:
    return replace(work, now=work.now - timedelta(days=days))


def _propose(work: Work, planned: Planned) -> UUID:
    """Drafted and sent in, twelve days ago."""
    then = _days_ago(work, DRAFTED)
    day = local_day(work.now) + timedelta(days=planned.days)
    starts = datetime.combine(day, time(planned.hour), LOCAL_ZONE)
    text = EventText(
        title=planned.title,
        kind_code=planned.kind,
        place=Place(starts, starts + timedelta(hours=planned.hours), planned.district, planned.venue),
        terms=EVERY_MEMBER,
        public=planned.public,
        five_entry=planned.entry,
        planned_attendance=120,
        description="讲解刷单返利、冒充客服、养老诈骗等常见骗局，现场解答咨询，协助安装国家反诈中心APP。（演示）",
        contact_office="宣传岗（演示）",
        contact_phone="0351-5550000",
    )
    event = writing.draft(then, text)
    part = HostText(
        HostPart.HOST, work.actor.organisation_id, "" if work.actor.organisation_id else "市反诈中心（演示）"
    )
    arranging.name_host(then, event.id, part)
    deciding.propose(then, event.id)
    work.session.flush()
    return event.id


def _open(acting: dict[str, Work], who: str, planned: Planned) -> UUID:
    """Approved by the other one of the center, and open to take part in."""
    event_id = _propose(acting[who], planned)
    center = _days_ago(acting["center"], DRAFTED - 1)
    deciding.approve(center, event_id, center.session.get_one(PublicityEvent, event_id).version)
    running.open_event(_days_ago(acting[who], DRAFTED - 2), event_id)
    return event_id


def _begin(work: Work, event_id: UUID, planned: Planned) -> None:
    running.start(_days_ago(work, -planned.days), event_id)


def _run(acting: dict[str, Work]) -> None:
    """A month of publicity that takes place: a bank and a carrier operate a point each, the center a third one."""
    event_id, officer = _open(acting, "officer", MONTH), acting["officer"]
    _begin(officer, event_id, MONTH)
    for number, name in enumerate(("bank", "carrier", "officer"), 1):
        organisation_id = acting[name].actor.organisation_id
        kind = PointKind.PUBLICITY if organisation_id else PointKind.CONSULTATION
        text = PointText(
            number, kind, f"第{number}宣传点", None, organisation_id, "宣传册、展架", "值守岗", 20 * number, 40
        )
        point = placing.add(officer, event_id, text)
        placing.turn(acting[name], event_id, point.id, "man")
        placing.count(acting[name], event_id, point.id, CountText(35 * number, 8 * number))
