"""The way of a case and the way of an edition as truth tables, move by move and act by act."""

from itertools import product

import pytest

from alliance.cases import releasing, reviewing, writing
from alliance.cases.vocabulary import CaseState, EditionKind, EditionState
from alliance.cases.workflow import CASE_WORKFLOW, EDITION_WORKFLOW
from alliance.foundation.kernel.errors import MoveNotOpen
from alliance.policy.can import Can
from tests.cases.telling import case_in, edition_in

C, E = CaseState, EditionState
CASE_MOVES = {
    ("submit", C.DRAFT): C.SUBMITTED,
    ("submit", C.RETURNED): C.SUBMITTED,
    ("take_back", C.SUBMITTED): C.DRAFT,
    ("give_back", C.SUBMITTED): C.RETURNED,
    ("give_back", C.REVIEWED): C.RETURNED,
    ("set_aside", C.SUBMITTED): C.SET_ASIDE,
    ("set_aside", C.REVIEWED): C.SET_ASIDE,
    ("review", C.SUBMITTED): C.REVIEWED,
    ("publish", C.REVIEWED): C.PUBLISHED,
    ("publish", C.WITHDRAWN): C.PUBLISHED,
    ("withdraw", C.PUBLISHED): C.WITHDRAWN,
}
EDITION_MOVES = {
    ("rewrite", E.PREPARED): E.PREPARED,
    ("release", E.PREPARED): E.RELEASED,
    ("supersede", E.RELEASED): E.SUPERSEDED,
    ("withdraw", E.RELEASED): E.WITHDRAWN,
}
CASE_ACTS = {
    "submit": writing.submit,
    "take_back": writing.take_back,
    "give_back": lambda work, case: reviewing.give_back(work, case, "请补充"),
    "set_aside": lambda work, case: reviewing.set_aside(work, case, "不属于诈骗"),
}
EDITION_ACTS = {
    "release": releasing.release,
    "withdraw": lambda work, edition: releasing.withdraw(work, edition, "内容有误"),
}


def moves_of(workflow):
    return {(name, frm): move.to for name, move in workflow.moves.items() for frm in move.frm}


def test_the_tables_hold_these_moves_and_no_other():
    assert moves_of(CASE_WORKFLOW) == CASE_MOVES
    assert moves_of(EDITION_WORKFLOW) == EDITION_MOVES


def test_every_move_takes_the_permission_of_whoever_makes_it():
    taken = {move.name: move.can for flow in (CASE_WORKFLOW, EDITION_WORKFLOW) for move in flow.moves.values()}
    assert taken["submit"] is taken["take_back"] is Can.CHANGE_CASE
    assert taken["give_back"] is taken["set_aside"] is taken["review"] is Can.REVIEW_CASE
    assert taken["release"] is taken["publish"] is Can.RELEASE_EDITION


@pytest.mark.parametrize(("act", "state"), list(product(CASE_ACTS, CaseState)))
def test_an_act_on_a_case_is_done_where_the_table_has_it_and_refused_elsewhere(desk, act, state):
    case_id = case_in(desk, state)
    with desk.case(case_id, desk.second) as (work, case):
        if (act, state) in CASE_MOVES:
            CASE_ACTS[act](work, case)
        else:
            with pytest.raises(MoveNotOpen):
                CASE_ACTS[act](work, case)
    assert desk.stored(case_id).state is CASE_MOVES.get((act, state), state)


@pytest.mark.parametrize(("act", "state"), list(product(EDITION_ACTS, EditionState)))
def test_an_act_on_an_edition_is_done_where_the_table_has_it_and_refused_elsewhere(desk, act, state):
    edition_id = edition_in(desk, state)
    with desk.edition(edition_id, desk.second) as (work, edition):
        if (act, state) in EDITION_MOVES:
            EDITION_ACTS[act](work, edition)
        else:
            with pytest.raises(MoveNotOpen), work.session.begin_nested():
                EDITION_ACTS[act](work, edition)
    assert desk.stored_edition(edition_id).state is EDITION_MOVES.get((act, state), state)


@pytest.mark.parametrize("state", list(CaseState))
def test_a_draft_alone_is_dropped(desk, state):
    case_id = case_in(desk, state)
    with desk.case(case_id, desk.teller) as (work, case):
        if state is CaseState.DRAFT:
            writing.drop(work, case)
            return
        with pytest.raises(MoveNotOpen):
            writing.drop(work, case)


@pytest.mark.parametrize("state", list(EditionState))
def test_a_prepared_edition_alone_is_dropped(desk, state):
    edition_id = edition_in(desk, state)
    with desk.edition(edition_id, desk.officer) as (work, edition):
        if state is EditionState.PREPARED:
            reviewing.drop(work, edition)
            return
        with pytest.raises(MoveNotOpen):
            reviewing.drop(work, edition)


def test_the_last_edition_that_is_withdrawn_takes_the_case_along(desk):
    case_id = desk.hand_in()
    first, public = desk.publish(case_id), desk.publish(case_id, EditionKind.PUBLIC)
    desk.withdraw(first)
    assert desk.stored(case_id).state is CaseState.PUBLISHED
    desk.withdraw(public)
    assert desk.stored(case_id).state is CaseState.WITHDRAWN
    desk.publish(case_id)
    assert desk.stored(case_id).state is CaseState.PUBLISHED
