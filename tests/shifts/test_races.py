"""Many at once, with real threads: never over-booked, the order of coming kept, nobody in two places, nobody lost."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from alliance.shifts.model import SignUp
from alliance.shifts.vocabulary import SignUpState
from alliance.volunteers import keeping as volunteers
from tests.shifts.doing import DAY, NOW, at_once, hours

S = SignUpState


def test_sixty_at_once_for_twelve_places_are_twelve_in_and_the_rest_in_order(roster):
    shift_id = roster.shift(places=12)
    came = at_once(*[partial(roster.sign_up, one, shift_id) for one in roster.helpers(60)])
    assert came == ["done"] * 60
    assert roster.states(shift_id) == ["confirmed"] * 12 + ["waiting"] * 48
    roster.counts_right(shift_id)


def test_two_overlapping_shifts_at_once_are_one(roster):
    other = roster.event(title="另一场宣讲")
    shifts = [roster.shift(places=4), roster.shift(other, places=4, **hours(1))]
    for someone in roster.helpers(4):
        assert sorted(at_once(*[partial(roster.sign_up, someone, one) for one in shifts])) == ["Conflict", "done"]


def test_signing_up_twice_at_once_counts_once(roster):
    shift_id, someone = roster.shift(), roster.helper()
    assert sorted(at_once(*[partial(roster.sign_up, someone, shift_id)] * 3)) == ["MoveNotOpen"] * 2 + ["done"]
    assert roster.states(shift_id) == ["confirmed"]


def test_withdrawing_against_signing_up_loses_no_place(roster):
    shift_id = roster.shift(places=1)
    first, second, third = roster.helpers(3)
    held, waits = roster.sign_up(first, shift_id), roster.sign_up(second, shift_id)
    acts = [partial(roster.withdraw, first, held), partial(roster.sign_up, third, shift_id)]
    assert at_once(*acts) == ["done", "done"]
    assert roster.state(waits) is S.OFFERED
    assert roster.states(shift_id) == ["withdrawn", "offered", "waiting"]
    roster.counts_right(shift_id)


def test_an_offer_is_accepted_or_lapses_never_both(roster):
    shift_id = roster.shift(places=1)
    first, second, third = roster.helpers(3)
    held, waits = roster.sign_up(first, shift_id), roster.sign_up(second, shift_id)
    roster.sign_up(third, shift_id)
    roster.withdraw(first, held)
    until = roster.kept(waits).offered_until
    acts = [partial(roster.accept, second, waits, until - timedelta(seconds=1)), partial(roster.tend, shift_id, until)]
    accepted, _tended = at_once(*acts)
    expected = ["withdrawn", "confirmed", "waiting"] if accepted == "done" else ["withdrawn", "lapsed", "offered"]
    assert roster.states(shift_id) == expected
    roster.counts_right(shift_id)


def test_an_event_called_off_while_people_sign_up_leaves_nobody_in(roster):
    shift_id, people = roster.shift(places=5), roster.helpers(10)
    came = at_once(roster.cancel_event, *[partial(roster.sign_up, one, shift_id) for one in people])
    assert came[0] == "done"
    assert set(came[1:]) <= {"done", "MoveNotOpen"}
    assert set(roster.states(shift_id)) <= {"called_off"}
    told = sum(roster.told(one.email) != [] for one in people)
    assert told == came[1:].count("done")


def test_places_cut_while_people_sign_up_are_never_fewer_than_people(roster):
    shift_id = roster.shift(places=6)
    roster.filled(shift_id, 3)
    acts = [
        partial(roster.set_places, shift_id, 4),
        *[partial(roster.sign_up, one, shift_id) for one in roster.helpers(6)],
    ]
    assert at_once(*acts)[1:] == ["done"] * 6
    roster.counts_right(shift_id)
    states = roster.states(shift_id)
    assert states == sorted(states), "who came first has the place"


def test_leaving_against_signing_up_ends_withdrawn(roster):
    shift_id, someone = roster.shift(places=1), roster.helper()
    second = roster.shift(places=1, **hours(3))
    roster.sign_up(someone, shift_id)

    def leave():
        with roster.work(someone) as work:
            volunteers.leave(work)

    came = at_once(leave, partial(roster.sign_up, someone, second), partial(roster.tend, shift_id))
    assert came[0] == "done", came
    assert not {"confirmed", "waiting"} & {*roster.states(shift_id), *roster.states(second)}
    roster.counts_right(shift_id)


@pytest.mark.parametrize("_round", range(3))
def test_offers_in_two_shifts_at_once_put_nobody_in_two_places(roster, _round):
    """Everybody waits in both, in opposite orders; both are freed at once."""
    other = roster.event(title="同一时段的另一场", day=DAY)
    shifts = [roster.shift(places=1), roster.shift(other, places=1)]
    holders = roster.helpers(2)
    held = [roster.sign_up(one, shift_id) for one, shift_id in zip(holders, shifts, strict=True)]
    people = roster.helpers(6)
    for one in people:
        roster.sign_up(one, shifts[0])
    for one in reversed(people):
        roster.sign_up(one, shifts[1])
    acts = [partial(roster.withdraw, one, sign_up) for one, sign_up in zip(holders, held, strict=True)]
    assert at_once(*acts) == ["done", "done"]
    with roster.work(now=NOW) as work:
        offered = work.session.scalars(select(SignUp.volunteer_id).where(SignUp.state == S.OFFERED)).all()
    assert len(offered) == len(set(offered)) == 2
