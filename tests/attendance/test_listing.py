"""The list at a table: a tap is noted once, by its key; a phone's clock does no harm; what fits nobody is kept."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from alliance.attendance import codes, shift_lists
from alliance.attendance.model import Attendance
from alliance.attendance.vocabulary import Fault, Outcome, Settlement, Way
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.journal.model import Entry
from alliance.publicity.vocabulary import EventState
from alliance.shifts.vocabulary import ShiftState, SignUpState
from tests import scanner
from tests.applications.test_races import at_once
from tests.screenless import Browser

KEY = "k" * 32


@pytest.fixture
def helper(ground):
    return ground.volunteer("张小明")


@pytest.fixture
def table(ground, browser):
    """The liaison of the bank that holds the event."""
    return browser(ground.stage.liaison)


def tap(browser, ground, status=303, **said):
    given = {"key": KEY, "act": "come"} | said
    return browser.post("attendance.note", given, status=status, shift_id=ground.shift_id)


def by_phone(browser, ground, **said):
    """As the script on a phone sends it."""
    given = {"csrf_token": browser.csrf_token(), "key": KEY, "act": "come"} | said
    address = browser.address("attendance.note", shift_id=ground.shift_id)
    headers = {"Host": "localhost", "Accept": "application/json"}
    answer = browser.client.post(address, data=given, headers=headers)
    return answer.status_code, answer.get_json()


def iso(moment):
    return moment.isoformat()


def test_the_list_names_people_in_part_and_checks_in_by_a_tap(ground, helper, table):
    sign_up = ground.sign_up(helper)
    page = table.get("attendance.roll", shift_id=ground.shift_id, queries=8)
    assert "张*" in page.text
    assert "小明" not in page.html
    assert helper.phone[-4:] in page.text
    assert helper.phone not in page.html
    form = next(one for one in page.forms if one.values.get("sign_up_id") == str(sign_up))
    shown = table.follow(table.post(form.action, form.values))
    assert "签到成功" in shown.text
    held = ground.held(sign_up)
    assert held.came_by is Way.LISTED
    assert not held.doubtful
    form = next(one for one in shown.forms if one.values.get("sign_up_id") == str(sign_up))
    table.post(form.action, form.values)
    assert ground.held(sign_up).left_by is Way.LISTED


def test_the_list_is_found_by_name_tail_and_number(ground, helper, table):
    ground.sign_up(helper)
    ground.sign_up(ground.volunteer("李大力"))
    for q, first, second in (
        ("小明", True, False),
        (helper.phone[-4:], True, False),
        ("2", False, True),
        ("王", False, False),
    ):
        page = table.get("attendance.roll", shift_id=ground.shift_id, q=q)
        assert (("张*" in page.text), ("李*" in page.text)) == (first, second), q


def test_the_same_key_is_answered_as_the_first_time(ground, helper, table):
    sign_up = ground.sign_up(helper)
    status, first = by_phone(table, ground, sign_up_id=str(sign_up))
    assert (status, first["outcome"]) == (200, "taken")
    assert by_phone(table, ground, sign_up_id=str(sign_up)) == (200, first)
    status, again = by_phone(table, ground, sign_up_id=str(sign_up), key="o" * 32)
    assert again == first | {"outcome": "repeated", "words": f"已于 {first['time']} 签到。"}
    with ground.make.work() as work:
        assert work.session.scalar(select(func.count(Attendance.sign_up_id))) == 1
        assert work.session.scalar(select(func.count(Entry.number)).where(Entry.event == "CheckedIn")) == 1


def test_a_tap_sent_later_counts_from_when_it_was_made(ground, helper, table):
    sign_up = ground.sign_up(helper)
    now = clock.now()
    by_phone(table, ground, sign_up_id=str(sign_up), device_at=iso(now - timedelta(minutes=6)), sent_at=iso(now))
    held = ground.held(sign_up)
    assert timedelta(minutes=5) < clock.now() - held.came_at < timedelta(minutes=7)
    assert not held.doubtful
    scan = ground.scans()[0]
    assert scan.device_at == now - timedelta(minutes=6)
    assert scan.received_at > scan.device_at


@pytest.mark.parametrize("off", [timedelta(hours=1), timedelta(hours=-1)])
def test_a_clock_that_is_an_hour_off_does_no_harm(ground, helper, table, off):
    sign_up = ground.sign_up(helper)
    wrong = clock.now() + off
    by_phone(table, ground, sign_up_id=str(sign_up), device_at=iso(wrong - timedelta(minutes=4)), sent_at=iso(wrong))
    held = ground.held(sign_up)
    assert timedelta(minutes=3) < clock.now() - held.came_at < timedelta(minutes=5)
    assert held.doubtful, "whoever keeps the event looks at it"
    assert "请核对" in table.get("attendance.roll", shift_id=ground.shift_id).text


def test_what_lies_outside_the_shift_is_set_to_its_border_and_marked(ground, helper, table):
    now = clock.now()
    early, future = ground.sign_up(helper), ground.sign_up(ground.volunteer())
    by_phone(table, ground, sign_up_id=str(early), device_at=iso(now - timedelta(hours=5)), sent_at=iso(now))
    told = {"device_at": iso(now + timedelta(hours=3)), "sent_at": iso(now)}
    by_phone(table, ground, sign_up_id=str(future), key="f" * 32, **told)
    assert ground.held(early).doubtful
    assert ground.held(early).came_at > now - timedelta(minutes=45)
    assert ground.held(future).doubtful
    assert ground.held(future).came_at <= clock.now()


@pytest.mark.parametrize(
    ("begins", "words"),
    [
        (timedelta(days=7), "报名的是其他日期"),
        (timedelta(days=-7), "班次已结束"),
        (timedelta(hours=-6), "班次已结束"),
    ],
)
def test_the_list_of_another_day_notes_nobody_and_keeps_the_tap(ground, helper, table, begins, words):
    other = ground.shift(begins)
    sign_up = ground.sign_up(helper, other)
    said = {"key": KEY, "act": "come", "sign_up_id": str(sign_up)}
    answer = table.post("attendance.note", said, status=409, shift_id=other)
    assert words in answer.text
    assert ground.held(sign_up) is None
    assert [scan.outcome for scan in ground.scans()] == [Outcome.FAILED]


def test_whoever_checks_people_in_is_told_to_look_at_a_document_only_where_the_shift_asks_for_it(
    ground, table, browser
):
    asks = ground.shift(needs_identity=True)
    for shift_id, expected in ((asks, True), (ground.shift_id, False)):
        assert ("查验身份证件" in table.get("attendance.roll", shift_id=shift_id).text) is expected
        assert ("身份证件" in browser().get("shifts.shift", shift_id=shift_id).text) is expected


def test_what_a_phone_kept_from_the_shift_is_taken_a_day_later(ground, helper, table):
    shift_id, now = ground.shift(timedelta(days=-1)), clock.now()
    sign_up = ground.sign_up(helper, shift_id)
    said = {"key": KEY, "act": "come", "sign_up_id": str(sign_up), "device_at": iso(now - timedelta(hours=23))}
    table.post("attendance.note", said | {"sent_at": iso(now)}, shift_id=shift_id)
    assert ground.held(sign_up) is not None


@pytest.mark.parametrize(
    "said",
    [
        {"device_at": "gestern", "sent_at": "heute", "typed": "1"},
        {"sign_up_id": "not-a-uuid"},
        {"typed": ""},
        {"act": "fly", "typed": "1"},
        {"key": "short", "typed": "1"},
        {"device_at": "9999-12-31T23:59:59-14:00", "sent_at": "0001-01-01T00:00:00+14:00", "typed": "1"},
    ],
)
def test_what_cannot_be_read_is_refused_in_words(ground, helper, table, said):
    ground.sign_up(helper)
    status, answer = by_phone(table, ground, **said)
    assert status == 422
    assert answer["outcome"] == "refused"
    tap(table, ground, 422, **said)
    assert ground.scans() == []


def test_by_number_or_by_the_end_of_the_phone(ground, helper, table):
    first, second = ground.sign_up(helper), ground.sign_up(ground.volunteer())
    tap(table, ground, typed="2")
    assert ground.held(second)
    tap(table, ground, typed=helper.phone[-4:], key="p" * 32)
    assert ground.held(first)


def test_what_fits_nobody_is_kept_with_what_was_typed(ground, helper, table):
    ground.sign_up(helper)
    page = tap(table, ground, 409, typed="7777")
    assert page.form("/note").values
    assert [(one.fault, one.typed) for one in ground.scans()] == [(Fault.UNKNOWN, "7777")]
    status, answer = by_phone(table, ground, typed="7777")
    assert (status, answer["outcome"]) == (200, "failed")
    assert len(ground.scans()) == 1, "the same key"


def test_whoever_was_named_by_an_organisation_is_on_the_list(ground, table):
    sign_up = ground.sign_up(None, state=SignUpState.NAMED, name="欧阳一", email="named@example.org")
    assert "欧阳*" in table.get("attendance.roll", shift_id=ground.shift_id).text
    tap(table, ground, sign_up_id=str(sign_up))
    assert ground.held(sign_up)


@pytest.mark.parametrize("state", [SignUpState.WAITING, SignUpState.OFFERED, SignUpState.WITHDRAWN])
def test_whoever_holds_no_place_is_kept_as_not_taken(ground, helper, table, state):
    sign_up = ground.sign_up(helper, state=state)
    assert "张*" not in table.get("attendance.roll", shift_id=ground.shift_id).text
    _status, answer = by_phone(table, ground, sign_up_id=str(sign_up))
    assert answer["outcome"] == "failed"
    assert [(one.fault, one.sign_up_id) for one in ground.scans()] == [(Fault.NO_PLACE, sign_up)]
    assert ground.held(sign_up) is None


def test_somebody_of_another_shift_is_not_taken_here(ground, helper, table):
    elsewhere = ground.sign_up(helper, ground.shift())
    by_phone(table, ground, sign_up_id=str(elsewhere))
    assert ground.scans()[0].fault is Fault.UNKNOWN
    assert ground.held(elsewhere) is None


def test_nothing_is_lost_where_the_event_is_cancelled(ground, helper, table):
    sign_up = ground.sign_up(helper)
    ground.turn_event(EventState.CANCELLED)
    by_phone(table, ground, sign_up_id=str(sign_up))
    assert ground.scans()[0].fault is Fault.EVENT_CANCELLED


def test_leaving_without_having_come_is_kept(ground, helper, table):
    sign_up = ground.sign_up(helper)
    by_phone(table, ground, sign_up_id=str(sign_up), act="leave")
    assert ground.scans()[0].fault is Fault.NOT_COME


def test_what_was_not_taken_is_settled_by_naming_who_it_was(ground, helper, table):
    sign_up = ground.sign_up(helper)
    tap(table, ground, 409, typed="7777")
    page = table.get("attendance.event", event_id=ground.event_id)
    assert "有 1 次签到未能登记" in page.text
    listed = table.get("attendance.failed", event_id=ground.event_id)
    assert "7777" in listed.text
    scan = ground.scans()[0]
    address = {"event_id": ground.event_id, "scan_id": scan.id}
    form = table.get("attendance.settling", **address).form("/admit")
    for nobody in ({}, {"sign_up_id": " "}, {"sign_up_id": "\u2028"}):
        table.post("attendance.admit", nobody, status=422, **address)
    table.post(form.action, form.values, status=422)
    table.post(form.action, form.values | {"sign_up_id": str(sign_up)})
    assert ground.held(sign_up).came_at == scan.at
    assert ground.scans()[0].settlement is Settlement.ADMITTED
    assert "7777" not in table.get("attendance.failed", event_id=ground.event_id).text
    table.get("attendance.settling", status=404, **address)
    table.post("attendance.set_aside", status=409, **address)


def test_setting_aside(ground, table):
    tap(table, ground, 409, typed="7777")
    address = {"event_id": ground.event_id, "scan_id": ground.scans()[0].id}
    table.post("attendance.set_aside", **address)
    assert ground.scans()[0].settlement is Settlement.SET_ASIDE


def test_a_scan_of_another_event_is_not_there(ground, table, browser):
    tap(table, ground, 409, typed="7777")
    other = ground.stage.event(EventState.OPEN, ground.stage.liaison)
    address = {"event_id": other, "scan_id": ground.scans()[0].id}
    table.get("attendance.settling", status=404, **address)
    table.post("attendance.set_aside", status=404, **address)


def test_lists_codes_and_failures_are_for_whoever_keeps_the_event(ground, helper, browser):
    ground.sign_up(helper)
    stage = ground.stage
    of_event, of_shift = {"event_id": ground.event_id}, {"shift_id": ground.shift_id}
    of_point = of_event | {"point_id": ground.point_id}
    doors = [
        *((name, of_event) for name in ("event", "failed", "wall", "paper")),
        *((name, of_point) for name in ("wall_of_point", "paper_of_point")),
        ("roll", of_shift),
    ]
    for someone in (stage.liaison, stage.officer):
        for name, address in doors:
            browser(someone).get(f"attendance.{name}", **address)
    inspector, district = (
        ground.make.person(Role.INSPECTOR),
        ground.make.person(Role.DISTRICT_OFFICER, district="140106"),
    )
    for someone in (stage.outsider, stage.reporter, helper.who, inspector, district):
        for name, address in doors:
            browser(someone).get(f"attendance.{name}", status=404, **address)
        tap(browser(someone), ground, 404, typed="1")


def test_the_lists_of_these_days_are_those_that_one_keeps(ground, helper, table, browser):
    ground.sign_up(helper)
    assert "引导岗" in table.get("attendance.shifts", queries=7).text
    assert "引导岗" not in browser(ground.stage.outsider).get("attendance.shifts").text
    browser(helper.who).get("attendance.shifts", status=403)


def test_what_is_over_stands_apart_and_a_long_list_goes_on(ground, table, monkeypatch):
    monkeypatch.setattr(shift_lists, "PAGE_ROWS", 2)
    for days in (-1, 1, 2, 3, -2, -3):
        ground.shift(timedelta(days=days), role=f"位{days}")
    ground.shift(timedelta(days=-20), role="太久")
    ground.shift(timedelta(days=20), role="太远")

    def roles(address=None, **asked):
        page = table.get(address or "attendance.shifts", queries=7, **asked)
        onward = [link for link in page.links if "after=" in link]
        return [word for word in page.text.split() if word.startswith(("引导岗", "位", "太久", "太远"))], onward

    coming, (onward,) = roles()
    assert coming == ["引导岗", "位1"]
    assert roles(onward) == (["位2", "位3"], [])
    over, (onward,) = roles(past="1")
    assert over == ["位-1", "位-2"]
    assert roles(onward) == (["位-3"], [])


def test_the_wall_shows_a_code_that_holds_and_says_when_it_changes(ground, helper, table, browser):
    sign_up = ground.sign_up(helper)
    page = table.get("attendance.wall", event_id=ground.event_id)
    assert '<meta http-equiv="refresh"' in page.html
    browser(helper.who).post("attendance.type_digits", {"code": ground.digits()}, sign_up_id=sign_up, act="come")
    paper = table.get("attendance.paper_of_point", event_id=ground.event_id, point_id=ground.point_id)
    assert "当天使用" in paper.text
    other = ground.stage.event(EventState.OPEN, ground.stage.liaison)
    table.get("attendance.wall_of_point", event_id=other, point_id=ground.point_id, status=404)


@pytest.mark.parametrize("sort", ["wall", "paper"])
@pytest.mark.parametrize("at_point", [False, True])
def test_whoever_scans_the_code_of_a_place_checks_in_there(ground, helper, table, browser, sort, at_point):
    sign_up = ground.sign_up(helper, ground.shift(point_id=ground.point_id) if at_point else None)
    address = {"event_id": ground.event_id} | ({"point_id": ground.point_id} if at_point else {})
    shown = table.get(f"attendance.{sort}{'_of_point' if at_point else ''}", **address)
    [read] = scanner.on_page(shown.html)
    address, token = read.rsplit("/", 1)
    code = codes.read(token)
    assert address == "http://localhost/attendance/go"
    assert (code.sort.name.lower(), code.place_id) == (sort, ground.point_id if at_point else ground.event_id)
    phone = browser(helper.who)
    here = phone.follow(phone.get(scanner.path_of(read), status=303))
    assert here.response.request.path.startswith("/attendance/here/")
    come = here.form("/come")
    phone.post(come.action, come.values)
    assert ground.held(sign_up).came_by.value == "scanned"


def test_whoever_keeps_the_event_scans_a_volunteers_own_code_and_finds_them_on_the_list(ground, helper, table, browser):
    sign_up = ground.sign_up(helper)
    [read] = scanner.on_page(browser(helper.who).get("attendance.own_shift", sign_up_id=sign_up).html)
    path, line = f"/attendance/shifts/{ground.shift_id}", f"line-{sign_up}"
    assert read == f"http://localhost{path}#{line}"
    assert f'id="{line}"' in table.get(scanner.path_of(read)).html
    for someone in (helper, ground.volunteer()):
        browser(someone.who).get(scanner.path_of(read), status=404)


def race(portal, ground, *posts):
    return at_once(*[(Browser(portal, who), f"attendance.{name}", data, address) for who, name, data, address in posts])


def test_the_same_key_twice_at_once_makes_one_record(portal, ground, helper):
    sign_up = ground.sign_up(helper)
    said = {"key": KEY, "act": "come", "sign_up_id": str(sign_up)}
    post = (ground.stage.liaison, "note", said, {"shift_id": ground.shift_id})
    assert race(portal, ground, post, post, post) == [303, 303, 303]
    assert [one.outcome for one in ground.scans()] == [Outcome.TAKEN]


def test_by_code_and_by_list_at_once_makes_one_record(portal, ground, helper):
    sign_up = ground.sign_up(helper)
    said = {"key": KEY, "act": "come", "sign_up_id": str(sign_up)}
    statuses = race(
        portal,
        ground,
        (helper.who, "come", {}, {"token": ground.carried()}),
        (ground.stage.liaison, "note", said, {"shift_id": ground.shift_id}),
        (ground.stage.officer, "note", said, {"shift_id": ground.shift_id}),
    )
    assert statuses == [303, 303, 303]
    with ground.make.work() as work:
        assert work.session.scalar(select(func.count(Entry.number)).where(Entry.event == "CheckedIn")) == 1


def test_checking_out_twice_at_once_keeps_one_figure(portal, ground, helper):
    sign_up = ground.sign_up(helper)
    said = {"act": "leave", "sign_up_id": str(sign_up)}
    tap(Browser(portal, ground.stage.liaison), ground, sign_up_id=str(sign_up))
    posts = [
        (ground.stage.liaison, "note", said | {"key": "a" * 32}, {"shift_id": ground.shift_id}),
        (ground.stage.officer, "note", said | {"key": "b" * 32}, {"shift_id": ground.shift_id}),
        (helper.who, "leave", {}, {"token": ground.carried()}),
    ]
    assert race(portal, ground, *posts) == [303, 303, 303]
    assert len(ground.figures(sign_up)) == 1


def test_settling_twice_at_once_is_done_once(portal, ground, helper, table):
    sign_up = ground.sign_up(helper)
    tap(table, ground, 409, typed="7777")
    address = {"event_id": ground.event_id, "scan_id": ground.scans()[0].id}
    statuses = race(
        portal,
        ground,
        (ground.stage.liaison, "admit", {"sign_up_id": str(sign_up)}, address),
        (ground.stage.officer, "set_aside", {}, address),
    )
    assert statuses == [303, 409]


def test_a_shift_called_off_takes_nobody(ground, helper, table):
    ground.shift_id = ground.shift(state=ShiftState.CANCELLED)
    by_phone(table, ground, sign_up_id=str(ground.sign_up(helper)))
    assert ground.scans()[0].fault is Fault.SHIFT_CANCELLED
