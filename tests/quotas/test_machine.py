"""Any order of keeping, naming, answering, striking, returning and signing up: never more than the places, the order
of each list kept, and what a shift keeps is what its quotas have left."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from alliance.foundation.kernel.errors import Refusal
from alliance.quotas import keeping, naming
from alliance.quotas.keeping import QuotaText
from alliance.shifts.model import HOLDING, Quota, SignUp
from alliance.shifts.vocabulary import SignUpState as S
from tests.quotas.filling import HOUR, people
from tests.shifts.doing import NOW

KNOWN = 4
"""So many of those who are named are volunteers."""


class Machine(RuleBasedStateMachine):
    bank = None

    @initialize()
    def begin(self):
        self.now, self.named = NOW, 0
        self.shift_id = self.bank.roster.shift(places=4)
        self.helpers = self.bank.roster.helpers(3)
        tag = str(self.shift_id)[-6:]
        self.staff = [type(one)(one.name, f"{tag}{one.email}") for one in people(9)]
        for one in self.staff[:KNOWN]:
            self.bank.volunteer(one.email)

    def tried(self, who, act, *given):
        try:
            with self.bank.roster.work(who, self.now) as work:
                return act(work, *given)
        except Refusal:
            return None

    def quota(self):
        with self.bank.make.work() as work:
            return work.session.scalar(select(Quota).where(Quota.shift_id == self.shift_id))

    @rule(places=st.integers(1, 5))
    def keep(self, places):
        text = QuotaText(places, HOUR, self.bank.organisation.id)
        self.tried(self.bank.roster.stage.officer, keeping.keep, self.shift_id, text)

    @rule(places=st.integers(1, 5))
    def change(self, places):
        if quota := self.quota():
            text = QuotaText(places, HOUR, version=quota.version)
            self.tried(self.bank.roster.stage.officer, keeping.change, self.shift_id, quota.id, text)

    @rule()
    def give_back(self):
        if quota := self.quota():
            self.tried(self.bank.roster.stage.officer, keeping.give_back, self.shift_id, quota.id)

    @rule(count=st.integers(1, 3))
    def name(self, count):
        chosen = self.staff[self.named : self.named + count]
        if (quota := self.quota()) and chosen:
            named = self.tried(self.bank.liaison, naming.name_people, quota.id, chosen)
            self.named += len(chosen) if named else 0

    @rule(who=st.integers(0, 8), comes=st.booleans())
    def answer(self, who, comes):
        if who < self.named:
            try:
                (self.bank.come if comes else self.bank.stay_away)(self.staff[who].email, self.now)
            except Refusal:
                return

    @rule(data=st.data())
    def strike(self, data):
        quota = self.quota()
        if rows := self.bank.rows(quota.id) if quota else []:
            self.tried(self.bank.liaison, naming.strike, quota.id, data.draw(st.sampled_from(rows)).id)

    @rule(who=st.integers(0, 2))
    def sign_up(self, who):
        try:
            self.bank.roster.sign_up(self.helpers[who], self.shift_id, self.now)
        except Refusal:
            return

    @rule(hours=st.integers(1, 20))
    def time_passes(self, hours):
        self.now = min(self.now + timedelta(hours=hours), HOUR + timedelta(hours=1))
        self.bank.roster.tend(self.shift_id, self.now)

    @invariant()
    def counted_right(self):
        self.bank.roster.counts_right(self.shift_id)

    @invariant()
    def kept_is_what_the_quota_has_left(self):
        quota, row = self.quota(), self.bank.roster.row(self.shift_id)
        open_now = quota is not None and quota.returned_at is None
        held = [one for one in self.bank.rows(quota.id) if one.state in HOLDING] if quota else []
        assert row.reserved == (quota.places - len(held) if open_now else 0)

    @invariant()
    def the_list_is_filled_in_its_order(self):
        quota = self.quota()
        states = [one.state for one in self.bank.rows(quota.id)] if quota else []
        if quota and quota.returned_at is None and S.WAITING in states:
            assert S.NAMED not in states[states.index(S.WAITING) :]
            assert self.bank.roster.row(self.shift_id).reserved == 0

    @invariant()
    def nobody_stands_twice(self):
        with self.bank.make.work() as work:
            asked = select(SignUp.volunteer_id).where(SignUp.shift_id == self.shift_id, SignUp.state.in_(HOLDING))
            held = [one for one in work.session.scalars(asked) if one]
        assert len(held) == len(set(held))


@pytest.mark.timeout(600)
def test_any_order_of_acts_keeps_places_and_lists(bank):
    class Here(Machine):
        pass

    Here.bank = bank
    steps = settings(max_examples=10, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Here, settings=steps)
