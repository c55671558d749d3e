"""The operations of the demonstration that run today: a province's with the city's part, and a drill."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ..actions import answering, launching, reporting, reviewing
from ..actions.drafting import ActionText
from ..actions.model import Assignment, JointAction
from ..actions.reporting import Told
from ..audiences.terms import Term, Terms
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..journal.model import Letter
from ..operations import gating, hotspot_commands, running, staging, writing
from ..operations.hotspot_commands import HotspotText, LogText, PostingText
from ..operations.model import Operation
from ..operations.staging import StageText
from ..operations.vocabulary import Level
from ..operations.writing import OperationText
from .casework import BANKS_AND_CARRIERS, EVERY_MEMBER, actor_of
from .tianmen import tell_of_tianmen

BEGUN, LEFT = 30, 45
OF_PAST_DAYS = ("operation_started", "hotspot_stationed", "action_assigned", "assignment_told")
STREETS = ("140106", "柳巷街道（演示）"), ("140105", "坞城街道（演示）")
STREET_LOGS = (
    ("在菜市场和公交站摆摊宣传，安装国家反诈中心APP。", 0, 260, 0),
    ("社区民警与银行网点联合回访大额转账老人，劝阻一起冒充公检法。", 18, 45, 1),
    ("为独居老人加装预警电话名单，张贴小区海报。", 31, 78, 0),
)
DELISTING = "连续四周没有新发案，建议摘帽。"
DONE = "已在全部网点完成，附照片和台账。"


def tell_of_operations(session: Session, now: datetime) -> None:
    """By the accounts of the demonstration; letters of past days are not sent any more."""
    acting = {
        name: Work(actor_of(session, f"{name}@demo.example"), now, session)
        for name in ("officer", "center", "bank", "carrier", "district")
    }
    tell_of_tianmen(acting["officer"], acting["center"])
    autumn = _tell_of_autumn(acting)
    _tell_of_streets(acting, autumn)
    _tell_of_a_drill(acting["officer"])
    session.flush()
    past = (Letter.template.in_(OF_PAST_DAYS), Letter.written_at < now)
    session.execute(delete(Letter).where(*past))


def _days_ago(work: Work, days: int) -> Work:
    return replace(work, now=work.now - timedelta(days=days))


def _on(work: Work, days: int) -> date:
    """The day so many days from today."""
    return local_day(work.now) + timedelta(days=days)


def _tell_of_autumn(acting: dict[str, Work]) -> UUID:
    """The city's part of a province's operation: one stage is over, one runs, one is still to come."""
    officer = acting["officer"]
    then = _days_ago(officer, BEGUN)
    about = OperationText(
        title="全省打击治理电信网络诈骗秋季攻势",
        kind_code="autumn",
        level=Level.PROVINCE,
        from_on=_on(officer, -BEGUN - 5),
        to_on=_on(officer, LEFT + 15),
        terms=EVERY_MEMBER,
        programmes=frozenset({"safe_city"}),
    )
    province = writing.draft(then, about)
    staging.add(then, province.id, StageText("统一行动", about.from_on, about.to_on))
    running.start(then, province.id)
    city = replace(
        about,
        title="太原市秋季攻势",
        level=Level.CITY,
        parent_id=province.id,
        from_on=_on(officer, -BEGUN),
        to_on=_on(officer, LEFT),
        document_number="并反诈办〔演示〕8号",
        document="宣传先行、打击跟进、巩固提升，成员单位各负其责，逐项签收、逐项报告。",
        focus=frozenset({"cracking_cases", "dissuasion", "cutting_cards", "publicity"}),
    )
    operation = writing.draft(then, city)
    _tell_of_stages(acting, then, operation)
    return operation.id


def _tell_of_stages(acting: dict[str, Work], then: Work, operation: Operation) -> None:
    officer = acting["officer"]
    first, second, _third = (
        staging.add(then, operation.id, text).id
        for text in (
            StageText("动员宣传", _on(officer, -BEGUN), _on(officer, -9), "网点、营业厅宣传全覆盖。", "宣传台账、照片"),
            StageText("集中打击", _on(officer, -9), _on(officer, 21), "涉诈账户、电话卡清理到位。", "清理情况报告"),
            StageText("巩固提升", goals="总结经验，固化机制。"),
        )
    )
    running.start(then, operation.id)
    gating.open_stage(then, first)
    posters = _action(_days_ago(officer, 28), first, Asked("营业网点张贴宣传海报", 18, "publicity", _two(acting)))
    for name in ("bank", "carrier"):
        _report_and_verify(acting, name, posters)
    gating.close(_days_ago(acting["center"], 9), first)
    gating.open_stage(_days_ago(officer, 9), second)
    _action(
        _days_ago(officer, 8),
        second,
        Asked("排查清理长期不动账户和沉默电话卡", 20, "cutting_cards", BANKS_AND_CARRIERS),
    )
    late = _action(_days_ago(officer, 8), second, Asked("高风险客户逐户回访", 14, "dissuasion", _two(acting)))
    _report_and_verify(acting, "bank", late)


def _two(acting: dict[str, Work]) -> Terms:
    """A bank and a carrier, each by its name."""
    return Terms.of(Term(organisation=str(acting[name].actor.organisation_id)) for name in ("bank", "carrier"))


@dataclass(frozen=True, slots=True)
class Asked:
    """An action in short; due so many `days` after its launch."""

    title: str
    days: int
    focus: str
    terms: Terms


def _action(work: Work, stage_id: UUID, asked: Asked) -> JointAction:
    text = ActionText(
        title=asked.title,
        what=f"{asked.title}，按要求建立台账，逐项销号。",
        terms=asked.terms,
        receipt_due_on=_on(work, asked.days - 6),
        due_on=_on(work, asked.days),
        focus_area_code=asked.focus,
    )
    action = gating.draft_action(work, stage_id, text)
    launching.launch(work, action)
    return action


def _report_and_verify(acting: dict[str, Work], name: str, action: JointAction) -> None:
    when = action.launched_at or acting[name].now
    own, officer = (replace(acting[one], now=when + timedelta(days=5)) for one in (name, "center"))
    assignment = own.session.scalars(
        select(Assignment).where(
            Assignment.action_id == action.id, Assignment.organisation_id == own.actor.organisation_id
        )
    ).one()
    answering.receive(own, assignment)
    reporting.report(own, assignment, Told(DONE))
    reviewing.verify(officer, assignment, assignment.revision)


def _tell_of_streets(acting: dict[str, Work], operation_id: UUID) -> None:
    """Two streets: at one a bank is stationed and the log goes on, the other is proposed for delisting."""
    officer = acting["officer"]
    begin = _days_ago(officer, 12)
    for (district, place), station in zip(STREETS, (acting["bank"], acting["carrier"]), strict=True):
        text = HotspotText(district, place, "上季度发案居前，冒充客服和刷单返利多发。", local_day(begin.now))
        hotspot = hotspot_commands.list_hotspot(begin, operation_id, text)
        posted = PostingText("驻点宣传组", local_day(begin.now), organisation_id=station.actor.organisation_id)
        hotspot_commands.station(begin, hotspot.id, posted)
        hotspot_commands.station(begin, hotspot.id, PostingText("社区民警", local_day(begin.now)))
        _write_logs(station, hotspot.id)
        if place == STREETS[1][1]:
            hotspot_commands.propose(_days_ago(officer, 1), hotspot.id, DELISTING)


def _write_logs(station: Work, hotspot_id: UUID) -> None:
    for days, (words, visits, persons, cases) in zip((9, 5, 1), STREET_LOGS, strict=True):
        hotspot_commands.write_log(_days_ago(station, days), hotspot_id, LogText(words, visits, persons, cases))


def _tell_of_a_drill(officer: Work) -> None:
    then = _days_ago(officer, 2)
    text = OperationText(
        title="反诈应急响应演练",
        kind_code="special",
        level=Level.CITY,
        from_on=_on(officer, -2),
        to_on=_on(officer, 5),
        terms=BANKS_AND_CARRIERS,
        drill=True,
    )
    operation = writing.draft(then, text)
    stage = staging.add(then, operation.id, StageText("桌面推演", _on(officer, -2), _on(officer, 2)))
    running.start(then, operation.id)
    gating.open_stage(then, stage.id)
