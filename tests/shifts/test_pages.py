"""The pages of shifts as each reader meets them: what may be done is offered, what may not answers with the right
status, names stand before whoever keeps the event alone."""

from datetime import timedelta

import icalendar
import pytest

from alliance.shifts.vocabulary import SignUpState
from tests.shifts.doing import DAY, hours

DAY_OF, BEFORE = f"{DAY:%Y-%m-%d}", f"{DAY - timedelta(days=2):%Y-%m-%d}"
ASKED = ["task", "starts_on", "starts_time", "ends_time", "places", "sign_up_on", "withdraw_on"]
SAID = {
    "task": "引导员",
    "starts_on": DAY_OF,
    "starts_time": "09:00",
    "ends_time": "11:00",
    "sign_up_on": BEFORE,
    "sign_up_time": "23:59",
    "withdraw_on": BEFORE,
    "withdraw_time": "23:59",
    "places": "3",
}
CANARY = "欧阳金丝雀"


@pytest.fixture
def officer(roster, browser):
    return browser(roster.stage.officer)


def plan(officer, roster, **changes):
    return officer.post("shifts.plan", SAID | changes, event_id=roster.event_id)


def shift_of(answer):
    return answer.headers["Location"].rpartition("/")[2]


def test_a_shift_is_planned_opened_taken_and_released_by_clicking(roster, officer, browser):
    shift_id = shift_of(plan(officer, roster))
    visitor, helper = browser(), browser(roster.helper(name=CANARY))
    visitor.get("shifts.shift", status=404, shift_id=shift_id)
    officer.post("shifts.open", shift_id=shift_id)
    assert "余 3 个名额" in visitor.get("shifts.shifts").text
    assert "余 3 个名额" in visitor.get("shifts.shift", shift_id=shift_id).text
    assert "可以报名" in helper.get("shifts.shifts").text
    assert "我参加" in helper.get("shifts.signing", shift_id=shift_id).text
    made = helper.post("shifts.sign_up", shift_id=shift_id)
    assert "已为您确定" in helper.follow(made).text
    people = officer.get("shifts.people_in", shift_id=shift_id)
    assert "欧" in people.text
    assert CANARY not in people.html
    sign_up_id = shift_of(made)
    it = {"shift_id": shift_id, "sign_up_id": sign_up_id}
    officer.get("shifts.releasing", **it)
    officer.post("shifts.release", {"reason": ""}, status=422, **it)
    officer.post("shifts.release", {"reason": "改到室内"}, **it)
    assert (
        "请退出" in helper.get("shifts.own", sign_up_id=sign_up_id).text
        or "退出" in helper.get("shifts.own", sign_up_id=sign_up_id).text
    )


def test_without_an_account_the_list_says_what_each_shift_asks_for(roster, officer, browser):
    for changes in ({}, {"least_age": "18"}):
        officer.post("shifts.open", shift_id=shift_of(plan(officer, roster, **changes)))
    shown = browser().get("shifts.shifts").text
    assert "无特殊要求" in shown
    assert "年满 18 周岁" in shown
    assert "年满 18 周岁" not in browser(roster.helper()).get("shifts.shifts").text


@pytest.mark.parametrize(
    "field", ["task", "starts_on", "starts_time", "ends_time", "places", "sign_up_on", "withdraw_on"]
)
def test_what_is_missing_is_said_and_the_rest_kept(roster, officer, field):
    page = officer.post("shifts.plan", SAID | {field: "", "words": "请穿马甲"}, status=422, event_id=roster.event_id)
    assert page.form("/new").values["words"] == "请穿马甲"
    assert page.title.startswith("错误")


def test_a_changed_shift_is_not_written_over(roster, officer):
    shift_id = shift_of(plan(officer, roster))
    form = officer.get("shifts.edit", shift_id=shift_id).form("/edit").values
    del form["idempotency_key"], form["csrf_token"]
    officer.post("shifts.change", form | {"task": "讲解员"}, shift_id=shift_id)
    page = officer.post("shifts.change", form | {"task": "发放员"}, status=409, shift_id=shift_id)
    assert page.form("/edit").values["task"] == "发放员"


def test_names_stand_before_whoever_keeps_the_event_alone(roster, browser):
    shift_id, someone = roster.shift(), roster.helper(name=CANARY)
    sign_up_id = roster.sign_up(someone, shift_id)
    stage = roster.stage
    others = (None, stage.outsider, stage.reporter, roster.helper())
    for person in others:
        reader = browser(person)
        for endpoint, it in (
            ("shifts.people_in", {"shift_id": shift_id}),
            ("shifts.setting_places", {"shift_id": shift_id}),
            ("shifts.releasing", {"shift_id": shift_id, "sign_up_id": sign_up_id}),
            ("shifts.own", {"sign_up_id": sign_up_id}),
            ("shifts.withdrawing", {"sign_up_id": sign_up_id}),
        ):
            reader.client.get(reader.address(endpoint, **it), headers={"Host": "localhost"})
            reader.get(
                endpoint, status=303 if person is None and "sign_up_id" not in it else 404, **it
            ) if person else None
        for endpoint, it in (("shifts.shift", {"shift_id": shift_id}), ("shifts.shifts", {})):
            page = reader.get(endpoint, **it)
            assert "欧阳" not in page.html
            assert someone.email not in page.html
    for keeper in (stage.officer, stage.liaison):
        assert "欧阳*" in browser(keeper).get("shifts.people_in", shift_id=shift_id).text


def test_a_volunteer_sees_why_a_shift_is_not_for_her(roster, browser):
    shift_id = roster.shift(least_age=60)
    helper = browser(roster.helper())
    assert "最低年龄" in helper.get("shifts.shift", shift_id=shift_id).text
    assert "不符合要求" in helper.get("shifts.shifts").text
    assert "不符合要求" not in helper.get("shifts.shifts", fits="1").text
    helper.post("shifts.sign_up", status=409, shift_id=shift_id)
    browser().get("shifts.shifts", status=200, fits="1")
    browser().get("shifts.shifts", status=400, when="1000")


def test_only_free_places_are_shown_where_asked_and_what_fits_is_found_further_on(roster, browser, monkeypatch):
    monkeypatch.setattr("alliance.shifts.queries.AHEAD_MOST", 2)
    for number in range(3):
        roster.shift(role=f"长者岗{number}", least_age=60, **hours(number / 10))
    full, free = (roster.shift(role=role, places=1, **hours(4)) for role in ("已满岗", "空闲岗"))
    roster.sign_up(roster.helper(), full)
    helper = browser(roster.helper())
    shown = helper.get("shifts.shifts", fits="1").text
    assert "空闲岗" in shown
    assert "长者岗" not in shown
    shown = helper.get("shifts.shifts", fits="1", places="free").text
    assert "已满岗" not in shown
    assert "空闲岗" in shown
    roster.sign_up(roster.helper(), free)
    assert "空闲岗" not in browser().get("shifts.shifts", places="free").text
    browser().get("shifts.shifts", status=400, places="every")


def test_one_waits_with_a_place_in_the_list_and_answers_the_offer(roster, browser):
    shift_id = roster.shift(places=1)
    first, second, third = roster.helpers(3)
    held = roster.sign_up(first, shift_id)
    ids = [roster.sign_up(one, shift_id) for one in (second, third)]
    assert "候补第 2 位" in browser(third).get("shifts.mine").text
    page = browser(first).get("shifts.withdrawing", sign_up_id=held)
    assert "reason" not in page.form("/withdrawal").values
    browser(first).post("shifts.withdraw", sign_up_id=held)
    assert "有名额为您保留" in browser(second).get("home.desk").text
    assert "我参加" in browser(second).get("shifts.own", sign_up_id=ids[0]).text
    browser(second).post("shifts.accept", sign_up_id=ids[0])
    assert roster.state(ids[0]) is SignUpState.CONFIRMED
    browser(second).post("shifts.decline", status=409, sign_up_id=ids[0])


def test_the_letter_s_link_opens_without_an_account(roster, browser):
    shift_id = roster.shift(places=1)
    first, second = roster.helpers(2)
    held, waits = roster.sign_up(first, shift_id), roster.sign_up(second, shift_id)
    roster.withdraw(first, held)
    path = roster.letters(second.email)[0].params["path"]
    visitor = browser()
    page = visitor.get(path)
    assert "我参加" in page.text
    visitor.get(path[:-2], status=404)
    visitor.post(f"{path}/accept")
    assert roster.state(waits) is SignUpState.CONFIRMED
    visitor.post(f"{path}/accept", status=409)


def test_the_coordinator_chooses_who_goes_where_places_are_cut(roster, officer):
    shift_id = roster.shift(places=4)
    ids = roster.filled(shift_id, 3)
    page = officer.post("shifts.set_places", {"places": "2", "reason": "雨"}, status=422, shift_id=shift_id)
    assert "再选择 1 人" in page.text
    said = {"places": "2", "reason": "雨", "released": [str(ids[1])]}
    officer.post("shifts.set_places", said, shift_id=shift_id)
    assert roster.states(shift_id) == ["confirmed", "released", "confirmed"]
    officer.post("shifts.set_places", {"places": "2", "released": ["x"]}, status=422, shift_id=shift_id)


def test_calling_off_asks_for_a_reason(roster, officer):
    shift_id = roster.shift()
    officer.post("shifts.call_off", {"reason": ""}, status=422, shift_id=shift_id)
    officer.post("shifts.call_off", {"reason": "停电"}, shift_id=shift_id)
    officer.get("shifts.shift", shift_id=shift_id)


def test_pages_cost_few_statements_however_many_there_are(roster, browser):
    shifts = [roster.shift(**hours(number * 0.5, 0.5), places=1) for number in range(12)]
    for shift_id in shifts:
        roster.filled(shift_id, 2)
    visitor, helper = browser(), browser(roster.helper())
    visitor.get("shifts.shifts", queries=5)
    helper.get("shifts.shifts", queries=8)
    helper.get("shifts.shift", queries=8, shift_id=shifts[0])
    browser(roster.stage.officer).get("shifts.people_in", queries=6, shift_id=shifts[0])


def test_ones_own_feed_holds_the_shifts_to_which_one_comes_and_nobody_elses(roster, browser):
    shift_id, someone = roster.shift(places=1), roster.helper()
    mine, others = roster.sign_up(someone, shift_id), browser(roster.helper())
    waits = roster.helper()
    roster.sign_up(waits, shift_id)
    helpers = (browser(someone), browser(waits), others)
    for helper in helpers:
        helper.post("publicity.make_own_feed")
    assert [own_shifts(one) for one in helpers] == [[("引导员", "CONFIRMED")], [], []]
    roster.call_off(shift_id)
    assert [own_shifts(one) for one in helpers] == [[("引导员", "CANCELLED")], [("引导员", "CANCELLED")], []]
    assert roster.state(mine) is SignUpState.CALLED_OFF


def own_shifts(helper):
    """(task, how it stands) of the entries in the visitor's own feed that tell of a shift."""
    address = next(link for link in helper.get("publicity.feed_addresses").text.split() if "/feeds/" in link)
    feed = helper.client.get(address.partition("localhost")[2], headers={"Host": "localhost"})
    entries = icalendar.Calendar.from_ical(feed.data).walk("VEVENT")
    return [(task, str(one["STATUS"])) for one in entries for task in ["引导员"] if task in one["SUMMARY"]]
