"""What is done with operations and stages, and what is refused with words."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from alliance.actions import launching
from alliance.actions.model import ActionLink, JointAction
from alliance.audiences.terms import Term, Terms
from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from alliance.journal.model import Entry, Letter
from alliance.operations import gating, hotspot_commands, running, stages, staging, writing
from alliance.operations.hotspot_commands import LogText, PostingText
from alliance.operations.model import Operation, Stage, StageWaiver
from alliance.operations.staging import StageText
from alliance.operations.vocabulary import Level, OperationState, StageState
from tests.days import in_days, today
from tests.operations.conducting import EVERYBODY, FIRST, LAST, text

BEFORE, AFTER = FIRST - timedelta(days=1), LAST + timedelta(days=1)


def refused(field, work, act, *args):
    """The act is refused at this field, and nothing of it stays."""
    with pytest.raises(Invalid) as refusal, work.session.begin_nested():
        act(work, *args)
    assert refusal.value.field == field
    return refusal.value


def day(number):
    return FIRST + timedelta(days=number)


def changed(staff, operation_id, **changes):
    return text(version=staff.stored(Operation, operation_id).version, **changes)


def test_an_operation_is_drafted_started_and_finished_and_its_members_are_told(staff):
    operation_id, stage_id = staff.running(drill=True)
    with staff.make.work() as work:
        letters = work.session.query(Letter).filter(Letter.template == "operation_started").all()
    assert [letter.params["drill"] for letter in letters] == [True]
    assert letters[0].params["organisation"] == staff.bank.name
    staff.open(stage_id), staff.close(stage_id)
    with staff.work() as work:
        running.finish(work, operation_id)
    assert staff.stored(Operation, operation_id).state is OperationState.FINISHED


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("to_on", {"to_on": BEFORE}),
        ("to_on", {"to_on": FIRST + timedelta(days=6 * 366)}),
        ("terms", {"terms": Terms()}),
        ("terms", {"terms": Terms.of([Term(alliance="police_media")])}),
    ],
)
def test_an_operation_that_makes_no_sense_is_refused(staff, field, wrong):
    with staff.work() as work:
        refused(field, work, writing.draft, text(**wrong))


def test_an_operation_without_stages_does_not_start(staff):
    operation_id = staff.draft()
    with staff.work() as work, pytest.raises(Conflict), work.session.begin_nested():
        running.start(work, operation_id)


def test_an_operation_whose_audience_became_empty_does_not_start(staff):
    from alliance.organisations import commands as organisations
    from alliance.organisations.model import Organisation

    operation_id = staff.operation_in(OperationState.DRAFT)
    with staff.work(staff.second) as work:
        organisations.suspend(work, work.session.get_one(Organisation, staff.bank.id), "材料不实")
    with staff.work() as work, pytest.raises(Conflict), work.session.begin_nested():
        running.start(work, operation_id)


def test_an_operation_is_not_finished_while_a_stage_is_open(staff):
    operation_id, _stage_id = staff.running()
    with staff.work() as work, pytest.raises(Conflict, match="宣传"), work.session.begin_nested():
        running.finish(work, operation_id)


def test_a_change_over_an_older_page_is_refused(staff):
    operation_id = staff.draft()
    with staff.work() as work, pytest.raises(Conflict), work.session.begin_nested():
        writing.change(work, operation_id, text(version=7))


@pytest.mark.parametrize("state", [OperationState.FINISHED, OperationState.CANCELLED])
def test_what_is_over_is_not_changed(staff, state):
    operation_id = staff.operation_in(state)
    said = changed(staff, operation_id)
    with staff.work() as work, pytest.raises(MoveNotOpen), work.session.begin_nested():
        writing.change(work, operation_id, said)


def test_what_runs_stays_the_drill_or_the_earnest_that_it_was_started_as(staff):
    operation_id, _stage_id = staff.running()
    said = changed(staff, operation_id, drill=True)
    with staff.work() as work:
        refused("drill", work, writing.change, operation_id, said)


def test_new_days_leave_no_stage_outside(staff):
    operation_id = staff.draft()
    staff.stage(operation_id, from_on=FIRST, to_on=LAST)
    late = changed(staff, operation_id, from_on=day(1))
    early = changed(staff, operation_id, to_on=day(50))
    with staff.work() as work:
        assert "宣传" in str(refused("from_on", work, writing.change, operation_id, late))
        assert "宣传" in str(refused("to_on", work, writing.change, operation_id, early))


def test_new_days_leave_no_running_action_outside(staff):
    operation_id, stage_id = staff.running()
    staff.action(stage_id, "入户宣传")
    late = changed(staff, operation_id, from_on=in_days(1))
    early = changed(staff, operation_id, to_on=in_days(19))
    with staff.work() as work:
        assert "入户宣传" in str(refused("from_on", work, writing.change, operation_id, late))
        assert "入户宣传" in str(refused("to_on", work, writing.change, operation_id, early))
        refused("to_on", work, staging.change, stage_id, StageText("宣传", FIRST, today(), version=1))


def test_what_belongs_to_an_operation_is_never_above_it(staff):
    city = staff.draft(level=Level.CITY)
    with staff.work() as work:
        refused("level", work, writing.draft, text(level=Level.PROVINCE, parent_id=city))
    part = staff.draft(level=Level.CITY, parent_id=city)
    lower = changed(staff, city, level=Level.DISTRICT)
    with staff.work() as work:
        refused("level", work, writing.change, city, lower)
    assert staff.stored(Operation, part).parent_id == city


def test_operations_do_not_belong_to_each_other_in_a_circle(staff):
    one = staff.draft()
    two = staff.draft(parent_id=one)
    three = staff.draft(parent_id=two)
    for parent in (one, two, three):
        said = changed(staff, one, parent_id=parent)
        with staff.work() as work:
            refused("parent_id", work, writing.change, one, said)


def test_nothing_belongs_to_what_was_cancelled_or_never_was(staff):
    cancelled = staff.operation_in(OperationState.CANCELLED)
    with staff.work() as work:
        refused("parent_id", work, writing.draft, text(parent_id=cancelled))
        refused("parent_id", work, writing.draft, text(parent_id=staff.bank.id))


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("from_on", {"from_on": BEFORE}),
        ("from_on", {"from_on": AFTER}),
        ("to_on", {"to_on": AFTER}),
        ("to_on", {"to_on": BEFORE}),
        ("to_on", {"from_on": day(5), "to_on": day(4)}),
    ],
)
def test_a_stage_lies_within_its_operation(staff, field, wrong):
    operation_id = staff.draft()
    stage_id = staff.stage(operation_id)
    with staff.work() as work:
        refused(field, work, staging.add, operation_id, StageText("打击", **wrong))
        refused(field, work, staging.change, stage_id, StageText("打击", version=1, **wrong))


def test_a_stage_does_not_begin_before_the_one_before_it_but_may_overlap(staff):
    operation_id = staff.draft()
    first = staff.stage(operation_id, from_on=day(5), to_on=day(30))
    staff.stage(operation_id, "不知道")
    third = staff.stage(operation_id, "打击", from_on=day(10), to_on=day(60))
    with staff.work() as work:
        refused("from_on", work, staging.add, operation_id, StageText("更早", day(9)))
        refused("from_on", work, staging.change, third, StageText("打击", day(4), version=1))
        refused("from_on", work, staging.change, first, StageText("宣传", day(11), version=1))


def test_days_are_entered_later_even_when_all_is_over(staff):
    operation_id, stage_id = staff.running()
    staff.open(stage_id), staff.close(stage_id)
    with staff.work() as work:
        running.finish(work, operation_id)
    version = staff.stored(Stage, stage_id).version
    with staff.work() as work:
        staging.change(work, stage_id, StageText("宣传", day(0), day(20), version=version))
    assert staff.stored(Stage, stage_id).to_on == day(20)


def test_a_stage_of_a_cancelled_operation_stays_as_it_is(staff):
    operation_id, stage_id = staff.running()
    with staff.work() as work:
        running.cancel(work, operation_id, "不再需要")
    with staff.work() as work, pytest.raises(MoveNotOpen), work.session.begin_nested():
        staging.change(work, stage_id, StageText("宣传", version=1))


def order(staff, operation_id):
    with staff.work() as work:
        return [one.title for one in stages.of_operation(work, operation_id)]


def test_stages_change_places_unless_their_days_forbid_it(staff):
    operation_id = staff.draft()
    staff.stage(operation_id, "一", from_on=day(1))
    two = staff.stage(operation_id, "二")
    three = staff.stage(operation_id, "三", from_on=day(3))
    with staff.work() as work:
        staging.shift(work, two, -1)
    assert order(staff, operation_id) == ["二", "一", "三"]
    with staff.work() as work:
        for stage_id, by in ((three, -1), (three, +1), (two, -1)):
            with pytest.raises(Conflict), work.session.begin_nested():
                staging.shift(work, stage_id, by)
    assert order(staff, operation_id) == ["二", "一", "三"]


def test_a_stage_that_was_opened_or_has_an_action_is_not_removed(staff):
    operation_id, stage_id = staff.running()
    other, spare = staff.stage(operation_id, "打击"), staff.stage(operation_id, "多余")
    staff.open(stage_id), staff.action(other)
    with staff.work() as work:
        for one in (stage_id, other):
            with pytest.raises(Conflict), work.session.begin_nested():
                staging.remove(work, one)
        staging.remove(work, spare)
    assert order(staff, operation_id) == ["宣传", "打击"]
    with staff.work() as work, pytest.raises(Conflict), work.session.begin_nested():
        staging.remove(work, spare)


def test_there_are_only_so_many_stages(staff):
    operation_id = staff.draft()
    for number in range(20):
        staff.stage(operation_id, f"第{number}")
    with staff.work() as work:
        refused("title", work, staging.add, operation_id, StageText("再一个"))


def test_the_gate_stays_shut_by_name_while_a_mandatory_action_is_open(staff):
    _operation_id, stage_id = staff.running()
    staff.open(stage_id)
    staff.action(stage_id, "入户宣传"), staff.action(stage_id, "张贴海报", launched=False)
    staff.action(stage_id, "自愿参加", mandatory=False)
    with staff.work() as work, pytest.raises(Conflict) as refusal, work.session.begin_nested():
        gating.close(work, stage_id)
    named = str(refusal.value)
    assert "入户宣传" in named
    assert "张贴海报" in named
    assert "自愿参加" not in named


def test_the_gate_opens_when_the_action_is_closed_or_waived_with_a_reason(staff):
    _operation_id, stage_id = staff.running()
    staff.open(stage_id)
    closed, waived = staff.action(stage_id, "入户宣传"), staff.action(stage_id, "张贴海报")
    with staff.work() as work:
        launching.close(work, work.session.get_one(JointAction, closed), "已了结")
        gating.waive(work, stage_id, waived, "村里没有公告栏")
    staff.close(stage_id)
    assert staff.stored(Stage, stage_id).state is StageState.CLOSED
    waiver = staff.stored(StageWaiver, (stage_id, waived))
    assert (waiver.reason, waiver.waived_by_id) == ("村里没有公告栏", staff.officer.id)


def test_only_what_keeps_the_gate_shut_is_waived_and_once(staff):
    operation_id, stage_id = staff.running()
    other = staff.stage(operation_id, "打击")
    action_id, elsewhere = staff.action(stage_id), staff.action(other, "打击")
    voluntary = staff.action(stage_id, "自愿", mandatory=False)
    with staff.work() as work:
        gating.waive(work, stage_id, action_id, "理由")
    for one in (action_id, elsewhere, voluntary):
        with staff.work() as work, pytest.raises(Conflict), work.session.begin_nested():
            gating.waive(work, stage_id, one, "理由")


def test_an_action_of_a_stage_is_for_the_audience_within_its_days_and_a_drill_where_the_operation_is(staff):
    operation_id, stage_id = staff.running(drill=True)
    action_id = staff.action(stage_id)
    action, link = staff.stored(JointAction, action_id), staff.stored(ActionLink, (action_id, "stage"))
    assert action.drill
    assert action.audience_id == staff.stored(Operation, operation_id).audience_id
    assert (link.thing_id, link.title) == (stage_id, "宣传")
    with pytest.raises(Invalid):
        staff.action(stage_id, due_on=AFTER, receipt_due_on=today())


def test_a_closed_stage_takes_no_further_action(staff):
    stage_id = staff.stage_in(StageState.CLOSED)
    with pytest.raises(Conflict):
        staff.action(stage_id)


def test_a_cancelled_operation_says_why(staff):
    operation_id = staff.operation_in(OperationState.CANCELLED, terms=EVERYBODY)
    assert staff.stored(Operation, operation_id).reason == "不再需要"


PRIVATE = "张三13800138000私下说"


def test_no_reason_place_or_office_stands_in_the_journal(staff):
    operation_id, stage_id = staff.running()
    action_id = staff.action(stage_id)
    hotspot_id = staff.hotspot(operation_id, f"{PRIVATE}的村")
    with staff.work() as work:
        gating.waive(work, stage_id, action_id, PRIVATE)
        hotspot_commands.station(work, hotspot_id, PostingText(PRIVATE, today(), organisation_id=staff.bank.id))
        hotspot_commands.write_log(work, hotspot_id, LogText(PRIVATE))
        hotspot_commands.propose(work, hotspot_id, PRIVATE)
        running.cancel(work, operation_id, PRIVATE)
    with staff.make.work() as work:
        payloads = str(list(work.session.scalars(select(Entry.payload))))
    assert PRIVATE[:2] not in payloads
