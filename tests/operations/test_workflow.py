"""The tables of an operation, a stage and a hotspot as truth tables: each state, each act, and who may take it."""

from itertools import product

import pytest

from alliance.foundation.kernel.actor import Actor, Role
from alliance.foundation.kernel.errors import MoveNotOpen
from alliance.foundation.kernel.ids import new_id
from alliance.operations import gating, hotspot_commands, running
from alliance.operations.hotspot_model import Hotspot
from alliance.operations.model import Operation, Stage
from alliance.operations.vocabulary import HotspotState, OperationState, StageState
from alliance.operations.workflow import HOTSPOT_WORKFLOW, OPERATION_WORKFLOW, STAGE_WORKFLOW
from alliance.policy.can import Can
from alliance.policy.table import may

Op, S, H = OperationState, StageState, HotspotState
OPERATION_MOVES = {
    ("start", Op.DRAFT): Op.RUNNING,
    ("finish", Op.RUNNING): Op.FINISHED,
    ("cancel", Op.DRAFT): Op.CANCELLED,
    ("cancel", Op.RUNNING): Op.CANCELLED,
}
STAGE_MOVES = {("open", S.PLANNED): S.OPEN, ("close", S.OPEN): S.CLOSED}
HOTSPOT_MOVES = {
    ("propose", H.LISTED): H.PROPOSED,
    ("keep", H.PROPOSED): H.LISTED,
    ("delist", H.PROPOSED): H.DELISTED,
}
OPERATION_ACTS = {
    "start": running.start,
    "finish": running.finish,
    "cancel": lambda work, operation_id: running.cancel(work, operation_id, "不再需要"),
}
STAGE_ACTS = {"open": gating.open_stage, "close": gating.close}
HOTSPOT_ACTS = {
    "propose": lambda work, hotspot_id: hotspot_commands.propose(work, hotspot_id, "没有发案"),
    "keep": hotspot_commands.keep,
    "delist": hotspot_commands.delist,
}


def moves_of(workflow):
    return {(name, frm): move.to for name, move in workflow.moves.items() for frm in move.frm}


def test_the_tables_hold_these_moves_and_no_other():
    assert moves_of(OPERATION_WORKFLOW) == OPERATION_MOVES
    assert moves_of(STAGE_WORKFLOW) == STAGE_MOVES
    assert moves_of(HOTSPOT_WORKFLOW) == HOTSPOT_MOVES


def tried(staff, act, thing_id, open_now):
    with staff.work(staff.second) as work:
        if open_now:
            act(work, thing_id)
            return
        with pytest.raises(MoveNotOpen), work.session.begin_nested():
            act(work, thing_id)


@pytest.mark.parametrize(("act", "state"), list(product(OPERATION_ACTS, Op)))
def test_an_act_on_an_operation_is_done_where_the_table_has_it(staff, act, state):
    operation_id = staff.operation_in(state)
    if (act, state) == ("finish", Op.RUNNING):
        with staff.work() as work:
            for stage in running.held_stages(work, work.session.get_one(Operation, operation_id)):
                gating.open_stage(work, stage.id), gating.close(work, stage.id)
    tried(staff, OPERATION_ACTS[act], operation_id, (act, state) in OPERATION_MOVES)
    assert staff.stored(Operation, operation_id).state is OPERATION_MOVES.get((act, state), state)


@pytest.mark.parametrize(("act", "state"), list(product(STAGE_ACTS, S)))
def test_an_act_on_a_stage_is_done_where_the_table_has_it(staff, act, state):
    stage_id = staff.stage_in(state)
    tried(staff, STAGE_ACTS[act], stage_id, (act, state) in STAGE_MOVES)
    assert staff.stored(Stage, stage_id).state is STAGE_MOVES.get((act, state), state)


@pytest.mark.parametrize(("act", "state"), list(product(HOTSPOT_ACTS, H)))
def test_an_act_on_a_hotspot_is_done_where_the_table_has_it(staff, act, state):
    hotspot_id = staff.hotspot_in(state)
    tried(staff, HOTSPOT_ACTS[act], hotspot_id, (act, state) in HOTSPOT_MOVES)
    assert staff.stored(Hotspot, hotspot_id).state is HOTSPOT_MOVES.get((act, state), state)


@pytest.mark.parametrize("state", [Op.DRAFT, Op.FINISHED, Op.CANCELLED])
def test_a_stage_opens_and_closes_only_while_its_operation_runs(staff, state):
    operation_id = staff.operation_in(state)
    with staff.work() as work:
        stage = running.held_stages(work, work.session.get_one(Operation, operation_id))[0]
        for act in STAGE_ACTS.values():
            with pytest.raises(MoveNotOpen), work.session.begin_nested():
                act(work, stage.id)


class Ours:
    """A thing as near to whoever asks as it can be."""

    started_at = object()
    addressed = stationed = True
    proposed_by_id = None
    district_code = "140106"


@pytest.mark.parametrize("role", list(Role))
def test_only_the_center_steers_an_operation_and_its_hotspots(role):
    actor = Actor(new_id(), "x", role, organisation_id=new_id(), district_code="140106")
    center = role in {Role.CENTER_ADMIN, Role.CENTER_OFFICER}
    for flow in (OPERATION_WORKFLOW, STAGE_WORKFLOW, HOTSPOT_WORKFLOW):
        for move in flow.moves.values():
            assert may(actor, move.can, Ours()) is center
    assert may(actor, Can.WRITE_OPERATION) is center
    assert may(actor, Can.WRITE_LOG, Ours()) is (role not in {Role.INSPECTOR, Role.VOLUNTEER})
