"""The way of an initiative and of an answer as truth tables, move by move and act by act."""

from itertools import product

import pytest

from alliance.foundation.kernel.actor import NOBODY
from alliance.foundation.kernel.errors import Conflict, MoveNotOpen
from alliance.initiatives import drafting, issuing, reading
from alliance.initiatives.answers import answer
from alliance.initiatives.vocabulary import InitiativeState, ResponseState
from alliance.initiatives.workflow import INITIATIVE_WORKFLOW, RESPONSE_WORKFLOW
from alliance.policy.can import Can
from alliance.policy.table import may
from tests.initiatives.doing import TEXT

I, R = InitiativeState, ResponseState  # noqa: E741
MOVES = {
    ("issue", I.DRAFT): I.ISSUED,
    ("close", I.ISSUED): I.CLOSED,
    ("withdraw", I.ISSUED): I.WITHDRAWN,
    ("withdraw", I.CLOSED): I.WITHDRAWN,
}
ANSWER_MOVES = {
    ("read", R.SENT): R.READ,
    ("pledge", R.SENT): R.PLEDGED,
    ("pledge", R.READ): R.PLEDGED,
    ("pledge", R.PLEDGED): R.PLEDGED,
    ("pledge", R.DECLINED): R.PLEDGED,
    ("decline", R.SENT): R.DECLINED,
    ("decline", R.READ): R.DECLINED,
    ("decline", R.PLEDGED): R.DECLINED,
    ("fulfil", R.PLEDGED): R.FULFILLED,
}
ACTS = {
    "issue": issuing.issue,
    "close": issuing.close,
    "withdraw": lambda work, initiative: issuing.withdraw(work, initiative, "内容有误"),
}


def moves_of(workflow):
    return {(name, frm): move.to for name, move in workflow.moves.items() for frm in move.frm}


def test_the_tables_hold_these_moves_and_no_other():
    assert moves_of(INITIATIVE_WORKFLOW) == MOVES
    assert moves_of(RESPONSE_WORKFLOW) == ANSWER_MOVES


@pytest.mark.parametrize(("act", "state"), list(product(ACTS, I)))
def test_an_act_on_an_initiative_is_done_where_the_table_has_it(ground, act, state):
    initiative_id = ground.standing(state)
    with ground.center(initiative_id) as (work, initiative):
        if (act, state) in MOVES:
            ACTS[act](work, initiative)
        else:
            with pytest.raises(MoveNotOpen), work.session.begin_nested():
                ACTS[act](work, initiative)
    assert ground.stored(initiative_id).state is MOVES.get((act, state), state)


@pytest.mark.parametrize("state", list(I))
def test_a_draft_alone_is_changed_and_dropped(ground, state):
    initiative_id = ground.standing(state)
    for act in (drafting.drop, lambda work, initiative: drafting.change(work, initiative, TEXT)):
        with ground.center(initiative_id) as (work, initiative):
            if state is not I.DRAFT:
                with pytest.raises(MoveNotOpen):
                    act(work, initiative)
    if state is I.DRAFT:
        with ground.center(initiative_id) as (work, initiative):
            drafting.drop(work, initiative)
        with ground.make.work() as work:
            assert reading.reading(work, initiative_id) is None


@pytest.mark.parametrize(("act", "state"), list(product(("pledge", "decline"), R)))
def test_an_answer_is_given_where_the_table_has_it(ground, act, state):
    initiative_id = ground.in_state(state)
    revision = ground.response(initiative_id).revision
    more = {"revision": revision} if act == "pledge" else {}
    if (act, state) in ANSWER_MOVES:
        getattr(ground, act)(initiative_id, **more)
    else:
        with pytest.raises(MoveNotOpen):
            getattr(ground, act)(initiative_id, **more)
    assert ground.response(initiative_id).state is ANSWER_MOVES.get((act, state), state)


@pytest.mark.parametrize("state", list(R))
def test_reading_marks_once_and_never_moves_back(ground, state):
    initiative_id = ground.in_state(state)
    ground.read(initiative_id)
    assert ground.response(initiative_id).state is ANSWER_MOVES.get(("read", state), state)
    assert ground.response(initiative_id).read_at is not None


@pytest.mark.parametrize("act", ["read", "pledge", "decline"])
@pytest.mark.parametrize("state", [I.CLOSED, I.WITHDRAWN])
def test_nobody_answers_what_has_ended(ground, act, state):
    initiative_id = ground.standing(state)
    with pytest.raises(Conflict):
        getattr(ground, act)(initiative_id)
    assert ground.response(initiative_id).state is R.SENT


def test_each_move_is_for_the_role_that_makes_it(ground):
    """State × move × role: what the buttons of a page are made of."""
    initiative_id = ground.in_state(R.PLEDGED)
    people = {"officer": ground.officer, "member": ground.liaisons[0], "outsider": ground.outsider}
    inspector = ground.make.person(None)
    actors = {name: one.actor for name, one in people.items()} | {"nobody": NOBODY, "without": inspector.actor}
    wanted = {
        "officer": {"issue", "close", "withdraw", "fulfil"},
        "member": {"read", "pledge", "decline"},
    }
    for name, actor in actors.items():
        with ground.make.work(actor) as work:
            thing = reading.reading(work, initiative_id)
            found = answer(work, initiative_id, ground.banks[0].id)
            clause = found.pledges[0].clauses[0]
            open_to = {
                move.name
                for flow in (INITIATIVE_WORKFLOW, RESPONSE_WORKFLOW)
                for move in flow.moves.values()
                if may(actor, Can(move.can), clause if move.name == "fulfil" else thing)
            }
            assert open_to == wanted.get(name, set()), name
