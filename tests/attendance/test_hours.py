"""Hours count once both sides have confirmed them, each for themselves; a correction keeps both figures."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from alliance.attendance.model import Attendance, HoursFigure
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.clock import LOCAL_ZONE
from alliance.journal.model import Entry, Letter
from alliance.volunteers.model import Volunteer
from tests.applications.test_races import at_once
from tests.screenless import Browser


@pytest.fixture
def helper(ground):
    return ground.volunteer("张小明")


@pytest.fixture
def table(ground, browser):
    return browser(ground.stage.liaison)


@pytest.fixture
def shift_id(ground):
    """A shift of three hours that ended half an hour ago, begun on a full minute."""
    starts = (clock.now() - timedelta(hours=3, minutes=30)).replace(second=0, microsecond=0)
    return ground.shift(starts_at=starts)


@pytest.fixture
def sign_up(ground, helper, shift_id):
    return ground.sign_up(helper, shift_id)


@pytest.fixture
def attended(ground, sign_up):
    ground.attend(sign_up, 120)
    return sign_up


def local(moment):
    return f"{moment.astimezone(LOCAL_ZONE):%H:%M}"


def said(ground, sign_up, minutes=60, **more):
    """A correction to so many minutes from the noted beginning on."""
    held = ground.held(sign_up)
    came = held.came_at.replace(second=0, microsecond=0) + timedelta(minutes=1)
    given = {"came": local(came), "left": local(came + timedelta(minutes=minutes)), "reason": "签退晚了"}
    return given | {"revision": str(held.revision)} | more


def of(shift_id, sign_up):
    return {"shift_id": shift_id, "sign_up_id": sign_up}


def counts(ground, sign_up):
    held = ground.held(sign_up)
    return bool(held.own_confirmed_at), bool(held.kept_confirmed_at)


def test_each_side_confirms_for_itself(ground, helper, shift_id, attended, table, browser):
    phone = browser(helper.who)
    mine = phone.get("attendance.own_shift", sign_up_id=attended)
    assert "2 小时" in mine.text
    form = mine.form("/confirm")
    phone.post(form.action, form.values)
    assert counts(ground, attended) == (True, False)
    page = table.get("attendance.of_shift", shift_id=shift_id, queries=8)
    assert "待组织方确认" in page.text
    form = page.form(f"{attended}/confirm")
    table.post(form.action, form.values)
    assert counts(ground, attended) == (True, True)
    held = ground.held(attended)
    assert held.kept_confirmed_by_id == ground.stage.liaison.id
    assert "双方已确认" in browser(helper.who).get("attendance.mine").text


def test_nobody_confirms_for_the_other(ground, helper, shift_id, attended, browser):
    for someone in (ground.stage.liaison, ground.stage.officer, ground.volunteer().who):
        browser(someone).post("attendance.confirm_own", {"revision": "1"}, sign_up_id=attended, status=404)
    for someone in (helper.who, ground.stage.outsider, ground.stage.reporter):
        browser(someone).post("attendance.confirm_kept", {"revision": "1"}, status=404, **of(shift_id, attended))
        browser(someone).get("attendance.of_shift", shift_id=shift_id, status=404)
        browser(someone).get("attendance.correcting", status=404, **of(shift_id, attended))
    assert counts(ground, attended) == (False, False)


def test_whoever_keeps_the_event_confirms_not_their_own(ground, shift_id, browser):
    with ground.make.work() as work:
        volunteer = Volunteer(
            person_id=ground.stage.liaison.id,
            name="联络员",
            phone="13900009999",
            email="own@example.org",
            agreed_at=work.now,
            agreed_to="2026-11",
            state="active",
            state_since=work.now,
        )
        work.session.add(volunteer)
        work.session.flush()
        own = type("Own", (), {"id": volunteer.id})()
    sign_up = ground.sign_up(own, shift_id)
    ground.attend(sign_up, 120)
    liaison = browser(ground.stage.liaison)
    liaison.post("attendance.confirm_kept", {"revision": "1"}, status=403, **of(shift_id, sign_up))
    liaison.post("attendance.correct", said(ground, sign_up), status=403, **of(shift_id, sign_up))
    liaison.post("attendance.confirm_plain", shift_id=shift_id)
    assert counts(ground, sign_up) == (False, False)
    assert "本人" in liaison.get("attendance.of_shift", shift_id=shift_id).text
    browser(ground.stage.officer).post("attendance.confirm_kept", {"revision": "1"}, **of(shift_id, sign_up))
    assert counts(ground, sign_up) == (False, True)


def test_all_that_are_in_no_doubt_are_confirmed_at_once(ground, helper, shift_id, attended, table):
    doubtful, objected, there = (ground.sign_up(ground.volunteer(), shift_id) for _ in range(3))
    ground.attend(doubtful, 100, doubtful=True)
    ground.attend(objected, 100, objection="不对")
    with ground.make.work() as work:
        work.session.add(Attendance(sign_up_id=there, came_at=work.now, came_by="scanned"))
    form = table.get("attendance.of_shift", shift_id=shift_id).form("/hours/confirm")
    page = table.follow(table.post(form.action, form.values))
    assert "已确认 1 条" in page.text
    assert [counts(ground, one)[1] for one in (attended, doubtful, objected, there)] == [True, False, False, False]


def test_a_figure_that_has_changed_since_is_not_confirmed(ground, helper, shift_id, attended, table, browser):
    table.post("attendance.correct", said(ground, attended), **of(shift_id, attended))
    browser(helper.who).post("attendance.confirm_own", {"revision": "1"}, sign_up_id=attended, status=409)
    assert counts(ground, attended) == (False, True)
    browser(helper.who).post("attendance.confirm_own", {"revision": "2"}, sign_up_id=attended)
    browser(helper.who).post("attendance.confirm_own", {"revision": "2"}, sign_up_id=attended, status=409)
    assert counts(ground, attended) == (True, True)


def test_a_correction_keeps_both_figures_and_asks_anew(ground, helper, shift_id, attended, table, browser):
    browser(helper.who).post("attendance.confirm_own", {"revision": "1"}, sign_up_id=attended)
    table.post("attendance.correct", said(ground, attended, 60), **of(shift_id, attended))
    assert ground.figures(attended) == [120, 60]
    assert counts(ground, attended) == (False, True)
    with ground.make.work() as work:
        newest = work.session.get_one(HoursFigure, (attended, 2))
        assert (newest.said_by_id, newest.reason) == (ground.stage.liaison.id, "签退晚了")
        letter = work.session.scalars(select(Letter).where(Letter.template == "hours_corrected")).one()
        assert letter.address == helper.who.email
        assert (letter.params["before"], letter.params["minutes"]) == (120, 60)
        payload = work.session.scalars(select(Entry.payload).where(Entry.event == "HoursCorrected")).one()
        assert payload == {"revision": 2, "before": 120, "minutes": 60}
    page = browser(helper.who).get("attendance.own_shift", sign_up_id=attended)
    assert "1 小时" in page.text
    assert "2 小时" in page.text
    assert page.form("/confirm").values["revision"] == "2"


def test_a_forgotten_check_out_is_entered(ground, shift_id, sign_up, table):
    with ground.make.work() as work:
        came = work.now - timedelta(hours=3)
        work.session.add(Attendance(sign_up_id=sign_up, came_at=came, came_by="scanned"))
    page = table.get("attendance.correcting", **of(shift_id, sign_up))
    form = page.form(str(sign_up))
    left = came.replace(second=0, microsecond=0) + timedelta(minutes=90)
    table.post(form.action, form.values | {"left": local(left), "reason": "忘记签退"})
    held = ground.held(sign_up)
    assert held.came_at == came, "what was noted stays to the second"
    assert held.minutes in (89, 90)
    assert held.left_by.value == "entered"


def test_whoever_was_never_noted_is_entered(ground, shift_id, sign_up, table):
    form = table.get("attendance.correcting", **of(shift_id, sign_up)).form(str(sign_up))
    table.post(form.action, form.values | {"reason": "现场全程在岗"})
    held = ground.held(sign_up)
    assert (held.minutes, held.came_by.value, held.revision) == (180, "entered", 1)


@pytest.mark.parametrize("reason", ["", " ", "长" * 301])
def test_a_correction_says_why(ground, shift_id, attended, table, reason):
    page = table.post("attendance.correct", said(ground, attended, reason=reason), status=422, **of(shift_id, attended))
    assert page.form(str(attended)).values["left"] == said(ground, attended)["left"], "what was typed comes back"
    assert ground.figures(attended) == [120]


def test_a_correction_lies_within_the_shift(ground, shift_id, attended, table):
    held = ground.held(attended)
    for came, left in (
        (held.came_at, held.came_at - timedelta(minutes=1)),
        (held.came_at - timedelta(hours=3), held.left_at),
        (held.came_at, clock.now() + timedelta(minutes=20)),
    ):
        given = said(ground, attended) | {"came": local(came), "left": local(left)}
        table.post("attendance.correct", given, status=422, **of(shift_id, attended))
    same = said(ground, attended) | {"came": local(held.came_at), "left": local(held.left_at)}
    table.post("attendance.correct", same, status=422, **of(shift_id, attended))
    for name in ("came", "left"):
        table.post("attendance.correct", said(ground, attended) | {name: "25:99"}, status=422, **of(shift_id, attended))
    assert ground.figures(attended) == [120]


def test_the_volunteer_objects_and_is_heard(ground, helper, shift_id, attended, table, browser):
    phone = browser(helper.who)
    form = phone.get("attendance.objecting", sign_up_id=attended).form("/object")
    phone.post(form.action, form.values | {"words": ""}, status=422)
    phone.post(form.action, form.values | {"words": "我一直到五点半，电话13912345678"})
    held = ground.held(attended)
    assert "五点半" in held.objection
    assert "13912345678" not in held.objection, "what is personal is masked"
    assert "五点半" in table.get("attendance.of_shift", shift_id=shift_id).text
    table.post("attendance.correct", said(ground, attended), **of(shift_id, attended))
    assert ground.held(attended).objection == ""
    phone.post(form.action, form.values | {"words": "再说一次"}, status=409)


def test_confirming_takes_an_objection_back(ground, helper, attended, browser):
    phone = browser(helper.who)
    phone.post("attendance.object_to", {"words": "不对", "revision": "1"}, sign_up_id=attended)
    phone.post("attendance.confirm_own", {"revision": "1"}, sign_up_id=attended)
    assert ground.held(attended).objection == ""
    phone.post("attendance.object_to", {"words": "不对", "revision": "1"}, sign_up_id=attended, status=409)


def test_the_rows_stay_when_the_volunteer_leaves(ground, helper, shift_id, attended, table):
    with ground.make.work() as work:
        gone = work.session.get_one(Volunteer, helper.id)
        gone.name = gone.phone = gone.email = ""
        gone.person_id = None
    page = table.get("attendance.of_shift", shift_id=shift_id)
    assert "2 小时" in page.text
    assert "已退出" in page.text
    table.post("attendance.correct", said(ground, attended), **of(shift_id, attended))
    with ground.make.work() as work:
        assert work.session.scalars(select(Letter).where(Letter.template == "hours_corrected")).all() == []


def test_two_corrections_at_once_one_is_told(portal, ground, shift_id, attended):
    address = of(shift_id, attended)
    posts = [
        (Browser(portal, who), "attendance.correct", said(ground, attended, minutes), address)
        for who, minutes in ((ground.stage.liaison, 60), (ground.stage.officer, 90))
    ]
    assert at_once(*posts) == [303, 409]
    assert len(ground.figures(attended)) == 2


def test_entering_twice_at_once_one_is_told(portal, ground, shift_id, sign_up):
    form = (
        Browser(portal, ground.stage.liaison).get("attendance.correcting", **of(shift_id, sign_up)).form(str(sign_up))
    )
    given = {name: form.values[name] for name in ("came", "left", "revision")} | {"reason": "现场"}
    posts = [
        (Browser(portal, who), "attendance.correct", given, of(shift_id, sign_up))
        for who in (ground.stage.liaison, ground.stage.officer)
    ]
    assert at_once(*posts) == [303, 409]
    assert len(ground.figures(sign_up)) == 1


def test_confirming_while_it_is_corrected_never_confirms_what_one_did_not_see(
    portal, ground, helper, shift_id, attended
):
    given = said(ground, attended)
    statuses = at_once(
        (Browser(portal, helper.who), "attendance.confirm_own", {"revision": "1"}, {"sign_up_id": attended}),
        (Browser(portal, ground.stage.liaison), "attendance.correct", given, of(shift_id, attended)),
    )
    assert statuses in ([303, 303], [303, 409])
    assert ground.held(attended).revision == 2
    assert counts(ground, attended) == (False, True)


def test_an_inspector_sees_no_hours(ground, shift_id, attended, browser):
    for role in (Role.INSPECTOR, Role.DISTRICT_OFFICER):
        someone = ground.make.person(role, district="140106" if role is Role.DISTRICT_OFFICER else None)
        browser(someone).get("attendance.of_shift", shift_id=shift_id, status=404)
