"""The way of a version as a truth table, move by move and act by act, and who makes each move."""

from itertools import product

import pytest

from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.foundation.kernel.errors import MoveNotOpen
from alliance.materials import approving, attaching, drafting
from alliance.materials.workflow import VERSION_WORKFLOW
from alliance.policy.can import Can
from alliance.policy.table import may
from tests.materials.doing import TEXT, State

MOVES = {
    ("propose", State.DRAFT): State.PROPOSED,
    ("give_back", State.PROPOSED): State.DRAFT,
    ("approve", State.PROPOSED): State.APPROVED,
    ("withdraw", State.APPROVED): State.WITHDRAWN,
}
ACTS = {
    "propose": lambda work, version: approving.propose(work, version, version.version),
    "give_back": lambda work, version: approving.give_back(work, version, "请补充来源"),
    "approve": lambda work, version: approving.approve(work, version, version.version),
    "withdraw": lambda work, version: approving.withdraw(work, version, "内容过期"),
}
WRITING = {
    "change": lambda work, version: drafting.change(work, version, TEXT),
    "drop": drafting.drop,
    "attach": lambda work, version: attaching.attach(work, version, []),
}


def test_the_table_holds_these_moves_and_no_other():
    found = {(name, frm): move.to for name, move in VERSION_WORKFLOW.moves.items() for frm in move.frm}
    assert found == MOVES


@pytest.mark.parametrize(("act", "state"), list(product(ACTS, State)))
def test_an_act_is_done_where_the_table_has_it(ground, act, state):
    version_id = ground.standing(state)
    with ground.version(version_id, ground.second) as (work, version):
        if (act, state) in MOVES:
            ACTS[act](work, version)
        else:
            with pytest.raises(MoveNotOpen), work.session.begin_nested():
                ACTS[act](work, version)
    assert ground.stored(version_id).state is MOVES.get((act, state), state)


@pytest.mark.parametrize(("act", "state"), list(product(WRITING, [one for one in State if one is not State.DRAFT])))
def test_nothing_but_a_draft_is_written(ground, act, state):
    version_id = ground.standing(state)
    with ground.version(version_id) as (work, version), pytest.raises(MoveNotOpen):
        WRITING[act](work, version)


@pytest.mark.parametrize("of_the_center", [True, False])
def test_each_move_is_for_who_makes_it(ground, of_the_center):
    """State × move × role: what the buttons of a page are made of."""
    writer = ground.officer if of_the_center else ground.liaison
    version_id = ground.standing(State.APPROVED, writer)
    inspector = ground.make.person(Role.INSPECTOR)
    people = {"writer": writer, "second": ground.second, "outsider": ground.outsider, "inspector": inspector}
    wanted = {
        "writer": {"propose", "withdraw"} if of_the_center else {"propose"},
        "second": {"propose", "give_back", "approve", "withdraw"} - (set() if of_the_center else {"propose"}),
    }
    actors = {name: one.actor for name, one in people.items()} | {"nobody": NOBODY}
    for name, actor in actors.items():
        thing = ground.read(version_id)
        open_to = {name for name, move in VERSION_WORKFLOW.moves.items() if may(actor, Can(move.can), thing)}
        assert open_to == wanted.get(name, set()), name
