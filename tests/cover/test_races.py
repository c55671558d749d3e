"""Many at once, with real threads: one place is one person's, whoever says yes, withdraws or calls off meanwhile."""

from datetime import timedelta
from functools import partial

import pytest

from alliance.cover import asking
from alliance.cover.asking import Naming
from tests.shifts.doing import DAY, at_once, hours

ROUNDS = range(3)


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_all_who_say_yes_at_once_one_has_the_place(crew, _round):
    people = crew.roster.helpers(5)
    crew.seek()
    came = at_once(*[partial(crew.take, one) for one in people])
    assert sorted(came) == ["MoveNotOpen"] * 4 + ["done"]
    assert crew.coming() == [crew.roster.ids[people[came.index("done")].id]]
    assert crew.states() == ["over"] * 4 + ["taken"]
    crew.roster.counts_right(crew.shift_id)


@pytest.mark.parametrize("_round", ROUNDS)
def test_saying_yes_against_the_withdrawal_of_whoever_asked(crew, _round):
    """Either she is followed by whoever said yes, or by nobody: never does a place count twice, or get lost."""
    other = crew.roster.helper()
    crew.name(other)
    took, _withdrew = came = at_once(partial(crew.take, other), partial(crew.roster.withdraw, crew.first, crew.place))
    assert sorted(came) == ["MoveNotOpen", "done"]
    assert crew.comes(other) == (took == "done")
    assert not crew.comes(crew.first)
    assert crew.states() == (["taken"] if took == "done" else ["over"])
    crew.roster.counts_right(crew.shift_id)


@pytest.mark.parametrize("_round", ROUNDS)
def test_saying_yes_against_calling_the_shift_off_leaves_nobody_in(crew, _round):
    other = crew.roster.helper()
    crew.name(other)
    took, called_off = at_once(partial(crew.take, other), partial(crew.roster.call_off, crew.shift_id))
    assert called_off == "done"
    assert took in {"done", "MoveNotOpen"}
    assert crew.coming() == []
    assert crew.roster.row(crew.shift_id).taken == 0
    assert bool(crew.roster.told(other.email)) == (took == "done"), "whoever had said yes is told not to come"


@pytest.mark.parametrize("_round", ROUNDS)
def test_saying_yes_while_signing_up_elsewhere_puts_nobody_in_two_places(crew, _round):
    other = crew.roster.helper()
    crew.name(other)
    elsewhere = crew.roster.shift(crew.roster.event(title="同时的另一场"), places=4, **hours(1))
    came = at_once(partial(crew.take, other), partial(crew.roster.sign_up, other, elsewhere))
    assert sorted(came) == ["Conflict", "done"]
    assert crew.comes(other) == (came[0] == "done")
    assert crew.roster.states(elsewhere) == (["confirmed"] if came[1] == "done" else [])


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_askers_with_one_helper_have_one_helper(crew, _round):
    """The same person says yes to two at once, in two events at the same time."""
    other = crew.roster.helper()
    second = crew.roster.helper()
    elsewhere = crew.roster.shift(crew.roster.event(title="同时的另一场"), places=1)
    place = crew.roster.sign_up(second, elsewhere)
    crew.name(other)
    mine = crew.request(other)
    with crew.roster.work(second) as work:
        asking.name(work, place, Naming(other.email))
    [theirs] = [one.id for one in crew.requests() if one.id != mine]
    came = at_once(*[partial(crew.take_request, other, one) for one in (mine, theirs)])
    assert sorted(came) == ["Conflict", "done"]
    crew.roster.counts_right(crew.shift_id)
    crew.roster.counts_right(elsewhere)


@pytest.mark.parametrize("_round", ROUNDS)
def test_saying_yes_against_leaving_ends_with_nobody_there_who_has_left(crew, _round):
    other = crew.roster.helper()
    crew.name(other)
    took, left = at_once(partial(crew.take, other), partial(crew.leave, other))
    assert left == "done"
    assert took in {"done", "Conflict", "MoveNotOpen", "NotThere"}
    assert not crew.comes(other)
    assert "asked" not in crew.states()
    crew.roster.counts_right(crew.shift_id)


@pytest.mark.parametrize("_round", ROUNDS)
def test_saying_yes_against_the_end_of_the_time_is_one_or_the_other(crew, _round):
    other = crew.roster.helper()
    crew.name(other)
    until = crew.requests()[0].until
    took, _tended = at_once(partial(crew.take, other, until - timedelta(seconds=1)), partial(crew.tend, until))
    assert crew.states() == (["taken"] if took == "done" else ["lapsed"])
    assert crew.comes(other) == (took == "done")


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_who_ask_at_once_ask_different_people_where_there_are_enough(crew, _round):
    """Who was just asked by the one comes last for the other."""
    second = crew.roster.helper()
    another_day = crew.roster.event(title="另一天的", day=DAY + timedelta(days=2))
    elsewhere = crew.roster.shift(another_day, places=1, **hours(48))
    place = crew.roster.sign_up(second, elsewhere)
    crew.roster.helpers(10)

    def seek():
        with crew.roster.work(second) as work:
            asking.seek(work, place)

    assert at_once(crew.seek, seek) == ["done", "done"]
    assert len({one.volunteer_id for one in crew.requests()}) == 10


@pytest.mark.parametrize("_round", ROUNDS)
def test_pressing_twice_at_once_asks_once(crew, _round):
    crew.roster.helpers(8)
    assert sorted(at_once(crew.seek, crew.seek)) == ["MoveNotOpen", "done"]
    assert len(crew.requests()) == 5
