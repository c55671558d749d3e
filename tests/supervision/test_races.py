"""Many at once: no number is lost or given twice, no step is taken twice, and of two officers one is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from alliance.foundation.store.numbering import Numbering
from alliance.journal.model import Entry
from alliance.supervision import measuring
from alliance.supervision.model import Matter, Measure
from alliance.supervision.problem_model import ProblemFile
from alliance.supervision.vocabulary import MeasureState, ProblemState, StepCode
from tests.applications.test_races import at_once
from tests.days import today
from tests.screenless import Browser
from tests.supervision.doing import BASIS, WORDS
from tests.supervision.test_files import attach, file_ids

LETTERS, HANDS = 20, 5


@pytest.fixture
def officers(portal, desk):
    return [Browser(portal, one) for one in (desk.officer, desk.third)]


def measures(make):
    with make.work() as work:
        return work.session.scalars(select(Measure)).all()


def last_number(make):
    with make.work() as work:
        series = f"supervision-letter-{today().year}"
        return work.session.scalar(select(Numbering.last).where(Numbering.series == series))


def test_twenty_letters_approved_by_many_hands_at_once_are_numbered_without_a_gap(desk, make):
    ids = [desk.letter(number % 3, approved=False) for number in range(LETTERS)]
    start = Barrier(HANDS)

    def approve(own):
        start.wait()
        for measure_id in own:
            with make.work(desk.officer.actor) as work:
                measuring.approve(work, work.session.get_one(Measure, measure_id))

    with ThreadPoolExecutor(HANDS) as pool:
        list(pool.map(approve, [ids[hand::HANDS] for hand in range(HANDS)]))
    assert sorted(one.letter_number for one in measures(make)) == list(range(1, LETTERS + 1))
    assert last_number(make) == LETTERS


def test_of_two_who_approve_at_once_one_is_told_and_one_number_is_taken(desk, make, officers):
    measure_id = desk.letter(approved=False)
    posts = [(one, "supervision.approve", {}, {"measure_id": measure_id}) for one in officers]
    assert at_once(*posts) == [303, 409]
    assert desk.stored(measure_id).letter_number == last_number(make) == 1


def test_what_is_approved_and_withdrawn_at_once_is_one_or_the_other(desk, make, officers):
    measure_id = desk.letter(approved=False)
    address = {"measure_id": measure_id}
    posts = (
        (officers[0], "supervision.approve", {}, address),
        (officers[1], "supervision.withdraw", {"reason": "依据不足"}, address),
    )
    assert at_once(*posts) == [303, 409]
    issued = desk.stored(measure_id).state is MeasureState.ISSUED
    assert (last_number(make) or 0) == (1 if issued else 0)


@pytest.mark.parametrize("step", [StepCode.REMIND, StepCode.LETTER])
def test_of_two_who_take_the_same_step_at_once_one_is_told(desk, make, officers, step):
    assignment_id = desk.late_assignment()
    before = 0
    if step is StepCode.LETTER:
        desk.climb(assignment_id, StepCode.NOTICE)
        before = 2
    sent = {"step": str(step), "basis": BASIS, "words": WORDS}
    posts = [(one, "supervision.take", sent, {"assignment_id": assignment_id}) for one in officers]
    statuses = at_once(*posts)
    assert statuses[0] == 303
    assert statuses[1] in {409, 422}
    assert len(measures(make)) == before + 1
    with make.work() as work:
        assert len(work.session.scalars(select(Matter)).all()) == 1


def test_of_two_officers_who_write_off_at_once_one_is_told(desk, portal, officers):
    problem_id = desk.problem_in(ProblemState.RECTIFIED)
    desk.recheck(problem_id, desk.admin)
    posts = [
        (one, "supervision.write_off", {"words": f"同意{n}"}, {"problem_id": problem_id})
        for n, one in enumerate(officers)
    ]
    assert at_once(*posts) == [303, 409]
    problem = desk.stored_problem(problem_id)
    assert problem.state is ProblemState.WRITTEN_OFF
    assert problem.written_off_by_id in {desk.officer.id, desk.third.id}


def test_a_problem_that_is_written_off_while_it_is_reopened_is_one_or_the_other(desk, officers):
    problem_id = desk.problem_in(ProblemState.RECTIFIED)
    desk.recheck(problem_id, desk.admin)
    address = {"problem_id": problem_id}
    posts = (
        (officers[0], "supervision.write_off", {"words": "同意"}, address),
        (officers[1], "supervision.reopen", {"words": "仍有缺失"}, address),
    )
    assert at_once(*posts) == [303, 409]
    assert desk.stored_problem(problem_id).state in {ProblemState.WRITTEN_OFF, ProblemState.PLANNED}


def test_an_answer_that_comes_while_the_measure_is_lifted_is_given_or_refused(desk, portal, officers):
    measure_id = desk.letter()
    member, address = Browser(portal, desk.liaison), {"measure_id": measure_id}
    posts = (
        (officers[0], "supervision.lift", {"reason": "已办结"}, address),
        (member, "supervision.answer", {"words": "已整改"}, address),
    )
    statuses = at_once(*posts)
    assert statuses[0] == 303
    measure = desk.stored(measure_id)
    assert measure.state in {MeasureState.LIFTED, MeasureState.ANSWERED}
    assert (measure.answer == "") == (measure.answered_at is None)


def test_of_two_colleagues_who_answer_at_once_one_is_told(desk, portal):
    measure_id = desk.letter()
    members = [Browser(portal, desk.liaison) for _ in range(2)]
    posts = [
        (one, "supervision.answer", {"words": f"答复{n}"}, {"measure_id": measure_id}) for n, one in enumerate(members)
    ]
    assert at_once(*posts) == [303, 409]


def test_no_file_goes_from_a_report_that_is_sent_at_the_same_moment(portal, desk, make):
    problem_id = desk.problem_in(ProblemState.PLANNED)
    address, members = {"problem_id": problem_id}, [Browser(portal, desk.liaison) for _ in range(2)]
    attach(members[0], "supervision.attach_to_problem", address)
    [file_id] = file_ids(desk, ProblemFile)
    at_once(
        (members[0], "supervision.rectify", {"words": "已全部张贴。"}, address),
        (members[1], "supervision.detach_from_problem", {}, address | {"file_id": file_id}),
    )
    with make.work() as work:
        happened = list(work.session.scalars(select(Entry.event).order_by(Entry.number)))[-2:]
    if file_ids(desk, ProblemFile):
        assert "FileTakenAway" not in happened
    else:
        assert happened[0] == "FileTakenAway"
