"""Who reads which measure and problem: SQL and the policy say the same, of everybody and in every state."""

import pytest

from alliance.foundation.kernel.actor import NOBODY, PORTAL, Role
from alliance.policy.can import Can
from alliance.policy.table import may
from alliance.supervision import due, ladder, measuring, problem_queries, queries
from alliance.supervision.model import Measure
from alliance.supervision.problem_model import Problem
from alliance.supervision.visibility import measures_for, problems_for
from alliance.supervision.vocabulary import ProblemState, StepCode


@pytest.fixture
def everybody(desk, make):
    others = [
        make.person(Role.STAFF, organisation=desk.bank),
        make.person(Role.LIAISON, organisation=desk.ground.carrier),
        make.person(Role.DISTRICT_OFFICER, district="140105"),
        make.person(Role.VOLUNTEER),
        make.person(None),
    ]
    known = [desk.officer, desk.admin, desk.district, desk.inspector, *desk.ground.liaisons, *others]
    return [NOBODY, PORTAL, *(someone.actor for someone in known)]


@pytest.fixture
def measures(desk):
    """One in every state, of two organisations."""
    ids = [desk.letter(approved=False), desk.letter(1, approved=False), desk.take_free(StepCode.REMIND, 1)]
    answered, lifted, withdrawn = desk.letter(), desk.letter(), desk.letter(approved=False)
    desk.answer(answered)
    with desk.measure(lifted, desk.officer) as (work, measure):
        measuring.lift(work, measure, "办结")
    with desk.measure(withdrawn, desk.officer) as (work, measure):
        measuring.withdraw(work, measure, "撤回")
    return [*ids, answered, lifted, withdrawn]


def test_measures_are_read_by_whom_the_policy_lets(desk, everybody, measures):
    for actor in everybody:
        with desk.make.work(actor) as work:
            every = work.session.query(Measure).all()
            shown = {row.id for row in work.session.query(Measure.id).filter(measures_for(actor))}
            assert shown == {one.id for one in every if may(actor, Can.READ_MEASURE, one)}, actor.role
            listed = {line.id for line in queries.measures(work, queries.MeasureFilter()).lines}
            assert listed == shown
            assert {one for one in measures if queries.reading(work, one)} == shown & set(measures)


def test_problems_are_read_by_whom_the_policy_lets(desk, everybody):
    for state in ProblemState:
        desk.problem_in(state)
    desk.list_problem(1)
    for actor in everybody:
        with desk.make.work(actor) as work:
            every = work.session.query(Problem).all()
            shown = {row.id for row in work.session.query(Problem.id).filter(problems_for(actor))}
            assert shown == {one.id for one in every if may(actor, Can.READ_PROBLEM, one)}, actor.role
            wanted = problem_queries.ProblemFilter()
            assert {one.id for one in problem_queries.problems(work, wanted).problems} == shown
            assert {one.id for one in problem_queries.taken(work, wanted)} == shown


def test_who_stands_for_a_measure_is_told_the_center_only(desk):
    measure_id = desk.letter()
    for someone in (desk.officer, desk.admin, desk.inspector, desk.district, desk.liaison):
        with desk.make.work(someone.actor) as work:
            persons = queries.persons(work, queries.reading(work, measure_id))
        assert (persons is not None) == (someone in (desk.officer, desk.admin))
    with desk.make.work(desk.officer.actor) as work:
        known = queries.persons(work, queries.reading(work, measure_id))
    assert (known.proposer, known.approver) == (desk.admin.actor.name, desk.officer.actor.name)


def test_a_district_officer_sees_who_is_due_in_the_own_district(desk, make):
    desk.late_assignment()
    elsewhere = make.person(Role.DISTRICT_OFFICER, district="140105")
    for someone, count in ((desk.district, 1), (elsewhere, 0), (desk.officer, 1), (desk.liaison, 1)):
        with desk.make.work(someone.actor) as work:
            assert len(due.due(work, due.DueFilter()).lines) == count
            assert len(ladder.steps(work)) == 5
