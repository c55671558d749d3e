"""The leader's page: red first, drills left out, the year as it was kept."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from alliance.actions import launching, leader, reviewing
from alliance.actions.model import Assignment
from alliance.foundation.kernel.actor import Role
from tests.days import in_days, today


@pytest.fixture
def late(ground):
    """Two actions: the first bank is late in both, the second in one, the third has done what was asked."""
    first, second = ground.launch(), ground.launch(ground.text(title="排查账户"))
    ground.late(first, 0, 5)
    ground.late(second, 0, 2)
    ground.late(first, 1, 9)
    ground.receive(first, 2)
    ground.report(first, 2)
    with ground.assignment(first, 2, ground.officer) as (work, assignment):
        reviewing.verify(work, assignment, 1)
    return first, second


def glance(ground):
    with ground.make.work(ground.officer.actor) as work:
        return leader.glance(work)


def test_who_is_late_most_stands_first_with_the_latest_of_it(ground, late):
    red = glance(ground).red
    assert [(line.organisation, line.late, line.days) for line in red] == [
        (ground.banks[0].short_name, 2, 5),
        (ground.banks[1].short_name, 1, 9),
    ]
    assert [(one.title, one.days) for one in red[0].actions] == [("开展反诈宣传进网点", 5), ("排查账户", 2)]


def test_what_was_never_signed_for_is_late_since_it_was_to_be_signed(ground, late):
    _first, second = late
    with ground.make.work() as work:
        own = (Assignment.action_id == second, Assignment.organisation_id == ground.banks[0].id)
        work.session.execute(update(Assignment).where(*own).values(receipt_due_on=in_days(-20)))
    never = glance(ground).red[0]
    assert [(one.title, one.days) for one in never.actions] == [("排查账户", 20), ("开展反诈宣传进网点", 5)]
    ground.receive(second, 0)
    assert [one.days for one in glance(ground).red[0].actions] == [5, 2]


def test_alliances_and_actions_are_counted_as_their_assignments_stand(ground, late):
    found = glance(ground)
    banks = next(line for line in found.alliances if line.alliance.code == "police_bank")
    assert (banks.asked, banks.verified, banks.late) == (6, 1, 3)
    assert [(line.action.title, line.standing.roll_up.percent, line.standing.late) for line in found.behind] == [
        ("排查账户", 0, 1),
        ("开展反诈宣传进网点", 33, 2),
    ]


def test_a_drill_counts_nowhere(ground, late):
    for action_id in late:
        with ground.action(action_id) as (_work, action):
            action.drill = True
    found = glance(ground)
    assert not found.red
    assert not found.behind
    assert all(line.asked == 0 for line in found.alliances)


def test_a_closed_action_stands_in_the_month_that_it_was_due(ground, late):
    with ground.action(late[0]) as (work, action):
        launching.close(work, action, "到期")
        action.due_on = today().replace(day=1) - timedelta(days=1)
    months = glance(ground).months
    assert len(months) == leader.MONTHS
    assert [(one.done, one.asked) for one in months[-2:]] == [(1, 3), (0, 0)]
    assert (months[-1].year, months[-1].month) == (today().year, today().month)


def test_what_was_due_longer_ago_than_a_year_is_left_out(ground, late):
    with ground.action(late[0]) as (work, action):
        launching.close(work, action, "到期")
        action.due_on = in_days(-400)
    assert sum(one.asked for one in glance(ground).months) == 0


def test_the_page_says_its_cut_off_and_costs_the_same_however_much_there_is(ground, late, browser):
    officer = browser(ground.officer)
    page = officer.get("actions.leader", queries=6)
    assert "统计截止" in page.text
    assert page.html.index("亮红灯") < page.html.index("进度最慢") < page.html.index("<svg viewBox")
    for number in range(3):
        ground.launch(ground.text(title=f"第{number}次"))
    officer.get("actions.leader", queries=officer.queries)


def test_the_page_is_for_the_center_and_inspectors(ground, make, browser):
    assert "没有单位逾期" in browser(make.person(Role.INSPECTOR)).get("actions.leader").text
    browser(make.person(Role.DISTRICT_OFFICER, district="140106")).get("actions.leader", status=403)
    browser(ground.liaisons[0]).get("actions.leader", status=403)
