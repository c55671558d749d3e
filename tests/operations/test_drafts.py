"""Drafts of joint actions that are put into a stage and taken out again, and what keeps them from being launched."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from alliance.actions import launching
from alliance.actions.drafting import Origin
from alliance.actions.model import ActionLink, JointAction
from alliance.actions.vocabulary import ActionState, OriginKind
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from alliance.journal.model import Entry
from alliance.operations import gating, running
from alliance.operations.model import Operation
from alliance.operations.vocabulary import OperationState, StageState
from tests.days import today
from tests.operations.conducting import LAST

AFTER = LAST + timedelta(days=1)


def version(staff, action_id):
    return staff.stored(JointAction, action_id).version


def put(staff, stage_id, action_id, seen=None):
    with staff.work() as work:
        gating.add_draft(work, stage_id, action_id, seen or version(staff, action_id))


def take_out(staff, stage_id, action_id, seen=None):
    with staff.work() as work:
        gating.take_draft_out(work, stage_id, action_id, seen or version(staff, action_id))


def refused(staff, act, stage_id, action_id, seen=None, error=Conflict):
    """The act is refused, and nothing of it stays."""
    before, linked = version(staff, action_id), kinds(staff, action_id)
    with pytest.raises(error) as refusal:
        act(staff, stage_id, action_id, seen)
    assert (version(staff, action_id), kinds(staff, action_id)) == (before, linked)
    return refusal.value


def kinds(staff, action_id):
    with staff.make.work() as work:
        found = work.session.execute(select(ActionLink.kind, ActionLink.thing_id).filter_by(action_id=action_id))
        return dict(found.all())


def launch(staff, action_id):
    with staff.work() as work:
        launching.launch(work, work.session.get_one(JointAction, action_id))


def recorded(staff, action_id):
    with staff.make.work() as work:
        asked = select(Entry.event).where(Entry.subject_id == action_id).order_by(Entry.number)
        return list(work.session.scalars(asked))


def test_a_draft_of_another_origin_is_put_into_a_stage_and_taken_out(staff):
    _operation_id, stage_id = staff.running()
    ask_id = uuid4()
    action_id = staff.loose("入户宣传", Origin(OriginKind.ASK, ask_id, "每月入户"))
    put(staff, stage_id, action_id)
    assert kinds(staff, action_id) == {OriginKind.ASK: ask_id, OriginKind.STAGE: stage_id}
    take_out(staff, stage_id, action_id)
    assert kinds(staff, action_id) == {OriginKind.ASK: ask_id}
    assert recorded(staff, action_id) == ["ActionDrafted", "ActionPutInto", "ActionTakenOut"]


def test_a_mandatory_draft_that_was_put_in_keeps_the_gate_shut(staff):
    _operation_id, stage_id = staff.running()
    staff.open(stage_id)
    action_id = staff.loose("入户宣传")
    put(staff, stage_id, action_id)
    with pytest.raises(Conflict, match="入户宣传"):
        staff.close(stage_id)
    take_out(staff, stage_id, action_id)
    staff.close(stage_id)


def test_a_draft_practises_while_it_belongs_to_a_drill(staff):
    _operation_id, stage_id = staff.running(drill=True)
    action_id = staff.loose()
    put(staff, stage_id, action_id)
    assert staff.stored(JointAction, action_id).drill
    take_out(staff, stage_id, action_id)
    assert not staff.stored(JointAction, action_id).drill


def test_a_draft_that_was_changed_since_is_looked_at_once_more(staff):
    _operation_id, stage_id = staff.running()
    action_id = staff.loose()
    refused(staff, put, stage_id, action_id, seen=7)
    put(staff, stage_id, action_id, seen=1)
    refused(staff, take_out, stage_id, action_id, seen=1)


def test_a_draft_belongs_to_one_stage_and_is_taken_out_of_that_one(staff):
    operation_id, stage_id = staff.running()
    other = staff.stage(operation_id, "打击")
    action_id = staff.loose()
    refused(staff, take_out, stage_id, action_id)
    put(staff, stage_id, action_id)
    refused(staff, put, other, action_id)
    refused(staff, take_out, other, action_id)


def test_what_is_due_outside_of_the_stage_is_not_put_in(staff):
    _operation_id, stage_id = staff.running()
    action_id = staff.loose(due_on=AFTER)
    assert refused(staff, put, stage_id, action_id, error=Invalid).field == "draft"


def test_what_was_launched_is_neither_put_in_nor_taken_out(staff):
    _operation_id, stage_id = staff.running()
    launched = staff.loose()
    launch(staff, launched)
    refused(staff, put, stage_id, launched, error=MoveNotOpen)
    refused(staff, take_out, stage_id, staff.action(stage_id), error=MoveNotOpen)


def test_a_draft_that_was_dropped_meanwhile_is_a_conflict(staff):
    _operation_id, stage_id = staff.running()
    with pytest.raises(Conflict):
        put(staff, stage_id, uuid4(), seen=1)


def test_a_closed_stage_neither_takes_a_draft_nor_gives_one_back(staff):
    stage_id = staff.stage_in(StageState.OPEN)
    inside = staff.action(stage_id, launched=False, mandatory=False)
    staff.close(stage_id)
    refused(staff, put, stage_id, staff.loose())
    refused(staff, take_out, stage_id, inside)


def test_a_finished_operation_neither_takes_a_draft_nor_gives_one_back(staff):
    operation_id, stage_id = staff.running()
    inside = staff.action(stage_id, launched=False, mandatory=False)
    staff.open(stage_id), staff.close(stage_id)
    with staff.work() as work:
        running.finish(work, operation_id)
    refused(staff, put, stage_id, staff.loose(), error=MoveNotOpen)
    refused(staff, take_out, stage_id, inside, error=MoveNotOpen)


def cancelled(staff, operation_id):
    with staff.work() as work:
        running.cancel(work, operation_id, "不再需要")


def test_a_draft_is_taken_out_of_a_cancelled_operation_and_launched_by_itself(staff):
    operation_id, stage_id = staff.running()
    inside = staff.action(stage_id, launched=False, mandatory=False)
    staff.open(stage_id), staff.close(stage_id)
    cancelled(staff, operation_id)
    refused(staff, put, stage_id, staff.loose(), error=MoveNotOpen)
    with pytest.raises(Conflict, match="宣传"):
        launch(staff, inside)
    take_out(staff, stage_id, inside)
    launch(staff, inside)
    assert staff.stored(JointAction, inside).state is ActionState.RUNNING


@pytest.mark.parametrize("cancel", [False, True])
def test_nothing_is_launched_from_an_operation_that_was_not_started(staff, cancel):
    operation_id = staff.operation_in(OperationState.DRAFT)
    action_id = staff.action(staff.stage(operation_id, "打击"), launched=False)
    if cancel:
        cancelled(staff, operation_id)
    with pytest.raises(Conflict, match="打击"):
        launch(staff, action_id)
    assert staff.stored(JointAction, action_id).launched_at is None


def test_an_operation_in_preparation_is_not_told_by_its_actions(browser, staff):
    """Whoever oversees actions reads what each comes from: that must not be an operation which they may not read."""
    operation_id = staff.operation_in(OperationState.DRAFT)
    action_id = staff.action(staff.stage(operation_id, "雷霆收网"), launched=False)
    overseers = [
        browser(staff.make.person(Role.INSPECTOR)),
        browser(staff.make.person(Role.DISTRICT_OFFICER, district="140106")),
    ]
    officer = browser(staff.officer)
    refusal = officer.post("actions.launch", {"version": version(staff, action_id)}, status=409, action_id=action_id)
    assert "雷霆收网" in refusal.text
    for one in overseers:
        one.get("actions.action", status=404, action_id=action_id)
        assert "雷霆收网" not in one.get("actions.board").text
    staff.start(operation_id)
    officer.post("actions.launch", {"version": version(staff, action_id)}, action_id=action_id)
    for one in overseers:
        assert "雷霆收网" in one.get("actions.action", action_id=action_id).text
        one.get("operations.operation", operation_id=operation_id)


def test_a_draft_is_put_into_a_stage_and_taken_out_by_clicking(browser, staff):
    _operation_id, stage_id = staff.running()
    officer, address = browser(staff.officer), {"stage_id": stage_id}
    assert "没有" in officer.get("operations.adding_draft", **address).text
    action_id = staff.loose("入户宣传")
    with staff.work(staff.second) as work:
        assert work.person_id != staff.stored(JointAction, action_id).officer_id
    assert "入户宣传" not in browser(staff.second).get("operations.adding_draft", **address).text
    form = officer.get("operations.adding_draft", **address).form("/drafts").values
    officer.post("operations.add_draft", form, status=422, **address)
    page = officer.follow(officer.post("operations.add_draft", form | {"draft": f"{action_id}:1"}, **address))
    assert "入户宣传" in page.text
    officer.post("operations.add_draft", {"draft": f"{action_id}:2"}, status=422, **address)
    page = officer.follow(
        officer.post("operations.take_draft_out", page.form("/take-out").values, action_id=action_id, **address)
    )
    assert "入户宣传" not in page.text
    officer.post("operations.take_draft_out", status=404, action_id=action_id, **address)


@pytest.mark.parametrize("chosen", ["", "x", "x:1", f"{UUID(int=7)}:1", f"{UUID(int=7)}:x"])
def test_what_is_no_draft_of_the_list_is_refused_with_422(browser, staff, chosen):
    _operation_id, stage_id = staff.running()
    staff.loose()
    browser(staff.officer).post("operations.add_draft", {"draft": chosen}, status=422, stage_id=stage_id)


def test_what_is_due_outside_is_refused_on_the_page_with_the_days(browser, staff):
    _operation_id, stage_id = staff.running()
    action_id = staff.loose(due_on=AFTER)
    page = browser(staff.officer).post(
        "operations.add_draft", {"draft": f"{action_id}:1"}, status=422, stage_id=stage_id
    )
    assert str(LAST) in page.text


def test_members_neither_put_drafts_in_nor_take_them_out(browser, staff):
    _operation_id, stage_id = staff.running()
    action_id = staff.action(stage_id, "入户宣传", launched=False)
    member = browser(staff.liaison)
    page = member.get("operations.stage", stage_id=stage_id)
    assert "入户宣传" not in page.text
    assert not [form for form in page.forms if form.action.endswith("/take-out")]
    member.get("operations.adding_draft", status=403, stage_id=stage_id)
    member.post("operations.add_draft", {"draft": f"{staff.loose()}:1"}, status=403, stage_id=stage_id)
    member.post("operations.take_draft_out", {"version": 1}, status=404, stage_id=stage_id, action_id=action_id)


def test_a_stage_that_is_over_offers_neither(browser, staff):
    operation_id, stage_id = staff.running()
    staff.action(stage_id, launched=False, mandatory=False)
    officer = browser(staff.officer)
    assert len(_ways(officer, stage_id)) == 2
    staff.open(stage_id), staff.close(stage_id)
    assert _ways(officer, stage_id) == []
    assert staff.stored(Operation, operation_id).to_on > today()


def _ways(officer, stage_id):
    page = officer.get("operations.stage", stage_id=stage_id)
    found = [*page.links, *(form.action for form in page.forms)]
    return [one for one in found if one.endswith(("/actions/drafts", "/take-out"))]
