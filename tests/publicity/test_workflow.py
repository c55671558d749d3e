"""The tables of an event and of a point as truth tables: each state, each act, and who may take it."""

from itertools import product

import pytest

from alliance.foundation.kernel.actor import NOBODY, Actor, Role
from alliance.foundation.kernel.errors import MoveNotOpen
from alliance.foundation.kernel.ids import new_id
from alliance.policy.can import Can
from alliance.policy.table import may
from alliance.publicity.programme_model import Point
from alliance.publicity.vocabulary import EventState as E
from alliance.publicity.vocabulary import PointState as P
from alliance.publicity.workflow import EVENT_WORKFLOW, POINT_WORKFLOW
from tests.publicity.planning import ACTS, POINT_WAYS

EVENT_MOVES = {
    ("propose", E.DRAFT): E.PROPOSED,
    ("propose", E.RETURNED): E.PROPOSED,
    ("take_back", E.PROPOSED): E.DRAFT,
    ("approve", E.PROPOSED): E.APPROVED,
    ("give_back", E.PROPOSED): E.RETURNED,
    ("decline", E.PROPOSED): E.DECLINED,
    ("open", E.APPROVED): E.OPEN,
    ("start", E.APPROVED): E.RUNNING,
    ("start", E.OPEN): E.RUNNING,
    ("hold", E.RUNNING): E.HELD,
    ("summarise", E.HELD): E.SUMMARISED,
    ("cancel", E.APPROVED): E.CANCELLED,
    ("cancel", E.OPEN): E.CANCELLED,
    ("cancel", E.RUNNING): E.CANCELLED,
}
POINT_MOVES = {
    ("man", P.PLANNED): P.MANNED,
    ("man", P.PAUSED): P.MANNED,
    ("pause", P.MANNED): P.PAUSED,
    ("clear", P.MANNED): P.CLEARED,
    ("clear", P.PAUSED): P.CLEARED,
}


def moves_of(workflow):
    return {(name, frm): move.to for name, move in workflow.moves.items() for frm in move.frm}


def test_the_tables_hold_these_moves_and_no_other():
    assert moves_of(EVENT_WORKFLOW) == EVENT_MOVES
    assert moves_of(POINT_WORKFLOW) == POINT_MOVES


@pytest.mark.parametrize(("act", "state"), list(product(ACTS, E)))
def test_an_act_on_an_event_is_done_where_the_table_has_it(stage, act, state):
    event_id = stage.event(state)
    if (act, state) in EVENT_MOVES:
        stage.act(act, event_id)
    else:
        with pytest.raises(MoveNotOpen):
            stage.act(act, event_id)
    assert stage.state(event_id) is EVENT_MOVES.get((act, state), state)


@pytest.mark.parametrize(("act", "state"), list(product(("man", "pause", "clear"), P)))
def test_a_point_moves_where_the_table_has_it(stage, act, state):
    event_id = stage.event(E.RUNNING)
    point_id = stage.point(event_id)
    stage.turn(event_id, point_id, *POINT_WAYS[state])
    if (act, state) in POINT_MOVES:
        stage.turn(event_id, point_id, act)
    else:
        with pytest.raises(MoveNotOpen):
            stage.turn(event_id, point_id, act)
    assert stage.stored(Point, point_id).state is POINT_MOVES.get((act, state), state)


@pytest.mark.parametrize(
    "acts",
    [(), ("open",), ("start", "hold"), ("start", "hold", "summarise"), ("cancel",)],
    ids="-".join,
)
def test_a_point_moves_only_while_the_event_takes_place(stage, acts):
    event_id = stage.event(E.APPROVED)
    point_id = stage.point(event_id)
    for act in acts:
        stage.act(act, event_id)
    with pytest.raises(MoveNotOpen):
        stage.turn(event_id, point_id, "man")


class Thing:
    """An event as near to whoever asks as it can be, but for who proposed it."""

    def __init__(self, actor, *, own, approved, by_oneself=False):
        self.organisation_id = actor.organisation_id if own else new_id()
        self.approved_at = object() if approved else None
        self.proposed_by_id = actor.person_id if by_oneself else None
        self.public, self.addressed, self.operating = False, False, False


CENTER = {Role.CENTER_ADMIN, Role.CENTER_OFFICER}
MEMBERS = {Role.LIAISON, Role.STAFF}


@pytest.mark.parametrize(("role", "own", "approved"), list(product([*Role, None], [True, False], [True, False])))
def test_who_keeps_an_event_and_who_decides_about_it(role, own, approved):
    actor = Actor(new_id(), "x", role, organisation_id=new_id()) if role else NOBODY
    thing = Thing(actor, own=own, approved=approved)
    keeps = (role in CENTER and approved) or (role in MEMBERS and own)
    if role is None and own:
        thing.organisation_id = new_id()
    assert may(actor, Can.KEEP_EVENT, thing) is keeps
    assert may(actor, Can.DECIDE_EVENT, thing) is (role in CENTER)
    assert may(actor, Can.WORK_POINT, thing) is (role in CENTER or (role in MEMBERS and own))
    assert may(actor, Can.WRITE_EVENT) is (role in CENTER | MEMBERS)


@pytest.mark.parametrize("role", sorted(CENTER))
def test_the_center_decides_about_a_proposal_by_another_and_about_its_own(role):
    actor = Actor(new_id(), "x", role)
    of_a_member = Thing(actor, own=False, approved=False, by_oneself=True)
    assert not may(actor, Can.DECIDE_EVENT, of_a_member)
    own = Thing(actor, own=True, approved=False, by_oneself=True)
    assert may(actor, Can.DECIDE_EVENT, own)
    assert may(actor, Can.KEEP_EVENT, own)
