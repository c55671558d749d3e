"""The initiative that was read out at the launch, with its four asks, and how the members have answered.

Only some members have an account here: for the others the liaison of the bank acts. 甲银行 itself has only read it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from ..audiences.terms import Term, Terms
from ..foundation.kernel.actor import Actor, Role
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..initiatives import answering, drafting, fulfilling, issuing, reading
from ..initiatives.answering import ClauseText, PledgeText
from ..initiatives.drafting import AskText, InitiativeText
from ..initiatives.fulfilling import DoneText
from ..initiatives.reading import InitiativeReading
from ..organisations.model import Organisation

TITLE = "“平安守护 反诈先行”倡议书"
OFFICE = "太原市反诈骗中心"
TEXT = (
    "反诈联盟各成员单位：\n"
    "电信网络诈骗严重侵害群众财产安全。今天，太原反诈联盟矩阵正式启动。为做到“群众有需求、联盟有动作、矩阵齐响应”，"
    "让人民群众不受骗、少受骗、不受损失、少受损失，我们向全体成员单位发出如下倡议。\n"
    "让我们携起手来，发挥职能优势和阵地优势，共同守护群众的钱袋子。"
)
ASKS = (
    AskText("与反诈中心保持密切联系：明确分管领导和联络员，遇有可疑情况第一时间互通。"),
    AskText("完善典型案例分析和信息共享机制：发现新手法及时报送，共同研判。", None, "报送典型案例", 12, "件/年"),
    AskText("加强反诈知识培训：让每一名一线员工会识别、会劝阻、会报警。", None, "组织培训", 2, "场/年"),
    AskText("丰富宣传手段：线上线下相结合，让反诈知识进网点、进校园、进社区、进企业。"),
)
WORDS = {
    1: "指定一名副职分管、一名联络员对接，联系方式有变当日告知。",
    2: "每月梳理一次，脱敏后报送。",
    3: "纳入年度培训计划，新员工上岗必训。",
    4: "大厅屏幕、公众号和叫号屏常年播放。",
}
REASON = "本单位正在机构调整，年内难以安排，明年再作承诺。"
Step = Callable[[Work, InitiativeReading], None]


def issue_at_launch(officer: Work, bank: Actor) -> None:
    """Issued on the day of the launch; the answers came in the weeks after it."""
    text = InitiativeText(TITLE, OFFICE, local_day(officer.now), TEXT, Terms.of([Term()]), ASKS, public=True)
    initiative = drafting.draft(officer, text)
    issuing.issue(officer, initiative)
    found = reading.reading(officer, initiative.id)
    if found is None:
        return
    members = officer.session.scalars(select(Organisation).order_by(Organisation.uscc)).all()
    steps: Sequence[Step] = (_named, _unnamed, _read, _told, _named, _declined, _named, _unread)
    for number, member in enumerate(members):
        now = officer.now + timedelta(days=1 + number % 20)
        acting = replace(bank, role=Role.LIAISON, organisation_id=member.id, organisation_name=member.name)
        step = _read if member.id == bank.organisation_id else steps[number % len(steps)]
        step(Work(acting, now, officer.session), found)


def _unread(work: Work, initiative: InitiativeReading) -> None:
    """It has not been opened there."""


def _read(work: Work, initiative: InitiativeReading) -> None:
    answering.read(work, initiative)


def _declined(work: Work, initiative: InitiativeReading) -> None:
    answering.decline(work, initiative, REASON)


def _unnamed(work: Work, initiative: InitiativeReading) -> None:
    _pledge(work, initiative, (1, 3), named=False)


def _named(work: Work, initiative: InitiativeReading) -> None:
    _pledge(work, initiative, (1, 2, 3, 4), named=True)


def _told(work: Work, initiative: InitiativeReading) -> None:
    """It has pledged two asks, and tells that one of them is done: the center is to confirm it."""
    _pledge(work, initiative, (1, 4), named=True)
    response = answering.own_response(work, initiative)
    ask = reading.asks(work, initiative.id)[0]
    if response is not None:
        fulfilling.tell(work, response, ask.id, DoneText("分管领导和联络员已经明确，并报反诈中心备案。"))


def _pledge(work: Work, initiative: InitiativeReading, positions: Sequence[int], *, named: bool) -> None:
    asks = [ask for ask in reading.asks(work, initiative.id) if ask.position in positions]
    taken = {ask.id: ClauseText(ask.target, WORDS[ask.position]) for ask in asks}
    text = PledgeText(taken, "演示签署人", "分管领导", name_shown=named, signer_shown=False)
    answering.pledge(work, initiative, text)
