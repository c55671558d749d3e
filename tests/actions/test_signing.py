"""An action is signed for by a day, or within working hours from the launch on; the moment is said before and told."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from alliance.actions import drafting, following, launching
from alliance.actions.model import Assignment, JointAction
from alliance.foundation.kernel.clock import LOCAL_ZONE
from alliance.foundation.kernel.errors import Conflict, Invalid
from alliance.worktime import keeping, queries
from alliance.worktime.keeping import DayText
from tests.actions import doing
from tests.days import in_days

FRIDAY = datetime(2024, 9, 27, 15, tzinfo=LOCAL_ZONE)
"""The Friday before National Day."""


@pytest.fixture
def ground(portal, make):
    return doing.ground_of(make)


def drafted(ground, hours=24, now=FRIDAY, **more):
    text = ground.text(receipt_due_on=None, receipt_hours=hours, due_on=date(2024, 10, 31), **more)
    with ground.make.work(ground.officer.actor, now) as work:
        return drafting.draft(work, text).id


def launch(ground, action_id, now):
    with ground.make.work(ground.officer.actor, now) as work:
        launching.launch(work, work.session.get_one(JointAction, action_id))


def test_24_working_hours_from_the_friday_before_national_day_end_after_it(ground):
    action_id = drafted(ground, now=FRIDAY - timedelta(days=10))
    launch(ground, action_id, FRIDAY)
    ends = datetime(2024, 10, 8, 15, tzinfo=LOCAL_ZONE)
    assert {(one.receipt_due_on, one.receipt_due_at) for one in ground.held(action_id).values()} == {
        (ends.date(), ends)
    }
    assert {letter.params["receipt_due_on"] for letter in ground.letters("action_assigned")} == {"2024-10-08 15:00"}


def test_hours_end_by_the_calendar_as_it_was_at_the_launch(ground):
    """What an administrator changes later moves nothing that was set."""
    action_id = drafted(ground)
    with ground.make.work(ground.second.actor, FRIDAY) as work:
        keeping.set_day(work, DayText(date(2024, 9, 29), works=False, reason="本市不调休"))
    launch(ground, action_id, FRIDAY)
    with ground.make.work(ground.second.actor, FRIDAY) as work:
        keeping.set_day(work, DayText(date(2024, 10, 8), works=False, reason="台风"))
    assert {one.receipt_due_on for one in ground.held(action_id).values()} == {date(2024, 10, 9)}


def test_whoever_comes_late_has_as_many_hours_as_the_others_had(ground, make):
    action_id = drafted(ground)
    launch(ground, action_id, FRIDAY)
    late = make.organisation("戊银行（测试）")
    make.seat(late, "police_bank", "governance_matrix")
    come = datetime(2024, 10, 10, 17, tzinfo=LOCAL_ZONE)
    with make.work(ground.officer.actor, come) as work:
        following.realign(work.as_portal(), late.id)
    with make.work() as work:
        held = work.session.scalars(select(Assignment).where(Assignment.organisation_id == late.id)).one()
        expected = queries.timetable(work).moment_after(come, 24 * 60)
    assert held.receipt_due_at == expected == datetime(2024, 10, 14, 17, tzinfo=LOCAL_ZONE)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"receipt_due_on": None, "receipt_hours": None}, "receipt_due_on"),
        ({"receipt_due_on": in_days(2), "receipt_hours": 24}, "receipt_hours"),
        ({"receipt_due_on": None, "receipt_hours": 400}, "receipt_hours"),
    ],
)
def test_one_of_the_two_is_given_and_ends_before_it_is_due(ground, given, field):
    with pytest.raises(Invalid) as refusal:
        ground.draft(ground.text(**given))
    assert refusal.value.field == field


def test_hours_that_would_end_after_the_work_is_due_are_not_launched(ground):
    """The draft was sound; it waited too long."""
    action_id = drafted(ground)
    with pytest.raises(Conflict):
        launch(ground, action_id, datetime(2024, 10, 31, 9, tzinfo=LOCAL_ZONE))


def test_the_moment_is_said_before_the_launch_and_stands_on_the_assignment(ground, browser):
    action_id = ground.draft(ground.text(receipt_due_on=None, receipt_hours=16))
    officer = browser(ground.officer)
    before = officer.get("actions.launching", action_id=action_id)
    assert "16 个工作小时" in before.text
    assert "星期" in before.text
    officer.post(before.form("/launch").action, before.form("/launch").values)
    assignment = ground.held(action_id)[ground.banks[0].id]
    shown = browser(ground.liaisons[0]).get("actions.assignment", assignment_id=assignment.id)
    assert f"{assignment.receipt_due_at.astimezone(LOCAL_ZONE):%Y-%m-%d %H:%M}" in shown.text


def test_a_draft_with_hours_comes_back_into_its_form(ground, browser):
    action_id = ground.draft(ground.text(receipt_due_on=None, receipt_hours=16))
    values = browser(ground.officer).get("actions.edit", action_id=action_id).form("/edit").values
    assert (values["receipt_hours"], values["receipt_due_on"]) == ("16", "")
