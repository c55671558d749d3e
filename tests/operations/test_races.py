"""Two at once: one wins, the other is told, and no circle closes."""

import pytest
from sqlalchemy import select

from alliance.actions.model import ActionLink, JointAction
from alliance.operations.hotspot_model import LogEntry
from alliance.operations.model import Operation, Stage, StageWaiver
from alliance.operations.vocabulary import HotspotState, StageState
from tests.applications.test_races import at_once
from tests.screenless import Browser


@pytest.fixture
def officers(portal, staff):
    return [Browser(portal, who) for who in (staff.officer, staff.second)]


def fields_of(officer, operation_id):
    values = officer.get("operations.edit", operation_id=operation_id).form("/edit").values
    return {name: value for name, value in values.items() if name not in {"csrf_token", "idempotency_key"}}


def test_two_who_tie_operations_to_each_other_at_once_close_no_circle(staff, officers):
    ids = [staff.draft(title=title) for title in ("甲", "乙")]
    posts = [
        (one, "operations.change", fields_of(one, own) | {"parent_id": str(other)}, {"operation_id": own})
        for one, own, other in zip(officers, ids, reversed(ids), strict=True)
    ]
    assert at_once(*posts) == [303, 422]
    assert sorted(staff.stored(Operation, one).parent_id is None for one in ids) == [False, True]


def test_a_circle_of_four_is_not_closed_from_two_sides(staff, officers):
    a, b, c, d = ids = [staff.draft(title=title) for title in "甲乙丙丁"]
    for own, parent in ((a, b), (c, d)):
        officer = officers[0]
        officer.post("operations.change", fields_of(officer, own) | {"parent_id": str(parent)}, operation_id=own)
    posts = [
        (one, "operations.change", fields_of(one, own) | {"parent_id": str(parent)}, {"operation_id": own})
        for one, own, parent in zip(officers, (b, d), (c, a), strict=True)
    ]
    assert at_once(*posts) == [303, 422]
    assert sum(staff.stored(Operation, one).parent_id is None for one in ids) == 1


def test_two_who_close_a_stage_at_once_close_it_once(staff, officers):
    stage_id = staff.stage_in(StageState.OPEN)
    assert at_once(*[(one, "operations.close_stage", {}, {"stage_id": stage_id}) for one in officers]) == [303, 409]


def test_an_action_drafted_while_its_stage_closes_is_never_behind_a_closed_gate(staff, officers):
    stage_id = staff.stage_in(StageState.OPEN)
    form = officers[0].get("operations.new_action", stage_id=stage_id).form("/actions/new").values
    form |= {"title": "入户宣传", "what": "走访", "receipt_due_on": form["due_on"] or "2100-01-01"}
    day = staff.stored(Operation, staff.stored(Stage, stage_id).operation_id).to_on.isoformat()
    form |= {"receipt_due_on": day, "due_on": day}
    del form["csrf_token"]
    statuses = at_once(
        (officers[0], "operations.draft_action", form, {"stage_id": stage_id}),
        (officers[1], "operations.close_stage", {}, {"stage_id": stage_id}),
    )
    assert statuses == [303, 409]


def test_a_draft_that_two_put_into_two_stages_at_once_belongs_to_one(portal, staff):
    stages, action_id = [staff.running(title=title)[1] for title in "甲乙"], staff.loose()
    said = {"draft": f"{action_id}:1"}
    posts = [(Browser(portal, staff.officer), "operations.add_draft", said, {"stage_id": one}) for one in stages]
    assert at_once(*posts)[0] == 303
    with staff.make.work() as work:
        assert len(list(work.session.scalars(select(ActionLink.thing_id)))) == 1


def test_a_draft_that_is_launched_while_it_is_put_into_a_draft_operation_is_one_or_the_other(staff, officers):
    stage_id, action_id = staff.stage(staff.draft()), staff.loose()
    statuses = at_once(
        (officers[0], "operations.add_draft", {"draft": f"{action_id}:1"}, {"stage_id": stage_id}),
        (officers[1], "actions.launch", {"version": "1"}, {"action_id": action_id}),
    )
    assert statuses[0] == 303
    assert statuses[1] in {409, 422}
    linked = staff.stored(JointAction, action_id).launched_at is None
    with staff.make.work() as work:
        assert list(work.session.scalars(select(ActionLink.thing_id))) == [stage_id] * linked


def test_two_who_waive_the_same_action_leave_one_reason(staff, officers):
    _operation_id, stage_id = staff.running()
    address = {"stage_id": stage_id, "action_id": staff.action(stage_id)}
    posts = [(one, "operations.waive", {"reason": f"理由{n}"}, address) for n, one in enumerate(officers)]
    assert at_once(*posts) == [303, 409]
    with staff.make.work() as work:
        assert len(list(work.session.scalars(select(StageWaiver.reason)))) == 1


def test_two_stages_added_at_once_take_two_places(staff, officers):
    address = {"operation_id": staff.draft()}
    posts = [(one, "operations.add_stage", {"title": f"第{n}"}, address) for n, one in enumerate(officers)]
    assert at_once(*posts) == [303, 303]
    with staff.make.work() as work:
        assert sorted(work.session.scalars(select(Stage.position))) == [1, 2]


def test_a_log_sent_twice_at_once_is_one_entry(portal, staff, officers):
    spot = staff.hotspot(staff.running()[0])
    twin = Browser(portal)
    twin.client.set_cookie("portal", officers[0].client.get_cookie("portal").value)
    said = {"words": "走访", "visits": "1", "persons": "1", "cases": "0"}
    posts = [(one, "operations.write_log", said, {"hotspot_id": spot}) for one in (officers[0], twin)]
    assert at_once(*posts) == [303, 303]
    with staff.make.work() as work:
        assert len(list(work.session.scalars(select(LogEntry.id)))) == 1


def test_a_delisting_confirmed_while_it_is_dropped_is_one_or_the_other(portal, staff, officers):
    spot = staff.hotspot_in(HotspotState.PROPOSED)
    statuses = at_once(
        (officers[1], "operations.delist", {}, {"hotspot_id": spot}),
        (officers[0], "operations.keep", {}, {"hotspot_id": spot}),
    )
    assert statuses == [303, 409]
