"""The way of an initiative and of an answer as truth tables, move by move and act by act."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.foundation.kernel.clock import local_day
from alliance.foundation.kernel.errors import Conflict, MoveNotOpen
from alliance.initiatives import drafting, fulfilling, issuing, reading
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


@pytest.mark.parametrize("state", list(R))
def test_what_is_done_is_told_and_confirmed_while_the_pledge_stands_and_the_last_of_it_fulfils(ground, state):
    initiative_id = ground.in_state(state)
    if state is R.PLEDGED:
        ground.tell(initiative_id)
        assert ground.response(initiative_id).state is R.PLEDGED
        ground.confirm(initiative_id)
    else:
        with pytest.raises(MoveNotOpen):
            ground.tell(initiative_id)
    assert ground.response(initiative_id).state is ANSWER_MOVES.get(("fulfil", state), state)


def test_nothing_is_confirmed_of_a_pledge_that_became_a_refusal(ground):
    initiative_id = ground.in_state(R.PLEDGED)
    ground.tell(initiative_id)
    ground.decline(initiative_id)
    with pytest.raises(MoveNotOpen):
        ground.confirm(initiative_id)
    assert ground.response(initiative_id).state is R.DECLINED


@pytest.mark.parametrize("act", ["read", "pledge", "decline"])
@pytest.mark.parametrize("state", [I.CLOSED, I.WITHDRAWN])
def test_nobody_answers_what_has_ended(ground, act, state):
    initiative_id = ground.standing(state)
    with pytest.raises(Conflict):
        getattr(ground, act)(initiative_id)
    assert ground.response(initiative_id).state is R.SENT


def everybody(ground):
    """{who: actor}: each role, and nobody; the member has an answer to give, the outsider none."""
    make, bank = ground.make, ground.banks[0]
    return {
        "administrator": make.person(Role.CENTER_ADMIN).actor,
        "officer": ground.officer.actor,
        "district officer": make.person(Role.DISTRICT_OFFICER, district="140106").actor,
        "officer of another district": make.person(Role.DISTRICT_OFFICER, district="140105").actor,
        "liaison": ground.liaisons[0].actor,
        "liaison of a suspended member": replace(ground.liaisons[0].actor, organisation_stands=False),
        "staff": make.person(Role.STAFF, organisation=bank).actor,
        "outsider": ground.outsider.actor,
        "inspector": make.person(Role.INSPECTOR, to_on=local_day(clock.now()) + timedelta(days=9)).actor,
        "volunteer": make.person(Role.VOLUNTEER).actor,
        "without": make.person(None).actor,
        "nobody": NOBODY,
    }


CENTER, MEMBER = {"administrator", "officer"}, {"liaison", "staff"}
FOR = {"issue": CENTER, "close": CENTER, "withdraw": CENTER, "fulfil": CENTER} | dict.fromkeys(
    ("read", "pledge", "decline"), MEMBER
)
"""Whose each move is."""


def moves_open(workflow, state, actor, thing, clause=None):
    """The names of the moves that are open to the actor; what is confirmed is a clause."""

    def allowed(can):
        return may(actor, Can(can), clause if clause and can == Can.CONFIRM_FULFILMENT else thing)

    return {one.name for one in workflow.open_to(state, allowed)}


@pytest.mark.parametrize("state", list(I))
def test_each_move_of_an_initiative_is_for_the_roles_that_make_it(ground, state):
    """State × move × role: what the buttons of a page are made of."""
    initiative_id = ground.standing(state)
    for who, actor in everybody(ground).items():
        with ground.make.work(actor) as work:
            thing = reading.reading(work, initiative_id)
            found = moves_open(INITIATIVE_WORKFLOW, state, actor, thing)
        assert found == {name for name, frm in MOVES if frm is state and who in FOR[name]}, who


@pytest.mark.parametrize("state", list(R))
def test_each_move_of_an_answer_is_for_the_roles_that_make_it(ground, state):
    initiative_id = ground.in_state(state)
    for who, actor in everybody(ground).items():
        with ground.make.work(actor) as work:
            thing = reading.reading(work, initiative_id)
            pledges = answer(work, initiative_id, ground.banks[0].id).pledges
            found = moves_open(RESPONSE_WORKFLOW, state, actor, thing, pledges[0].clauses[0] if pledges else None)
        assert found == {name for name, frm in ANSWER_MOVES if frm is state and who in FOR[name]}, who


@pytest.mark.parametrize("role", [Role.CENTER_ADMIN, Role.CENTER_OFFICER])
def test_who_told_that_it_is_done_does_not_confirm_it_under_any_role(ground, role):
    initiative_id = ground.in_state(R.PLEDGED)
    ground.tell(initiative_id)
    teller = replace(ground.make.person(role).actor, person_id=ground.liaisons[0].actor.person_id)
    with ground.make.work(teller) as work:
        clause = fulfilling.clause(work, initiative_id, ground.banks[0].id, ground.asks(initiative_id)[0])
    assert not moves_open(RESPONSE_WORKFLOW, R.PLEDGED, teller, None, clause)
