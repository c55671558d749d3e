"""The ladder is data: it is changed from a day on, keeps its order, and what was done keeps it as it was."""

from datetime import timedelta

import pytest

from alliance.foundation.kernel.errors import Invalid
from alliance.supervision import ladder, queries
from alliance.supervision.ladder import StepText
from alliance.supervision.vocabulary import StepCode
from tests.days import in_days, today
from tests.supervision.doing import ORDER


def change(desk, code, **other):
    said = {
        "zh": "书面督办",
        "en": "Written supervision",
        "after_working_days": 4,
        "needs_approver": True,
        "answer_within": 7,
        "from_on": today(),
    }
    with desk.make.work(desk.admin.actor) as work:
        ladder.change(work, ladder.find(work, code), StepText(**said | other))


def on(desk, day):
    with desk.make.work() as work:
        return {one.code: one for one in ladder.steps(work, day)}


def test_it_begins_with_the_five_steps_of_the_field(desk):
    held = on(desk, today())
    assert list(held) == ORDER
    assert [one.after_working_days for one in held.values()] == [0, 1, 3, 5, 10]
    assert [one.needs_approver for one in held.values()] == [False, False, True, True, True]


def test_a_change_holds_from_its_day_on_and_not_before(desk):
    change(desk, "letter", from_on=in_days(7))
    assert on(desk, in_days(6))[StepCode.LETTER].after_working_days == 3
    assert on(desk, in_days(7))[StepCode.LETTER].after_working_days == 4
    assert len(on(desk, in_days(7))) == len(ORDER)


def test_a_measure_keeps_the_step_as_it_was(desk):
    before = desk.letter()
    change(desk, "letter")
    after = desk.letter(1)
    with desk.make.work(desk.officer.actor) as work:
        names = [queries.reading(work, one).zh for one in (before, after)]
    assert names == ["督办函", "书面督办"]
    due = [desk.stored(one).answer_due_on for one in (before, after)]
    assert due[0] < due[1]


def test_a_letter_that_waits_is_issued_under_the_step_that_it_was_proposed_under(desk):
    waiting = desk.letter(approved=False)
    change(desk, "letter", answer_within=None)
    desk.approve(waiting, desk.officer)
    assert desk.stored(waiting).answer_due_on is not None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"from_on": today() - timedelta(days=1)}, "from_on"),
        ({"after_working_days": 0}, "after_working_days"),
        ({"after_working_days": 6}, "after_working_days"),
    ],
)
def test_a_day_that_passed_and_a_step_out_of_order_are_refused(desk, wrong, field):
    with pytest.raises(Invalid) as refusal:
        change(desk, "letter", **wrong)
    assert refusal.value.field == field


def test_a_second_change_lies_behind_the_first(desk):
    change(desk, "letter", from_on=in_days(7))
    with pytest.raises(Invalid, match="already"):
        change(desk, "letter", from_on=in_days(7))
    change(desk, "letter", from_on=in_days(8))
    with desk.make.work() as work:
        assert [one.from_on for one in ladder.standing(work) if one.code is StepCode.LETTER][1:] == [
            in_days(7),
            in_days(8),
        ]


@pytest.mark.parametrize("code", ["no_such_step", "", "remind "])
def test_there_is_no_other_step(desk, code):
    with desk.make.work() as work:
        assert ladder.find(work, code) is None
        assert ladder.reading(work, code) is None
