"""The supervision of the demonstration: a bank with a letter to answer, others reminded and noticed, three problems."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..actions.lights import red_on
from ..actions.model import Assignment, JointAction
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..organisations.model import Organisation
from ..supervision import measuring, problems
from ..supervision.measuring import MeasureText
from ..supervision.model import Measure
from ..supervision.problem_model import Problem
from ..supervision.problems import PlanText, ProblemText, RemedyText
from ..supervision.vocabulary import StepCode
from .actionwork import SPREAD
from .casework import actor_of

BASIS = "《太原反诈联盟矩阵工作规则（演示）》第十二条：成员单位应按期完成联合行动任务。"
SAID = {
    StepCode.REMIND: "“营业网点反诈宣传全覆盖”任务已逾期，请抓紧办理，并在平台报告。",
    StepCode.NOTICE: "“营业网点反诈宣传全覆盖”任务经提醒仍未报告，现予通报。请说明逾期原因和完成时间。",
    StepCode.LETTER: (
        "你单位承担的联合行动“营业网点反诈宣传全覆盖”，经提醒、通报，至今仍有部分网点未开展宣传。\n"
        "请你单位查明原因，明确责任部门和分管领导，逐网点列出完成时限，抓紧办结，并书面答复。"
    ),
}
LADDERS = ((StepCode.REMIND, StepCode.NOTICE, StepCode.LETTER), (StepCode.REMIND, StepCode.NOTICE), (StepCode.REMIND,))
"""What is taken about the bank of the demonstration, about a second one that is late, and about a third."""


def tell_of_supervision(session: Session, now: datetime) -> None:
    """Measures and problems of the last days, by the accounts of the demonstration."""
    names = ("officer", "center", "bank", "carrier")
    acting = {name: Work(actor_of(session, f"{name}@demo.example"), now, session) for name in names}
    letter = _climb(acting["officer"], acting["center"], _late(acting["bank"]))
    _problems(acting["officer"], acting["center"], acting["carrier"])
    organisation_id = acting["bank"].actor.organisation_id
    if letter and organisation_id:
        _list(acting["officer"], organisation_id, "两个网点的叫号屏仍未滚动反诈提示。", letter)


def _late(bank: Work) -> list[UUID]:
    """Who is late with the action of the banks; the bank of the demonstration first."""
    a, today = Assignment, local_day(bank.now)
    asked = (
        select(a.id)
        .join(JointAction, JointAction.id == a.action_id)
        .join(Organisation, Organisation.id == a.organisation_id)
        .where(JointAction.title == SPREAD, red_on(today))
        .order_by(a.organisation_id != bank.actor.organisation_id, Organisation.pinyin)
    )
    return list(bank.session.scalars(asked.limit(len(LADDERS))))


def _climb(officer: Work, center: Work, late: list[UUID]) -> Measure | None:
    """Take the steps of each ladder, a few hours apart; the letter, where one was issued."""
    letter = None
    for assignment_id, ladder in zip(late, LADDERS, strict=False):
        for place, step in enumerate(ladder):
            then = officer.now - timedelta(hours=30 - 10 * place)
            matter = measuring.about_assignment(replace(officer, now=then), assignment_id)
            measure = measuring.propose(replace(officer, now=then), matter, MeasureText(step, BASIS, SAID[step]))
            if measure.needs_approver:
                measuring.approve(replace(center, now=then + timedelta(hours=2)), measure)
                letter = measure
    return letter


def _problems(officer: Work, center: Work, carrier: Work) -> None:
    """Of the carrier: one was written off, one waits for the second person."""
    organisation_id = carrier.actor.organisation_id
    if organisation_id is None:
        return
    began = officer.now - timedelta(days=12)
    first = _list(replace(officer, now=began), organisation_id, "营业厅未在显著位置张贴反诈提示。")
    _mend(first, replace(carrier, now=began + timedelta(days=2)), "已在全部营业厅入口、柜台张贴，照片留存备查。")
    problems.recheck(replace(officer, now=began + timedelta(days=5)), first, "抽查三个营业厅，均已张贴。")
    problems.write_off(replace(center, now=began + timedelta(days=6)), first, "同意销号。")
    second = _list(replace(officer, now=began), organisation_id, "新入网客户签署反诈承诺书的比例偏低。")
    _mend(
        second, replace(carrier, now=began + timedelta(days=7)), "已把签署承诺书设为入网必经步骤，本周签署率百分之百。"
    )
    problems.recheck(replace(officer, now=officer.now - timedelta(days=1)), second, "查看入网流程和本周台账，属实。")


def _list(officer: Work, organisation_id: UUID, words: str, found_by: Measure | None = None) -> Problem:
    today = local_day(officer.now)
    text = ProblemText(words, found_on=today, due_on=today + timedelta(days=20))
    return problems.list_problem(officer, organisation_id, text, found_by)


def _mend(problem: Problem, member: Work, words: str) -> None:
    until = local_day(member.now) + timedelta(days=5)
    remedies = [RemedyText("逐个网点排查并整改", until), RemedyText("列入日常检查", until + timedelta(days=5))]
    problems.plan(member, problem, PlanText("运营管理部", "分管副总经理", remedies))
    problems.rectify(replace(member, now=member.now + timedelta(days=1)), problem, words)
