"""The ways of an action, an assignment, a wish for more time and a sheet of reports as truth tables: every state, move
and role."""

from dataclasses import replace
from itertools import product
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from alliance.actions import answering, drafting, extending, launching, reporting, splitting
from alliance.actions.vocabulary import AT_WORK, FINISHED, ActionState, AssignmentRole, AssignmentState, ExtensionState
from alliance.actions.work_model import Extension, SubTask
from alliance.actions.workflow import ACTION_WORKFLOW, ASSIGNMENT_WORKFLOW, EXTENSION_WORKFLOW, REPORT_SHEET_WORKFLOW
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Actor, Role
from alliance.foundation.kernel.errors import MoveNotOpen
from alliance.foundation.kernel.ids import new_id
from alliance.policy.can import Can
from alliance.policy.table import may
from alliance.sheets.model import SheetState
from tests.actions.standing import ACTS, action_in, assignment_in, wish_in
from tests.days import in_days

A, S, X = ActionState, AssignmentState, ExtensionState
OPEN = [S.ASSIGNED, S.RECEIVED, S.QUERIED, S.DECLINED, S.ACCEPTED, S.IN_PROGRESS, S.REPORTED, S.RETURNED]
WORKING = [S.RECEIVED, S.ACCEPTED, S.IN_PROGRESS, S.RETURNED]
ACTION_MOVES = {("launch", A.DRAFT): A.RUNNING, ("close", A.RUNNING): A.CLOSED, ("stop", A.RUNNING): A.STOPPED}
ASSIGNMENT_MOVES = {
    ("receive", S.ASSIGNED): S.RECEIVED,
    ("note", S.ASSIGNED): S.NOTED,
    ("accept", S.RECEIVED): S.ACCEPTED,
    ("ask_back", S.RECEIVED): S.QUERIED,
    ("decline", S.RECEIVED): S.DECLINED,
    ("answer", S.QUERIED): S.RECEIVED,
    ("insist", S.DECLINED): S.RECEIVED,
    **{("progress", state): S.IN_PROGRESS for state in WORKING},
    **{("report", state): S.REPORTED for state in WORKING},
    ("take_back", S.REPORTED): S.IN_PROGRESS,
    ("give_back", S.REPORTED): S.RETURNED,
    ("verify", S.REPORTED): S.VERIFIED,
    **{("waive", state): S.WAIVED for state in OPEN},
    **{("recall", state): S.RECALLED for state in OPEN},
    ("assign_again", S.RECALLED): S.ASSIGNED,
}
EXTENSION_MOVES = {("grant", X.OPEN): X.GRANTED, ("refuse", X.OPEN): X.REFUSED}
SHEET_MOVES = {("take_over", SheetState.CHECKED): SheetState.TAKEN_OVER}
TABLES = (
    (ACTION_WORKFLOW, ACTION_MOVES, A),
    (ASSIGNMENT_WORKFLOW, ASSIGNMENT_MOVES, S),
    (EXTENSION_WORKFLOW, EXTENSION_MOVES, X),
    (REPORT_SHEET_WORKFLOW, SHEET_MOVES, SheetState),
)

HERE, THERE, OWN, OTHER = "140106", "140105", new_id(), new_id()
ROLES = {
    "administrator": Actor(new_id(), role=Role.CENTER_ADMIN),
    "officer": Actor(new_id(), role=Role.CENTER_OFFICER),
    "inspector": Actor(new_id(), role=Role.INSPECTOR),
    "district officer": Actor(new_id(), role=Role.DISTRICT_OFFICER, district_code=HERE),
    "officer of another district": Actor(new_id(), role=Role.DISTRICT_OFFICER, district_code=THERE),
    "liaison": Actor(new_id(), role=Role.LIAISON, organisation_id=OWN),
    "staff": Actor(new_id(), role=Role.STAFF, organisation_id=OWN),
    "liaison of a suspended member": Actor(new_id(), role=Role.LIAISON, organisation_id=OWN, organisation_stands=False),
    "liaison of another member": Actor(new_id(), role=Role.LIAISON, organisation_id=OTHER, district_code=HERE),
    "volunteer": Actor(new_id(), role=Role.VOLUNTEER),
    "somebody without a role": Actor(new_id()),
    "nobody": Actor(),
}
CENTER = {"administrator", "officer"}
BANK = {"liaison", "staff"}
MAKERS = {
    **dict.fromkeys(("launch", "close", "stop", "recall", "assign_again"), CENTER),
    **dict.fromkeys(("answer", "insist", "waive", "grant", "refuse"), CENTER),
    **dict.fromkeys(("give_back", "verify"), CENTER | {"district officer"}),
    **dict.fromkeys(("receive", "note", "accept", "ask_back", "decline", "progress", "report", "take_back"), BANK),
    "take_over": BANK,
}
THING = SimpleNamespace(organisation_id=OWN, district_code=HERE, reported_by_id=new_id(), launched_at=None)


def test_the_tables_hold_these_moves_and_no_other():
    for workflow, moves, _states in TABLES:
        assert {(name, frm): one.to for name, one in workflow.moves.items() for frm in one.frm} == moves


@pytest.mark.parametrize("who", ROLES)
def test_in_every_state_a_role_has_the_moves_that_are_its_own(who):
    for workflow, moves, states in TABLES:
        for state in states:
            open_now = {one.name for one in workflow.open_to(state, lambda can: may(ROLES[who], Can(can), THING))}
            assert open_now == {name for name, frm in moves if frm is state and who in MAKERS[name]}, state


@pytest.mark.parametrize("who", ["administrator", "officer", "district officer"])
def test_who_sent_the_report_does_not_judge_it_under_any_role(who):
    reporter = replace(ROLES[who], person_id=THING.reported_by_id)
    open_now = {one.name for one in ASSIGNMENT_WORKFLOW.open_to(S.REPORTED, lambda can: may(reporter, Can(can), THING))}
    assert not open_now & {"verify", "give_back"}


@pytest.mark.parametrize("state", list(S))
def test_an_act_on_an_assignment_is_done_where_the_table_has_it_and_refused_elsewhere(ground, state):
    action_id = assignment_in(ground, state)
    with ground.assignment(action_id, 0, ground.second) as (work, assignment):
        for name, act in ACTS.items():
            tried = work.session.begin_nested()
            assignment.role = AssignmentRole.INFORM if name == "note" else AssignmentRole.ASSIST
            if (name, state) in ASSIGNMENT_MOVES:
                act(work, assignment)
            elif name != "assign_again":
                with pytest.raises(MoveNotOpen):
                    act(work, assignment)
            else:
                act(work, assignment)  # looks after every assignment, and leaves this one as it is
            assert assignment.state is ASSIGNMENT_MOVES.get((name, state), state), name
            assert (assignment.finished_at is not None) is (assignment.state in FINISHED), name
            tried.rollback()


@pytest.mark.parametrize("state", list(S))
def test_what_moves_no_state_is_done_while_there_is_work_and_refused_after(ground, state):
    action_id = assignment_in(ground, state)
    while_at_work = {
        "link": lambda work, one: reporting.add_link(work, one, "https://example.org/a"),
        "more time": lambda work, one: extending.ask(work, one, in_days(40), "设备未到"),
    }
    begun = SubTask(assignment_id=None, title="城西支行", added_at=clock.now())
    while_not_given_up = {
        "part": lambda work, one: splitting.add(work, one, splitting.SubTaskText("城东支行")),
        "part done": lambda work, one: splitting.finish(work, one, begun.id),
        "part dropped": lambda work, one: splitting.drop(work, one, begun.id),
    }
    open_in = {
        **dict.fromkeys(while_at_work, AT_WORK),
        "remind": {*AT_WORK, S.ASSIGNED},
        "prolong": set(S) - FINISHED,
        **dict.fromkeys(while_not_given_up, set(S) - FINISHED - {S.DECLINED}),
    }
    acts = while_at_work | while_not_given_up
    acts |= {"remind": answering.remind, "prolong": lambda work, one: extending.prolong(work, one, in_days(40))}
    with ground.assignment(action_id, 0, ground.second) as (work, assignment):
        begun.assignment_id = assignment.id
        work.session.add(begun)
        work.session.flush()
        for name, act in acts.items():
            tried = work.session.begin_nested()
            if state in open_in[name]:
                act(work, assignment)
            else:
                with pytest.raises(MoveNotOpen):
                    act(work, assignment)
            assert assignment.state is state, name
            tried.rollback()


@pytest.mark.parametrize("act", ["progress", "report"])
def test_who_is_only_informed_tells_nothing_in_any_state(ground, act):
    action_id = assignment_in(ground, S.RECEIVED)
    with ground.assignment(action_id) as (work, assignment):
        assignment.role = AssignmentRole.INFORM
        with pytest.raises(MoveNotOpen):
            ACTS[act](work, assignment)


ACTION_ACTS = {
    "launch": launching.launch,
    "close": lambda work, action: launching.close(work, action, "已完成"),
    "stop": lambda work, action: launching.stop(work, action, "任务取消"),
}


@pytest.mark.parametrize(("name", "state"), list(product(ACTION_ACTS, A)))
def test_an_act_on_an_action_is_done_where_the_table_has_it_and_refused_elsewhere(ground, name, state):
    action_id = action_in(ground, state)
    with ground.action(action_id, ground.second) as (work, action):
        if (name, state) in ACTION_MOVES:
            ACTION_ACTS[name](work, action)
        else:
            with pytest.raises(MoveNotOpen), work.session.begin_nested():
                ACTION_ACTS[name](work, action)
    with ground.action(action_id) as (_work, action):
        assert action.state is ACTION_MOVES.get((name, state), state)


@pytest.mark.parametrize("state", list(A))
def test_a_draft_alone_is_changed_and_dropped(ground, state):
    action_id = action_in(ground, state)
    bank = ground.banks[0].id
    with ground.action(action_id) as (work, action):
        for act in (
            lambda: drafting.give_role(work, action, bank, AssignmentRole.LEAD),
            lambda: drafting.take_role(work, action, bank),
            lambda: drafting.rewrite(work, action, ground.text(), action.version),
            lambda: drafting.drop(work, action),
        ):
            if state is A.DRAFT:
                act()
            else:
                with pytest.raises(MoveNotOpen):
                    act()


EXTENSION_ACTS = {
    "grant": lambda work, assignment: extending.grant(work, assignment, "同意"),
    "refuse": lambda work, assignment: extending.refuse(work, assignment, "时间足够"),
}


@pytest.mark.parametrize(("name", "state"), list(product(EXTENSION_ACTS, X)))
def test_a_wish_is_decided_once(ground, name, state):
    action_id = wish_in(ground, state)
    with ground.assignment(action_id, 0, ground.second) as (work, assignment):
        if (name, state) in EXTENSION_MOVES:
            EXTENSION_ACTS[name](work, assignment)
        else:
            with pytest.raises(MoveNotOpen):
                EXTENSION_ACTS[name](work, assignment)
    with ground.make.work() as work:
        assert work.session.scalars(select(Extension.state)).one() is EXTENSION_MOVES.get((name, state), state)
