"""How far an action is, by each rule."""

import pytest

from alliance.actions.rollup import Tally, roll_up
from alliance.actions.vocabulary import AssignmentRole, AssignmentState, RollUpRule

R, A, S = RollUpRule, AssignmentRole, AssignmentState


def tally(state, count=1, role=A.ASSIST, weight=None):
    return Tally(role, state, count, weight if weight is not None else count)


def test_two_of_three_are_67_percent_and_not_done():
    found = roll_up(R.ALL, None, [tally(S.VERIFIED, 2), tally(S.IN_PROGRESS)])
    assert (found.percent, found.done, found.asked, found.verified) == (67, False, 3, 2)


def test_nothing_rounds_up_to_done():
    found = roll_up(R.ALL, None, [tally(S.VERIFIED, 999), tally(S.ASSIGNED)])
    assert (found.percent, found.done) == (99, False)


@pytest.mark.parametrize("state", [S.WAIVED, S.RECALLED])
def test_who_is_waived_or_recalled_does_not_count(state):
    found = roll_up(R.ALL, None, [tally(S.VERIFIED), tally(state, 5)])
    assert (found.done, found.asked) == (True, 1)


def test_who_is_only_informed_does_not_count():
    assert roll_up(R.ALL, None, [tally(S.VERIFIED), tally(S.ASSIGNED, 9, A.INFORM)]).done


def test_of_leading_organisations_the_others_are_not_waited_for():
    tallies = [tally(S.VERIFIED, 1, A.LEAD), tally(S.ASSIGNED, 4)]
    assert roll_up(R.LEAD, None, tallies).done
    assert not roll_up(R.LEAD, None, [*tallies, tally(S.REPORTED, 1, A.LEAD)]).done


def test_so_many_of_all_are_enough():
    tallies = [tally(S.VERIFIED, 2), tally(S.ASSIGNED, 8)]
    assert roll_up(R.COUNT, 2, tallies).done
    assert roll_up(R.COUNT, 4, tallies).percent == 50
    assert roll_up(R.COUNT, 40, [tally(S.VERIFIED, 2)]).done


def test_by_weight_the_heavier_counts_for_more():
    tallies = [tally(S.VERIFIED, 1, weight=3), tally(S.ASSIGNED, 1, weight=1)]
    assert roll_up(R.WEIGHTED, 75, tallies).done
    assert roll_up(R.WEIGHTED, 100, tallies).percent == 75


def test_where_nobody_is_left_to_count_it_is_done():
    assert roll_up(R.ALL, None, [tally(S.RECALLED, 3)]).done
