"""Who comes to an audience later gets what is running there; who goes is recalled, and what it told stays."""

from sqlalchemy import select

from alliance.actions import answering, launching, reviewing
from alliance.actions.vocabulary import AssignmentState
from alliance.matrix import commands as matrix
from alliance.matrix.model import Advantage, Seat, SeatRole
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from tests.days import today


def act_on(ground, act, organisation, *more):
    with ground.make.work(ground.officer.actor) as work:
        act(work, work.session.get_one(Organisation, organisation.id), *more)


def seat(ground, organisation, alliance="police_bank"):
    with ground.make.work(ground.officer.actor) as work:
        text = matrix.SeatText(organisation.id, alliance, SeatRole.MEMBER, {"governance_matrix": Advantage.FUNCTIONAL})
        matrix.seat(work, text)


def test_an_organisation_that_is_seated_later_gets_what_runs_in_its_alliance(ground):
    action_id = ground.launch()
    assert ground.carrier.id not in ground.held(action_id)
    seat(ground, ground.carrier)
    assert ground.held(action_id)[ground.carrier.id].state is AssignmentState.ASSIGNED
    assert len(ground.letters("action_assigned")) == 4


def test_what_is_closed_is_not_given_to_whoever_comes_later(ground):
    action_id = ground.launch()
    with ground.action(action_id) as (work, action):
        launching.close(work, action, "已完成")
    seat(ground, ground.carrier)
    assert ground.carrier.id not in ground.held(action_id)


def test_who_is_suspended_is_recalled_and_gets_it_again_when_it_returns(ground):
    action_id = ground.launch()
    act_on(ground, organisations.suspend, ground.banks[0], "整改")
    assert ground.stands(action_id, 0) is AssignmentState.RECALLED
    assert ground.stands(action_id, 1) is AssignmentState.ASSIGNED
    act_on(ground, organisations.resume, ground.banks[0])
    assert ground.stands(action_id, 0) is AssignmentState.ASSIGNED


def test_who_returns_has_until_today_at_least_to_sign_and_to_report(ground):
    action_id = ground.launch()
    with ground.assignment(action_id, 0) as (work, assignment):
        answering.receive(work, assignment)
    act_on(ground, organisations.suspend, ground.banks[0], "整改")
    ground.late(action_id, 0, 9)
    act_on(ground, organisations.resume, ground.banks[0])
    held = ground.held(action_id)[ground.banks[0].id]
    assert (held.state, held.receipt_due_on, held.due_on) == (AssignmentState.ASSIGNED, today(), today())
    assert held.received_at is None


def test_what_was_verified_stays_when_its_organisation_goes(ground):
    action_id = ground.launch()
    ground.report(action_id)
    with ground.assignment(action_id, 0, ground.officer) as (work, assignment):
        reviewing.verify(work, assignment, 1)
    act_on(ground, organisations.release, ground.banks[0], "合并")
    assert ground.stands(action_id, 0) is AssignmentState.VERIFIED


def test_who_leaves_the_alliance_is_recalled(ground):
    action_id = ground.launch()
    with ground.make.work(ground.officer.actor) as work:
        held = work.session.scalars(select(Seat).where(Seat.organisation_id == ground.banks[0].id)).one()
        matrix.unseat(work, held)
    assert ground.stands(action_id, 0) is AssignmentState.RECALLED
