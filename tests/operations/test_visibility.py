"""What SQL lists is what the table lets in: every kind of actor, every state, several audiences."""

from dataclasses import replace
from itertools import product

import pytest

from alliance.audiences.terms import Term, Terms
from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.operations import queries, running
from alliance.operations.queries import OperationFilter
from alliance.operations.vocabulary import OperationState
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from alliance.policy.can import Can
from alliance.policy.table import may
from tests.operations.conducting import BANKS, EVERYBODY

CARRIERS = Terms.of([Term(alliance="police_telecom")])
STATES = list(OperationState)


@pytest.fixture
def every(staff):
    """An operation in each state for each audience; a cancelled draft besides, which nobody else ever reads."""
    kinds = product(STATES, (BANKS, CARRIERS, EVERYBODY))
    made = {staff.operation_in(state, terms=terms): (state, terms) for state, terms in kinds}
    draft = staff.draft()
    with staff.work() as work:
        running.cancel(work, draft, "不再需要")
    return made | {draft: (OperationState.DRAFT, BANKS)}


def actors(staff):
    make = staff.make
    center = [(staff.officer.actor, "all"), (staff.second.actor, "all")]
    overseers = [make.person(Role.INSPECTOR), make.person(Role.DISTRICT_OFFICER, district="140106")]
    colleague = make.person(Role.STAFF, organisation=staff.bank)
    suspended = replace(staff.liaison.actor, organisation_stands=False)
    return [
        *center,
        *((one.actor, "begun") for one in overseers),
        (staff.liaison.actor, BANKS),
        (colleague.actor, BANKS),
        (staff.outsider.actor, CARRIERS),
        (suspended, None),
        (make.person(Role.VOLUNTEER).actor, None),
        (make.person(None).actor, None),
        (NOBODY, None),
    ]


def meant(every, sees):
    """The ids that whoever reads `sees` is meant to read."""
    begun = {key: terms for key, (state, terms) in every.items() if state is not OperationState.DRAFT}
    if sees == "all":
        return set(every)
    if sees == "begun":
        return set(begun)
    return {key for key, terms in begun.items() if sees is not None and terms in (sees, EVERYBODY)}


def test_the_list_and_the_counts_hold_what_the_rule_allows(staff, every):
    for actor, sees in actors(staff):
        with staff.make.work(actor) as work:
            listed = {line.id for line in queries.operations(work, OperationFilter()).lines}
            allowed = {key for key in every if may(actor, Can.READ_OPERATION, queries.reading(work, key))}
            counted = sum(queries.counts(work).by_state.values())
        assert listed == allowed == meant(every, sees), actor.role
        assert counted == len(listed)


def test_a_drill_is_listed_and_not_counted(staff):
    staff.running(drill=True)
    with staff.work() as work:
        assert len(queries.operations(work, OperationFilter()).lines) == 1
        assert queries.counts(work).by_state == {}


def test_a_part_that_one_may_not_read_is_not_among_its_parents_parts(staff):
    parent = staff.operation_in(OperationState.RUNNING, terms=EVERYBODY)
    own = staff.operation_in(OperationState.RUNNING, terms=BANKS, parent_id=parent)
    staff.operation_in(OperationState.RUNNING, terms=CARRIERS, parent_id=parent)
    with staff.work(staff.liaison) as work:
        above, parts = queries.relatives(work, queries.reading(work, parent))
    assert (above, [part.id for part in parts]) == (None, [own])


def test_a_suspended_member_reads_nothing_any_more(staff, browser):
    operation_id, _stage_id = staff.running()
    with staff.work(staff.second) as work:
        organisations.suspend(work, work.session.get_one(Organisation, staff.bank.id), "材料不实")
    browser(staff.liaison).get("operations.operation", status=404, operation_id=operation_id)
