"""Actions, assignments and wishes that have come to a state by the acts that lead there."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from alliance.actions import answering, extending, following, launching, reporting, reviewing
from alliance.actions.reporting import Told
from alliance.actions.vocabulary import ActionState, AssignmentRole, AssignmentState, ExtensionState
from tests.actions.doing import Ground
from tests.days import in_days

S = AssignmentState

ACTS: Mapping[str, Callable[..., Any]] = {
    "receive": answering.receive,
    "note": answering.receive,
    "accept": answering.accept,
    "ask_back": lambda work, one: answering.ask_back(work, one, "宣传片在哪里领取？"),
    "decline": lambda work, one: answering.decline(work, one, "没有营业网点"),
    "answer": lambda work, one: answering.answer(work, one, "见附件"),
    "insist": lambda work, one: answering.insist(work, one, "请照办"),
    "progress": lambda work, one: reporting.progress(work, one, Told("完成一半", 15)),
    "report": lambda work, one: reporting.report(work, one, Told("全部完成", 30)),
    "take_back": reporting.take_back,
    "give_back": lambda work, one: reviewing.give_back(work, one, one.revision, "缺少日期"),
    "verify": lambda work, one: reviewing.verify(work, one, one.revision),
    "waive": lambda work, one: reviewing.waive(work, one, "不再需要"),
    "recall": lambda work, one: launching.recall(work, [one]),
    "assign_again": lambda work, one: following.realign(work, one.organisation_id),
}
"""What makes each move of an assignment."""

OF_THE_BANK = frozenset(
    {"receive", "note", "accept", "ask_back", "decline", "progress", "report", "take_back"},
)
WAYS: Mapping[AssignmentState, tuple[str, ...]] = {
    S.ASSIGNED: (),
    S.RECEIVED: ("receive",),
    S.QUERIED: ("receive", "ask_back"),
    S.DECLINED: ("receive", "decline"),
    S.ACCEPTED: ("receive", "accept"),
    S.IN_PROGRESS: ("receive", "progress"),
    S.REPORTED: ("receive", "report"),
    S.RETURNED: ("receive", "report", "give_back"),
    S.VERIFIED: ("receive", "report", "verify"),
    S.NOTED: ("note",),
    S.WAIVED: ("waive",),
    S.RECALLED: ("recall",),
}


def come_to(ground: Ground, action_id: UUID, state: AssignmentState, after: AssignmentState = S.ASSIGNED) -> None:
    """Let the first bank's assignment come to `state`; it stands `after` another on the way there."""
    for name in WAYS[state][len(WAYS[after]) :]:
        who = ground.liaisons[0] if name in OF_THE_BANK else ground.officer
        with ground.assignment(action_id, 0, who) as (work, assignment):
            ACTS[name](work, assignment)
    assert ground.stands(action_id) is state


def assignment_in(ground: Ground, state: AssignmentState, **text: Any) -> UUID:
    """An action whose first bank's assignment has come to `state`; the id of the action."""
    role = AssignmentRole.INFORM if state is S.NOTED else AssignmentRole.ASSIST
    action_id = ground.launch(ground.text(default_role=role, **text))
    come_to(ground, action_id, state)
    return action_id


def action_in(ground: Ground, state: ActionState, **text: Any) -> UUID:
    said = ground.text(**text)
    if state is ActionState.DRAFT:
        return ground.draft(said)
    action_id = ground.launch(said)
    with ground.action(action_id) as (work, action):
        if state is ActionState.CLOSED:
            launching.close(work, action, "已完成")
        if state is ActionState.STOPPED:
            launching.stop(work, action, "任务取消")
    return action_id


def wish_in(ground: Ground, state: ExtensionState) -> UUID:
    """An action whose first bank has asked for more time, and what became of the wish."""
    action_id = assignment_in(ground, S.RECEIVED)
    with ground.assignment(action_id) as (work, assignment):
        extending.ask(work, assignment, in_days(40), "设备未到")
    with ground.assignment(action_id, 0, ground.officer) as (work, assignment):
        if state is ExtensionState.GRANTED:
            extending.grant(work, assignment)
        if state is ExtensionState.REFUSED:
            extending.refuse(work, assignment, "时间足够")
    return action_id
