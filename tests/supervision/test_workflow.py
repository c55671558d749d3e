"""The way of a measure and of a problem as truth tables: state by move, and move by role."""

from itertools import product
from types import SimpleNamespace

import pytest

from alliance.foundation.kernel.actor import NOBODY, Actor, Role
from alliance.foundation.kernel.errors import MoveNotOpen
from alliance.foundation.kernel.ids import new_id
from alliance.policy.table import may
from alliance.supervision import measuring, problems
from alliance.supervision.problems import PlanText, RemedyText
from alliance.supervision.vocabulary import LiftCause, MeasureState, ProblemState, StepCode
from alliance.supervision.workflow import MEASURE_WORKFLOW, PROBLEM_WORKFLOW
from tests.days import in_days

M, P = MeasureState, ProblemState
MEASURE_MOVES = {
    ("issue", M.PROPOSED): M.ISSUED,
    ("approve", M.PROPOSED): M.ISSUED,
    ("withdraw", M.PROPOSED): M.WITHDRAWN,
    ("answer", M.ISSUED): M.ANSWERED,
    ("lift", M.ISSUED): M.LIFTED,
    ("lift", M.ANSWERED): M.LIFTED,
}
PROBLEM_MOVES = {
    ("plan", P.LISTED): P.PLANNED,
    ("rectify", P.PLANNED): P.RECTIFIED,
    ("send_back", P.RECTIFIED): P.PLANNED,
    ("recheck", P.RECTIFIED): P.RECHECKED,
    ("reopen", P.RECHECKED): P.PLANNED,
    ("write_off", P.RECHECKED): P.WRITTEN_OFF,
}
MEASURE_ACTS = {
    "approve": measuring.approve,
    "withdraw": lambda work, measure: measuring.withdraw(work, measure, "依据不足"),
    "answer": lambda work, measure: measuring.answer(work, measure, "已办结"),
    "lift": lambda work, measure: measuring.lift(work, measure, "已办结"),
}
PROBLEM_ACTS = {
    "plan": lambda work, it: problems.plan(work, it, PlanText("合规部", "副行长", [RemedyText("整改", in_days(1))])),
    "rectify": lambda work, it: problems.rectify(work, it, "已整改"),
    "send_back": lambda work, it: problems.send_back(work, it, "仍有缺失"),
    "recheck": lambda work, it: problems.recheck(work, it, "属实"),
    "reopen": lambda work, it: problems.reopen(work, it, "仍有缺失"),
    "write_off": lambda work, it: problems.write_off(work, it, "同意"),
}
OWN, HERE = new_id(), "140106"
ACTORS = {
    role: Actor(
        new_id(),
        role=role,
        organisation_id=OWN if role in {Role.LIAISON, Role.STAFF} else None,
        district_code=HERE if role is Role.DISTRICT_OFFICER else None,
    )
    for role in Role
} | {None: NOBODY}
CENTER = {Role.CENTER_ADMIN, Role.CENTER_OFFICER}
MEMBER = {Role.LIAISON, Role.STAFF}
MAKERS = {
    "issue": CENTER,
    "approve": CENTER,
    "withdraw": CENTER,
    "answer": MEMBER,
    "lift": CENTER,
    "plan": MEMBER,
    "rectify": MEMBER,
    "send_back": CENTER | {Role.DISTRICT_OFFICER},
    "recheck": CENTER | {Role.DISTRICT_OFFICER},
    "reopen": CENTER,
    "write_off": CENTER,
}


def moves_of(workflow):
    return {(name, frm): move.to for name, move in workflow.moves.items() for frm in move.frm}


def test_the_tables_hold_these_moves_and_no_other():
    assert moves_of(MEASURE_WORKFLOW) == MEASURE_MOVES
    assert moves_of(PROBLEM_WORKFLOW) == PROBLEM_MOVES


@pytest.mark.parametrize(("name", "role"), list(product(MAKERS, ACTORS)))
def test_a_move_is_made_by_whom_it_belongs_to(name, role):
    thing = SimpleNamespace(
        organisation_id=OWN,
        district_code=HERE,
        issued_at=object(),
        proposed_by_id=new_id(),
        rectified_by_id=new_id(),
        rechecked_by_id=new_id(),
    )
    move = (MEASURE_WORKFLOW.moves | PROBLEM_WORKFLOW.moves)[name]
    assert may(ACTORS[role], move.can, thing) == (role in MAKERS[name])
    elsewhere = SimpleNamespace(**vars(thing) | {"organisation_id": new_id(), "district_code": "140105"})
    assert may(ACTORS[role], move.can, elsewhere) == (role in MAKERS[name] & CENTER)


@pytest.mark.parametrize("name", ["approve", "recheck", "write_off", "send_back", "reopen"])
def test_nobody_is_the_second_person_to_oneself(name):
    actor = ACTORS[Role.CENTER_ADMIN]
    own = SimpleNamespace(proposed_by_id=actor.person_id, rectified_by_id=actor.person_id, rechecked_by_id=new_id())
    move = (MEASURE_WORKFLOW.moves | PROBLEM_WORKFLOW.moves)[name]
    assert not may(actor, move.can, own)


def measure_in(desk, state):
    measure_id = desk.letter(approved=state not in {M.PROPOSED, M.WITHDRAWN})
    ends = {M.WITHDRAWN: ["withdraw"], M.ANSWERED: ["answer"], M.LIFTED: ["lift"]}
    for act in ends.get(state, []):
        with desk.measure(measure_id, desk.liaison if act == "answer" else desk.officer) as (work, measure):
            MEASURE_ACTS[act](work, measure)
    return measure_id


@pytest.mark.parametrize(("act", "state"), list(product(MEASURE_ACTS, MeasureState)))
def test_an_act_on_a_measure_is_done_where_the_table_has_it_and_refused_elsewhere(desk, act, state):
    measure_id = measure_in(desk, state)
    with desk.measure(measure_id, desk.liaison if act == "answer" else desk.officer) as (work, measure):
        if (act, state) in MEASURE_MOVES:
            MEASURE_ACTS[act](work, measure)
        else:
            with pytest.raises(MoveNotOpen):
                MEASURE_ACTS[act](work, measure)
    assert desk.stored(measure_id).state is MEASURE_MOVES.get((act, state), state)


@pytest.mark.parametrize(("act", "state"), list(product(PROBLEM_ACTS, ProblemState)))
def test_an_act_on_a_problem_is_done_where_the_table_has_it_and_refused_elsewhere(desk, act, state):
    problem_id = desk.problem_in(state)
    who = desk.liaison if act in {"plan", "rectify"} else desk.third
    with desk.problem(problem_id, who) as (work, problem):
        if (act, state) in PROBLEM_MOVES:
            PROBLEM_ACTS[act](work, problem)
        else:
            with pytest.raises(MoveNotOpen):
                PROBLEM_ACTS[act](work, problem)
    assert desk.stored_problem(problem_id).state is PROBLEM_MOVES.get((act, state), state)


def test_a_step_that_needs_no_second_person_is_issued_at_once_and_a_grave_one_waits(desk):
    assert desk.stored(desk.take_free(StepCode.REMIND)).state is M.ISSUED
    letter = desk.stored(desk.letter(1, approved=False))
    assert letter.state is M.PROPOSED
    assert letter.issued_at is None


def test_what_the_portal_lifts_says_by_which_cause(desk):
    assignment_id = desk.late_assignment()
    measure_id = desk.climb(assignment_id, StepCode.NOTICE)
    with desk.make.work(desk.officer.actor) as work:
        measuring.lift_all_about(work.as_portal(), assignment_id, LiftCause.WAIVED)
    lifted = desk.stored(measure_id)
    assert (lifted.state, lifted.lift_cause, lifted.lifted_by_id) == (M.LIFTED, LiftCause.WAIVED, None)
