"""What is done with measures: no step is skipped, letters are numbered, what ends with the work ends by itself."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from alliance.actions import answering, reviewing
from alliance.actions.model import JointAction
from alliance.actions.vocabulary import AssignmentRole
from alliance.foundation.kernel.errors import Conflict, Invalid, NotAllowed
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from alliance.supervision import bulk, measuring
from alliance.supervision.measuring import MeasureText
from alliance.supervision.model import Measure
from alliance.supervision.vocabulary import LiftCause, MeasureState, StepCode
from alliance.worktime.counting import Calendar
from tests.days import today
from tests.supervision.doing import BASIS, ORDER, WORDS


def test_the_steps_are_taken_one_after_the_other(desk):
    assignment_id = desk.late_assignment()
    for step in ORDER:
        measure_id = desk.take(step, assignment_id)
        if desk.stored(measure_id).needs_approver:
            desk.approve(measure_id)
        assert desk.stored(measure_id).state is MeasureState.ISSUED
        assert desk.matter(measure_id).reached == ORDER.index(step) + 1


@pytest.mark.parametrize("step", ORDER[1:])
def test_no_step_is_left_out(desk, step):
    assignment_id = desk.late_assignment()
    with pytest.raises(Invalid, match="No step is left out"):
        desk.take(step, assignment_id)
    with pytest.raises(NotAllowed, match="administrator"):
        desk.take(step, assignment_id, skip_reason="情况紧急")
    assert desk.stored(desk.take(step, assignment_id, desk.admin, skip_reason="情况紧急")).skip_reason == "情况紧急"


def test_a_step_is_not_taken_twice_nor_one_below(desk):
    assignment_id = desk.late_assignment()
    desk.climb(assignment_id, StepCode.NOTICE)
    for step in (StepCode.REMIND, StepCode.NOTICE):
        with pytest.raises(Invalid, match="already taken"):
            desk.take(step, assignment_id)


def test_nothing_further_is_taken_while_a_proposal_waits(desk):
    assignment_id = desk.late_assignment()
    desk.climb(assignment_id, StepCode.NOTICE)
    waiting = desk.take(StepCode.LETTER, assignment_id)
    with pytest.raises(Conflict, match="waits for approval"):
        desk.take(StepCode.LETTER, assignment_id)
    with desk.measure(waiting, desk.officer) as (work, measure):
        measuring.withdraw(work, measure, "依据不足")
    again = desk.take(StepCode.LETTER, assignment_id)
    assert desk.stored(again).state is MeasureState.PROPOSED


def test_letters_are_numbered_within_the_year_and_no_other_step_is(desk):
    numbers = [desk.stored(desk.letter(number % 3)).letter_number for number in range(4)]
    assert numbers == [1, 2, 3, 4]
    assert desk.stored(desk.letter()).letter_year == today().year
    assert desk.stored(desk.take_free(StepCode.REMIND)).letter_number is None


def test_each_year_begins_with_number_one(desk):
    desk.letter()
    measure_id = desk.letter(1, approved=False)
    with desk.make.work(desk.officer.actor, datetime(2031, 1, 2, tzinfo=UTC)) as work:
        measuring.approve(work, work.session.get_one(Measure, measure_id))
    letter = desk.stored(measure_id)
    assert (letter.letter_year, letter.letter_number) == (2031, 1)


def test_a_letter_that_was_not_approved_takes_no_number(desk):
    withdrawn = desk.letter(approved=False)
    with desk.measure(withdrawn, desk.officer) as (work, measure):
        measuring.withdraw(work, measure, "依据不足")
    assert desk.stored(desk.letter(1)).letter_number == 1


def test_an_answer_is_asked_by_a_working_day_where_the_step_asks_for_one(desk):
    within = desk.step(StepCode.LETTER).answer_within
    assert desk.stored(desk.letter()).answer_due_on == Calendar().day_after(today(), within)
    assert desk.stored(desk.take_free(StepCode.REMIND)).answer_due_on is None


def test_the_database_refuses_an_approval_by_the_proposer_and_an_issue_without_one(desk):
    measure_id = desk.letter(approved=False)
    for values in ({"approver_id": desk.admin.id}, {"issued_at": datetime.now(UTC)}):
        with pytest.raises(IntegrityError), desk.make.work() as work:
            work.session.execute(update(Measure).where(Measure.id == measure_id).values(**values))


def test_the_database_refuses_half_a_number_and_the_same_twice(desk):
    first, second = desk.letter(), desk.letter(1)
    for values in ({"letter_number": None}, {"letter_number": desk.stored(first).letter_number}):
        with pytest.raises(IntegrityError), desk.make.work() as work:
            work.session.execute(update(Measure).where(Measure.id == second).values(**values))


def end_by(desk, assignment_id, act):
    with desk.make.work(desk.officer.actor) as work:
        act(work, work.session.merge(desk.assignment(assignment_id)))


def reported_and_verified(desk, assignment_id):
    desk.ground.report(desk.assignment(assignment_id).action_id)
    end_by(desk, assignment_id, lambda work, one: reviewing.verify(work, one, one.revision))


def waived(desk, assignment_id):
    end_by(desk, assignment_id, lambda work, one: reviewing.waive(work, one, "另行安排"))


def suspended(desk, assignment_id):
    with desk.make.work(desk.officer.actor) as work:
        organisations.suspend(work, work.session.get_one(Organisation, desk.bank.id), "材料不实")


ENDS = {LiftCause.VERIFIED: reported_and_verified, LiftCause.WAIVED: waived, LiftCause.RECALLED: suspended}


@pytest.mark.parametrize("cause", ENDS)
def test_what_stands_ends_with_the_work_and_what_waits_is_withdrawn(desk, cause):
    assignment_id = desk.late_assignment()
    issued = desk.climb(assignment_id, StepCode.NOTICE)
    waiting = desk.take(StepCode.LETTER, assignment_id)
    ENDS[cause](desk, assignment_id)
    assert (desk.stored(issued).state, desk.stored(issued).lift_cause) == (MeasureState.LIFTED, cause)
    assert desk.stored(waiting).state is MeasureState.WITHDRAWN
    assert desk.matter(issued).closed_at is not None
    with pytest.raises(Conflict, match="finished or was recalled"):
        desk.take(StepCode.REMIND, assignment_id)


def test_whoever_signs_for_what_it_is_only_told_of_is_no_longer_supervised(desk):
    text = desk.ground.text(default_role=AssignmentRole.INFORM)
    action_id = desk.ground.launch(text)
    desk.ground.late(action_id)
    assignment_id = desk.ground.held(action_id)[desk.bank.id].id
    measure_id = desk.take(StepCode.REMIND, assignment_id)
    desk.ground.receive(action_id)
    assert desk.stored(measure_id).lift_cause is LiftCause.NOTED


def test_whoever_signs_for_work_has_it_still_to_do(desk):
    assignment_id = desk.late_assignment()
    measure_id = desk.take(StepCode.REMIND, assignment_id)
    with desk.make.work(desk.liaison.actor) as work:
        answering.receive(work, work.session.merge(desk.assignment(assignment_id)))
    assert desk.stored(measure_id).state is MeasureState.ISSUED


def test_work_that_is_assigned_again_begins_another_matter(desk):
    assignment_id = desk.late_assignment()
    before = desk.climb(assignment_id, StepCode.NOTICE)
    suspended(desk, assignment_id)
    with desk.make.work(desk.officer.actor) as work:
        organisations.resume(work, work.session.get_one(Organisation, desk.bank.id))
    again = desk.take(StepCode.REMIND, assignment_id)
    assert desk.matter(again).id != desk.matter(before).id
    with desk.make.work(desk.officer.actor) as work:
        old = work.session.merge(desk.matter(before))
        with pytest.raises(Conflict, match="finished or was recalled"):
            measuring.propose(work, old, MeasureText(StepCode.LETTER, BASIS, WORDS))


def test_no_measure_is_taken_about_a_drill(desk):
    assignment_id = desk.late_assignment()
    with desk.make.work() as work:
        action_id = desk.assignment(assignment_id).action_id
        work.session.execute(update(JointAction).where(JointAction.id == action_id).values(drill=True))
    with pytest.raises(Conflict, match="drill"):
        desk.take(StepCode.REMIND, assignment_id)


def test_no_measure_is_taken_about_who_has_left(desk):
    measure_id = desk.letter(approved=False)
    with desk.make.work(desk.officer.actor) as work:
        organisations.release(work, work.session.get_one(Organisation, desk.bank.id), "退出")
    with pytest.raises(Conflict, match="no longer takes part"):
        desk.take_free(StepCode.REMIND)
    with pytest.raises(Conflict, match="no longer takes part"):
        desk.approve(measure_id, desk.officer)


def test_of_many_at_once_each_is_checked_by_itself(desk):
    action_id = desk.ground.launch()
    for number in range(3):
        desk.ground.late(action_id, number, 20)
    held = desk.ground.held(action_id)
    ids = [held[bank.id].id for bank in desk.ground.banks]
    desk.take(StepCode.REMIND, ids[1])
    with desk.make.work(desk.officer.actor) as work:
        text = MeasureText(StepCode.REMIND, BASIS, WORDS)
        outcome = bulk.take_all(work, dict.fromkeys(ids, text))
    assert outcome.done == 2
    assert [assignment_id for assignment_id, _ in outcome.refused] == [ids[1]]
    with desk.make.work() as work:
        assert work.session.query(Measure).count() == 3
