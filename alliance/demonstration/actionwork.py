"""The joint actions of the demonstration: one nearly done with a few who are late, one urgent, one closed, one a draft.

Only some members have an account here: for the others the bank's acts, so that every light is to be seen.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..actions import answering, drafting, extending, launching, reporting, reviewing
from ..actions.drafting import ActionText
from ..actions.model import Assignment, JointAction
from ..actions.reporting import Told
from ..actions.vocabulary import Priority
from ..audiences.terms import Term, Terms
from ..foundation.kernel.actor import Actor, Role
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..organisations.model import Organisation
from .casework import actor_of

BANKS = Terms.of([Term(alliance="police_bank")])
BANKS_AND_CARRIERS = Terms.of([Term(alliance="police_bank"), Term(alliance="police_telecom")])
ENTERPRISES = Terms.of([Term(alliance="police_enterprise")])
SPREAD = "营业网点反诈宣传全覆盖"
CARDS = "涉诈“两卡”线索核查移交"
Step = Callable[[Work, Work, Assignment], None]


def tell_of_actions(session: Session, now: datetime) -> None:
    """Actions of the last weeks, by the accounts of the demonstration."""
    officer = Work(actor_of(session, "officer@demo.example"), now, session)
    bank = Work(actor_of(session, "bank@demo.example"), now, session)
    _spread(replace(officer, now=now - timedelta(days=24)), bank)
    _cards(replace(officer, now=now - timedelta(days=6)), bank)
    _closed(replace(officer, now=now - timedelta(days=80)), bank)
    _draft(officer)


def _spread(officer: Work, bank: Work) -> None:
    """For banks: most are done, some report, a few are late."""
    today = local_day(officer.now)
    action = _launch(
        officer,
        ActionText(
            title=SPREAD,
            what="每个营业网点在大厅播放反诈短片，在叫号屏滚动提示，并由大堂经理向办理转账的客户当面提醒。",
            why="近期冒充客服、屏幕共享类案件多在网点办理限额调整时得手，柜面是最后一道关口。",
            evidence_asked="现场照片（含日期、网点名称）",
            indicator="开展宣传的网点数",
            target=20,
            unit="个",
            terms=BANKS,
            receipt_due_on=today + timedelta(days=3),
            due_on=today + timedelta(days=21),
            matrix_code="publicity_matrix",
            focus_area_code="publicity",
        ),
    )
    steps: Sequence[Step] = (_verified, _verified, _reported, _verified, _in_progress, _verified, _returned, _untouched)
    _act(officer, bank, action, steps)


def _cards(officer: Work, bank: Work) -> None:
    """For banks and carriers, urgent: everything is under way."""
    today = local_day(officer.now)
    action = _launch(
        officer,
        ActionText(
            title=CARDS,
            what="对反诈中心移交的涉诈银行卡、电话卡线索逐条核查，落实管控，按期反馈处置结果。不在平台填写个人信息。",
            why="压降涉案“两卡”存量，铲除犯罪土壤。",
            indicator="已核查线索数",
            target=50,
            unit="条",
            terms=BANKS_AND_CARRIERS,
            receipt_due_on=today + timedelta(days=2),
            due_on=today + timedelta(days=12),
            priority=Priority.URGENT,
            matrix_code="governance_matrix",
            focus_area_code="cutting_cards",
        ),
    )
    steps: Sequence[Step] = (_in_progress, _asked, _received, _wants_time, _declined, _received, _untouched)
    _act(officer, bank, action, steps)


def _closed(officer: Work, bank: Work) -> None:
    """For companies, months ago: closed, so that there is something to look back on."""
    today = local_day(officer.now)
    action = _launch(
        officer,
        ActionText(
            title="反诈宣传月“五进”活动",
            what="结合本单位优势，开展进学校、进企业、进社区、进农村、进家庭宣传至少一次。",
            indicator="活动场次",
            unit="场",
            terms=ENTERPRISES,
            receipt_due_on=today + timedelta(days=5),
            due_on=today + timedelta(days=40),
            mandatory=False,
            matrix_code="publicity_matrix",
            focus_area_code="publicity",
        ),
    )
    _act(officer, bank, action, (_verified, _verified, _verified, _verified, _untouched))
    launching.close(
        replace(officer, now=officer.now + timedelta(days=45)), action, "宣传月结束，未报单位并入常态化宣传。"
    )


def _draft(officer: Work) -> None:
    today = local_day(officer.now)
    drafting.draft(
        officer,
        ActionText(
            title="寒假前校园反诈公开课",
            what="每所学校在放假前组织一次反诈公开课，覆盖全体学生和家长群。",
            indicator="参加人数",
            unit="人",
            terms=Terms.of([Term(sector="school")]),
            receipt_due_on=today + timedelta(days=5),
            due_on=today + timedelta(days=45),
        ),
    )


def _launch(officer: Work, text: ActionText) -> JointAction:
    action = drafting.draft(officer, text)
    launching.launch(officer, action)
    return action


def _act(officer: Work, bank: Work, action: JointAction, steps: Sequence[Step]) -> None:
    """Let the organisations take these steps in turn; the bank of the demonstration takes the fifth."""
    held = officer.session.execute(
        select(Assignment, Organisation.short_name)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .where(Assignment.action_id == action.id)
        .order_by(Organisation.pinyin)
    ).all()
    own = bank.actor.organisation_id
    for number, (assignment, name) in enumerate(held):
        step = _in_progress if assignment.organisation_id == own else steps[number % len(steps)]
        whose = replace(
            bank.actor, role=Role.LIAISON, organisation_id=assignment.organisation_id, organisation_name=name
        )
        step(_later(officer, 5), _as(officer, whose, 2), assignment)


def _later(work: Work, days: int) -> Work:
    return replace(work, now=work.now + timedelta(days=days))


def _as(officer: Work, actor: Actor, days: int) -> Work:
    return replace(_later(officer, days), actor=actor)


def _untouched(officer: Work, member: Work, assignment: Assignment) -> None:
    """Nothing was done yet."""


def _received(officer: Work, member: Work, assignment: Assignment) -> None:
    answering.receive(member, assignment)


def _in_progress(officer: Work, member: Work, assignment: Assignment) -> None:
    answering.receive(member, assignment)
    reporting.progress(member, assignment, Told("已布置到各网点，首批网点完成。", 8))


def _reported(officer: Work, member: Work, assignment: Assignment) -> None:
    answering.receive(member, assignment)
    reporting.add_link(member, assignment, "https://news.demo.example/fanzha", "本单位公众号报道（演示）")
    reporting.report(member, assignment, Told("全部网点已播放短片，叫号屏滚动提示，照片附后。", 21))


def _verified(officer: Work, member: Work, assignment: Assignment) -> None:
    _reported(officer, member, assignment)
    reviewing.verify(officer, assignment, assignment.revision, "符合要求。")


def _returned(officer: Work, member: Work, assignment: Assignment) -> None:
    _reported(officer, member, assignment)
    reviewing.give_back(officer, assignment, assignment.revision, "照片看不清日期，请补充。")


def _asked(officer: Work, member: Work, assignment: Assignment) -> None:
    answering.receive(member, assignment)
    answering.ask_back(member, assignment, "线索清单中有已销户账户，是否需要反馈？")


def _declined(officer: Work, member: Work, assignment: Assignment) -> None:
    answering.receive(member, assignment)
    answering.decline(member, assignment, "本单位不办理个人业务，没有对应线索。")


def _wants_time(officer: Work, member: Work, assignment: Assignment) -> None:
    answering.receive(member, assignment)
    until = assignment.due_on + timedelta(days=7)
    extending.ask(member, assignment, until, "系统升级，批量查询要到下周才能恢复。")
