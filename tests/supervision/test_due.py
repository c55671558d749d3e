"""Who is due for what: by working days, one step at a time, only where the organisation has to move."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import update

from alliance.actions import answering, reporting
from alliance.actions.model import Assignment, JointAction
from alliance.actions.reporting import Told
from alliance.questions import errands_of
from alliance.supervision import due, measuring, waiting
from alliance.supervision.due import DueFilter
from alliance.supervision.measuring import MeasureText
from alliance.supervision.vocabulary import StepCode
from tests.supervision.doing import BASIS, ORDER, WORDS

FRIDAY = date(2026, 3, 6)


def at(day):
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


@pytest.fixture
def late(desk):
    """The first bank's assignment, due on a Friday; the days of the others lie far ahead."""
    assignment_id = desk.late_assignment()
    with desk.make.work() as work:
        own = update(Assignment).where(Assignment.id == assignment_id)
        work.session.execute(own.values(due_on=FRIDAY, receipt_due_on=FRIDAY))
    return assignment_id


def found(desk, day, wanted=None):
    with desk.make.work(desk.officer.actor, at(day)) as work:
        return list(due.due(work, wanted or DueFilter()).lines)


def take(desk, assignment_id, step, day):
    with desk.make.work(desk.admin.actor, at(day)) as work:
        matter = measuring.about_assignment(work, assignment_id)
        measure = measuring.propose(work, matter, MeasureText(step, BASIS, WORDS))
        if measure.needs_approver:
            work.session.flush()
            measure_id: UUID = measure.id
        else:
            return
    with desk.make.work(desk.officer.actor, at(day)) as work:
        measuring.approve(work, work.session.get_one(measuring.Measure, measure_id))


@pytest.mark.parametrize("day", [FRIDAY - timedelta(days=1), FRIDAY])
def test_nobody_is_due_before_the_day_has_passed(desk, late, day):
    assert found(desk, day) == []


def test_each_step_comes_after_its_working_days(desk, late):
    """0, 1, 3, 5 and 10 working days after a Friday: the weekend does not count."""
    days = {
        StepCode.REMIND: date(2026, 3, 7),
        StepCode.NOTICE: date(2026, 3, 9),
        StepCode.LETTER: date(2026, 3, 11),
        StepCode.INTERVIEW: date(2026, 3, 13),
        StepCode.LISTED: date(2026, 3, 20),
    }
    for step, day in days.items():
        assert step is StepCode.REMIND or found(desk, day - timedelta(days=1)) == []
        assert [line.step.code for line in found(desk, day)] == [step]
        take(desk, late, step, day)
    assert found(desk, date(2026, 6, 1)) == []


def test_who_was_never_reminded_is_reminded_first_however_late(desk, late):
    assert [line.step.code for line in found(desk, date(2026, 6, 1))] == [StepCode.REMIND]


def test_it_says_since_when_and_how_many_working_days(desk, late):
    line = found(desk, date(2026, 3, 10))[0]
    assert (line.since, line.days, line.unsigned) == (FRIDAY, 2, True)


def test_who_did_not_even_sign_is_due_before_the_work_is(desk, late):
    with desk.make.work() as work:
        own = update(Assignment).where(Assignment.id == late)
        work.session.execute(own.values(due_on=FRIDAY + timedelta(days=60)))
    assert found(desk, date(2026, 3, 9))[0].since == FRIDAY
    with desk.make.work(desk.liaison.actor) as work:
        answering.receive(work, work.session.get_one(Assignment, late))
    assert found(desk, date(2026, 3, 9)) == []


def test_nobody_is_chased_for_what_waits_for_the_center(desk, late):
    with desk.make.work(desk.liaison.actor) as work:
        own = work.session.get_one(Assignment, late)
        answering.receive(work, own)
        reporting.report(work, own, Told("已完成"))
    assert found(desk, date(2026, 3, 20)) == []


def test_a_drill_and_a_proposal_that_waits_are_left_out(desk, late):
    day = date(2026, 3, 20)
    take(desk, late, StepCode.REMIND, day)
    take(desk, late, StepCode.NOTICE, day)
    assert len(found(desk, day)) == 1
    with desk.make.work(desk.officer.actor, at(day)) as work:
        text = MeasureText(StepCode.LETTER, BASIS, WORDS)
        letter = measuring.propose(work, measuring.about_assignment(work, late), text)
    assert found(desk, day) == []
    with desk.measure(letter.id, desk.officer) as (work, measure):
        measuring.withdraw(work, measure, "撤回")
    assert len(found(desk, day)) == 1
    with desk.make.work() as work:
        work.session.execute(update(JointAction).values(drill=True))
    assert found(desk, day) == []


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"alliance": "police_bank"}, 1),
        ({"alliance": "police_telecom"}, 0),
        ({"district": "140106"}, 1),
        ({"district": "140105"}, 0),
        ({"step": "remind"}, 1),
        ({"step": "letter"}, 0),
    ],
)
def test_the_list_is_narrowed(desk, late, wanted, count):
    assert len(found(desk, date(2026, 3, 20), DueFilter(**wanted))) == count


def test_the_list_goes_on_from_the_last_row_of_a_page(desk, late, monkeypatch):
    monkeypatch.setattr(due, "PAGE_ROWS", 2)
    with desk.make.work() as work:
        work.session.execute(update(Assignment).values(due_on=FRIDAY, receipt_due_on=FRIDAY))
    seen, after = [], None
    with desk.make.work(desk.officer.actor, at(date(2026, 3, 20))) as work:
        for _page in range(2):
            page = due.due(work, DueFilter(), after)
            seen += [line.organisation for line in page.lines]
            after = page.next_key
    assert len(seen) == len(set(seen)) == 3
    assert after is None


def test_only_those_that_are_due_are_found_among_the_named(desk, late):
    with desk.make.work(desk.officer.actor, at(date(2026, 3, 20))) as work:
        others = [one.id for one in work.session.query(Assignment)]
        assert [line.assignment_id for line in due.due_among(work, others)] == [late]
    assert ORDER[0] is StepCode.REMIND


def test_the_desk_says_that_somebody_is_due_until_the_step_is_taken(desk, late):
    day = date(2026, 3, 7)

    def errands():
        with desk.make.work(desk.officer.actor, at(day)) as work:
            return [one.endpoint for one in errands_of(work, waiting.questions, frozenset(), waiting.facts(work))]

    assert errands() == ["supervision.due_for"]
    take(desk, late, StepCode.REMIND, day)
    assert errands() == []
