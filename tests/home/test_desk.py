"""The desk: what waits for each person, most urgent first, and what is said where nothing waits."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alliance.actions.vocabulary import Priority
from alliance.actions.waiting import OWN_MOST, WHY_URGENT
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.errand import Errand
from alliance.home import desk
from alliance.organisations import commands
from alliance.organisations.model import Organisation
from tests.actions import doing as acting

TODAY = date(2026, 11, 22)
LONG_AGO = datetime(2022, 7, 4, tzinfo=UTC)


def errand(days=None, **more):
    due = TODAY + timedelta(days=days) if days is not None else None
    return Errand("Find a member", "", "directory.members", due=due, **more)


@pytest.mark.parametrize(
    ("days", "due", "tone"),
    [
        (-2, "已逾期 2 天", "red"),
        (-1, "已逾期 1 天", "red"),
        (0, "今天到期", "amber"),
        (3, "剩余 3 天", "amber"),
        (4, "剩余 4 天", "blue"),
        (None, None, "blue"),
    ],
)
def test_a_day_that_is_near_or_past_is_said_in_words_and_colour(portal, days, due, tone):
    with portal.test_request_context():
        line = desk.lines([errand(days)], TODAY)[0]
    assert (line["due"], line["tone"]) == (due, tone)


def test_the_desk_is_summed_up_in_one_line(portal):
    with portal.test_request_context():
        assert desk.summary([errand(5), errand()], TODAY) == "您有 2 件待办。"
        assert desk.summary([errand(-1), errand(5)], TODAY) == "您有 2 件待办。其中 1 件已逾期。"


def test_what_is_late_or_urgent_stands_first_then_what_is_near_whatever_feature_it_is_of(make):
    """Of a bank: its contacts, late for years; an urgent action, another that is near, a third that is far off."""
    ground = acting.ground_of(make)
    for title, days, priority in (("远", 40, Priority.NORMAL), ("近", 2, Priority.NORMAL), ("急", 30, Priority.URGENT)):
        text = ground.text(
            title=title, receipt_due_on=acting.in_days(days), due_on=acting.in_days(days), priority=priority
        )
        ground.receive(ground.launch(text))
    with make.work() as work:
        work.session.get_one(Organisation, ground.banks[0].id).confirmed_at = LONG_AGO
    with make.work(ground.liaisons[0].actor) as work:
        found = desk.waiting(work, frozenset())
    named = [one.params.get("title") for one in found if one.endpoint in {"actions.assignment", "organisations.keep"}]
    assert named == [None, "急", "近", "远"]
    assert [one.why for one in found if one.params.get("title") == "急"] == [WHY_URGENT]


def test_what_is_unsigned_and_due_first_is_listed_however_much_is_open(make):
    """Ten assignments are due before it, but it is to be signed for before them all."""
    ground = acting.ground_of(make)
    for _ in range(OWN_MOST):
        ground.receive(ground.launch(ground.text(receipt_due_on=acting.in_days(5), due_on=acting.in_days(10))))
    ground.launch(ground.text(title="先签收", receipt_due_on=acting.in_days(1), due_on=acting.in_days(90)))
    with make.work(ground.liaisons[0].actor) as work:
        titles = [one.params.get("title") for one in desk.waiting(work, frozenset())]
    assert "先签收" in titles


def test_a_liaison_sees_what_waits_and_the_way_to_it(make, browser):
    organisation = make.organisation("甲银行太原分行（测试）", at=LONG_AGO)
    page = browser(make.person(Role.LIAISON, organisation=organisation)).get("home.desk", queries=8)
    assert "确认本单位联络人" in page.text
    assert any(link.endswith(f"/organisations/{organisation.id}/keep") for link in page.links)
    assert "甲银行太原分行（测试）" in page.text


def test_an_officer_sees_how_many_members_are_late_and_goes_to_that_list(make, browser):
    for _ in range(2):
        make.organisation(at=LONG_AGO)
    officer = browser(make.person(Role.CENTER_OFFICER))
    page = officer.get("home.desk")
    assert "联络人未确认的单位" in page.text
    onward = next(link for link in page.links if "contacts=unconfirmed" in link)
    assert "本页 2 条" in officer.get(onward).text


def test_a_district_officer_is_led_to_the_own_district(make, browser):
    make.organisation("甲银行", at=LONG_AGO, district_code="140106")
    make.organisation("乙银行", at=LONG_AGO, district_code="140105")
    officer = browser(make.person(Role.DISTRICT_OFFICER, district="140106"))
    onward = next(link for link in officer.get("home.desk").links if "contacts=unconfirmed" in link)
    text = officer.get(onward).text
    assert "甲银行" in text
    assert "乙银行" not in text


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.CENTER_OFFICER, "入盟申请"),
        (Role.INSPECTOR, "需要您关注的事项"),
        (Role.VOLUNTEER, "自动出现在这里"),
        (None, "没有任职身份"),
    ],
)
def test_where_nothing_waits_it_says_what_would_appear(make, browser, role, words):
    page = browser(make.person(role)).get("home.desk")
    assert "您目前没有待办" in page.text
    assert words in page.text


def test_people_of_a_suspended_member_are_told_so_and_why(make, browser):
    organisation = make.organisation(at=clock.now())
    with make.work(make.person(Role.CENTER_ADMIN).actor) as work:
        commands.suspend(work, work.session.get_one(Organisation, organisation.id), "材料不实")
    page = browser(make.person(Role.STAFF, organisation=organisation)).get("home.desk")
    assert "已暂停" in page.text
    assert "材料不实" in page.text


def test_the_ways_are_those_that_the_role_may_go(make, browser):
    ways = {
        role: set(browser(make.person(role)).get("home.desk").links)
        for role in (Role.CENTER_ADMIN, Role.INSPECTOR, Role.VOLUNTEER)
    }
    assert "/journal/" in ways[Role.CENTER_ADMIN]
    assert "/journal/" in ways[Role.INSPECTOR]
    assert "/journal/" not in ways[Role.VOLUNTEER]


def test_the_desk_takes_few_queries_however_much_waits(make, browser):
    officer = browser(make.person(Role.CENTER_ADMIN))
    make.organisation(at=LONG_AGO)
    officer.get("home.desk", queries=6)
    for _ in range(5):
        make.seat(make.organisation(at=LONG_AGO))
    officer.get("home.desk", queries=6)


def test_nobody_has_no_desk(browser):
    assert browser().get("home.desk", status=303).location == "/people/sign-in"
