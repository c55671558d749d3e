"""Any order of signing up, withdrawing, offers, lapses and places: never more than the places, the order of coming
kept, nobody in two places at once, and what the shift counts is what its sign-ups say."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from alliance.cover import answering, asking
from alliance.cover.asking import Naming
from alliance.cover.model import StandIn
from alliance.foundation.kernel.errors import Refusal
from alliance.shifts.model import SignUp
from alliance.shifts.vocabulary import SignUpState as S
from tests.shifts.doing import NOW, hours

HOLDS = {"offered", "confirmed", "named"}
PEOPLE = 6
MEETS = ((0, 1), (0, 3), (1, 3))
"""The first two shifts lie at the same time; the last, at another event, begins before one gets there from them."""
SHIFTS = 4


class Machine(RuleBasedStateMachine):
    """`mine`: {(person, shift): the sign-up that stands}. The third shift lies apart: everybody fits it."""

    roster = None

    @initialize()
    def begin(self):
        times = (hours(), hours(), hours(4))
        self.shifts = [self.roster.shift(places=2, **time) for time in times]
        self.shifts.append(self.roster.shift(self.roster.event(title="另一场宣讲"), places=2, **hours(2.25, 1)))
        self.people, self.now, self.mine = self.roster.helpers(PEOPLE), NOW, {}

    def tried(self, act, *given):
        try:
            return act(*given)
        except Refusal:
            return None

    @rule(who=st.integers(0, PEOPLE - 1), shift=st.integers(0, SHIFTS - 1))
    def sign_up(self, who, shift):
        made = self.tried(self.roster.sign_up, self.people[who], self.shifts[shift], self.now)
        if made is not None:
            self.mine[who, shift] = made

    @rule(data=st.data())
    @precondition(lambda self: self.mine)
    def withdraw(self, data):
        who, shift = data.draw(st.sampled_from(sorted(self.mine)))
        self.tried(self.roster.withdraw, self.people[who], self.mine.pop((who, shift)), "", self.now)

    @rule(data=st.data(), takes=st.booleans())
    @precondition(lambda self: self.mine)
    def answer(self, data, takes):
        who, shift = data.draw(st.sampled_from(sorted(self.mine)))
        act = self.roster.accept if takes else self.roster.decline
        self.tried(act, self.people[who], self.mine[who, shift], self.now)

    @rule(data=st.data(), other=st.integers(0, PEOPLE - 1))
    @precondition(lambda self: self.mine)
    def somebody_stands_in(self, data, other):
        who, shift = data.draw(st.sampled_from(sorted(self.mine)))
        passed = self.tried(self.pass_on, self.people[who], self.mine[who, shift], self.people[other])
        if passed is not None:
            del self.mine[who, shift]
            self.mine[other, shift] = passed

    def pass_on(self, first, sign_up_id, second):
        with self.roster.work(first, self.now) as work:
            asking.name(work, sign_up_id, Naming(second.email))
        with self.roster.work(second, self.now) as work:
            own = (StandIn.volunteer_id == self.roster.ids[second.id], StandIn.sign_up_id == sign_up_id)
            asked = work.session.scalar(select(StandIn).where(*own).order_by(StandIn.asked_at.desc()).limit(1))
            if asked is None:
                return None
            answering.take(work, asked)
            made = select(SignUp.id).where(SignUp.shift_id == asked.shift_id).order_by(SignUp.number.desc())
            return work.session.scalars(made.limit(1)).one()

    @rule(shift=st.integers(0, SHIFTS - 1), places=st.integers(1, 4))
    def set_places(self, shift, places):
        self.tried(self.roster.set_places, self.shifts[shift], places)

    @rule(hours=st.integers(1, 13), shift=st.integers(0, SHIFTS - 1))
    def time_passes(self, hours, shift):
        self.now = min(self.now + timedelta(hours=hours), NOW + timedelta(hours=40))
        self.roster.tend(self.shifts[shift], self.now)

    @invariant()
    def never_over_booked_and_counted_right(self):
        for shift_id in self.shifts:
            self.roster.counts_right(shift_id)

    @invariant()
    def nobody_is_in_two_places(self):
        with self.roster.work() as work:
            asked = select(SignUp.shift_id, SignUp.volunteer_id).where(SignUp.state.in_(HOLDS))
            held = [tuple(row) for row in work.session.execute(asked)]
        assert len(held) == len(set(held))
        for one, other in MEETS:
            both = [{who for shift, who in held if shift == self.shifts[n]} for n in (one, other)]
            assert not both[0] & both[1]

    @invariant()
    def places_are_offered_in_the_order_of_coming(self):
        """Of the shift that everybody fits."""
        states = self.roster.states(self.shifts[2])
        if "offered" in states and "waiting" in states:
            assert "offered" not in states[states.index("waiting") :]

    @invariant()
    def no_place_is_free_while_somebody_who_fits_waits(self):
        row = self.roster.row(self.shifts[2])
        assert row.places == row.taken or "waiting" not in self.roster.states(self.shifts[2])


@pytest.mark.timeout(600)
def test_any_order_of_acts_keeps_the_places_and_the_order(roster):
    class Here(Machine):
        pass

    Here.roster = roster
    steps = settings(max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Here, settings=steps)


def test_those_who_wait_are_offered_in_the_order_of_coming(roster):
    shift_id = roster.shift(places=3)
    people = roster.helpers(9)
    ids = [roster.sign_up(one, shift_id) for one in people]
    for who in (1, 0, 2):
        roster.withdraw(people[who], ids[who])
        offered = [number for number, one in enumerate(ids) if roster.state(one) is S.OFFERED]
        assert offered == list(range(3, 3 + len(offered)))
    assert len(offered) == 3
