"""A bank's lecture on its way: people become volunteers, one falls ill, who waits comes, is there, and can prove it; or
nobody waits, and others are asked to stand in. And an event that is called off: everyone is told, and the calendars
follow."""

from datetime import timedelta
from uuid import UUID

import icalendar
import pytest
from sqlalchemy import select, update

from alliance.attendance import codes
from alliance.certificates.model import Certificate
from alliance.cover.model import ASKED_AT_ONCE
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.clock import local_day
from alliance.journal.model import Letter
from alliance.publicity.vocabulary import EventState
from alliance.shifts import addressees
from alliance.volunteers.model import Volunteer
from tests.factories import PASSWORD
from tests.publicity.planning import TOMORROW, place, stage_of
from tests.screenless import Browser

BEGINS = TOMORROW + timedelta(days=3)
DAY = f"{BEGINS:%Y-%m-%d}"
PEOPLE = {"刘一": "liu.yi@example.org", "陈二": "chen.er@example.org"}
SHIFT = {
    "task": "宣讲助教",
    "starts_on": DAY,
    "starts_time": "09:00",
    "ends_time": "12:00",
    "sign_up_on": DAY,
    "sign_up_time": "08:00",
    "withdraw_on": f"{BEGINS - timedelta(days=1):%Y-%m-%d}",
    "withdraw_time": "09:00",
    "places": "1",
}


@pytest.fixture
def at(monkeypatch):
    """Moves the portal's clock."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def stage(make):
    return stage_of(make)


@pytest.fixture
def letters(make):
    def letters(address, template):
        with make.work() as work:
            asked = select(Letter).where(Letter.address == address, Letter.template == template)
            return [one.params for one in work.session.scalars(asked.order_by(Letter.written_at, Letter.id))]

    return letters


def signed_in(portal, address):
    visitor = Browser(portal)
    visitor.post("people.sign_in", {"email": address, "password": PASSWORD})
    return visitor


def become(portal, letters, name, address, number):
    """Four fields, a letter, a password."""
    visitor = Browser(portal)
    said = {"name": name, "phone": f"1390000000{number}", "email": address, "born_on": "1990-05-01", "agreed": "y"}
    visitor.post("volunteers.take_sign_up", said)
    path = letters(address, "volunteer_sign_up")[0]["path"]
    fields = visitor.get(path).forms[-1].values
    visitor.post(path, fields | {"password": PASSWORD, "again": PASSWORD})
    return visitor


def id_in(answer):
    return answer.headers["Location"].rpartition("/")[2]


def test_who_falls_ill_is_followed_by_who_waits_and_the_hours_are_proved(portal, make, stage, letters, at, browser):
    event_id = stage.event(EventState.OPEN, place=place(BEGINS, 4), title="反诈宣讲进社区")
    bank = browser(stage.liaison)
    shift_id = id_in(bank.post("shifts.plan", SHIFT, event_id=event_id))
    bank.post("shifts.open", shift_id=shift_id)
    assert "宣讲助教" in browser().get("shifts.shifts").text

    first, second = (become(portal, letters, *one, number) for number, one in enumerate(PEOPLE.items(), 1))
    taken = id_in(first.post("shifts.sign_up", shift_id=shift_id))
    waits = id_in(second.post("shifts.sign_up", shift_id=shift_id))
    assert "候补第 1 位" in second.get("shifts.mine").text

    at(BEGINS - timedelta(hours=3))
    first = signed_in(portal, PEOPLE["刘一"])
    first.post("shifts.withdraw", {"reason": ""}, status=422, sign_up_id=taken)
    first.post("shifts.withdraw", {"reason": "发烧"}, sign_up_id=taken)
    assert "发烧" in str([letters(address, "volunteer_shift") for address in keepers(make, shift_id)])
    offer = next(one["path"] for one in letters(PEOPLE["陈二"], "volunteer_shift") if "/offers/" in one["path"])
    Browser(portal).post(f"{offer}/accept")

    at(BEGINS - timedelta(minutes=5))
    second = signed_in(portal, PEOPLE["陈二"])
    wall = codes.written(codes.wall(event_id, clock.now()))
    here = second.get("attendance.go", status=303, token=wall).headers["Location"]
    assert "签到" in second.get(here).text
    second.post(f"{here}/come")
    at(BEGINS + timedelta(hours=3, minutes=2))
    second = signed_in(portal, PEOPLE["陈二"])
    wall = codes.written(codes.wall(event_id, clock.now()))
    here = second.get("attendance.go", status=303, token=wall).headers["Location"]
    second.post(f"{here}/leave")

    second.post("attendance.confirm_own", {"revision": "1"}, sign_up_id=waits)
    bank = browser(stage.liaison)
    bank.post("attendance.confirm_kept", {"revision": "1"}, shift_id=shift_id, sign_up_id=waits)
    day = local_day(BEGINS).isoformat()
    second.post("certificates.ask", {"from_on": day, "to_on": day})
    with make.work() as work:
        code = work.session.scalars(select(Certificate.code)).one()
    page = Browser(portal).get("certificates.verdict", proof=code)
    assert "陈" in page.text
    assert "陈二" not in page.html
    assert "有效" in page.text


def test_where_somebody_withdraws_late_others_are_asked_and_who_was_asked_longest_ago_comes_first(
    portal, make, stage, letters, at, browser
):
    """A lecture in a village: nobody waits for the place, and nobody is phoned."""
    event_id = stage.event(EventState.OPEN, place=place(BEGINS, 4), title="反诈知识进乡村")
    center = browser(stage.officer)
    shift_id = id_in(center.post("shifts.plan", SHIFT, event_id=event_id))
    center.post("shifts.open", shift_id=shift_id)
    first = become(portal, letters, "刘一", "liu.yi@example.org", 0)
    taken = id_in(first.post("shifts.sign_up", shift_id=shift_id))
    villagers = [f"villager{number}@example.org" for number in range(1, ASKED_AT_ONCE + 3)]
    for number, address in enumerate(villagers, 1):
        become(portal, letters, f"村民{number}", address, number)
    were_asked(make, {address: BEGINS - timedelta(days=30 - number) for number, address in enumerate(villagers[2:])})

    at(BEGINS - timedelta(hours=3))
    first = signed_in(portal, "liu.yi@example.org")
    first.post("shifts.withdraw", {"reason": "发烧"}, sign_up_id=taken)
    center = browser(stage.officer)
    desk = center.get("home.desk")
    assert "缺人：反诈知识进乡村" in desk.text
    assert f"/shifts/{shift_id}/people" in desk.links
    people = center.get("shifts.people_in", shift_id=shift_id)
    assert f"/cover/shifts/{shift_id}" in people.links
    assert "已询问 5 位志愿者" in center.follow(center.post("cover.call", shift_id=shift_id)).text
    asked = {address: letters(address, "volunteer_stand_in") for address in villagers}
    assert [address for address, told in asked.items() if told] == villagers[:ASKED_AT_ONCE]

    path = asked[villagers[1]][0]["path"]
    visitor = Browser(portal)
    assert "宣讲助教" in visitor.get(path).text
    visitor.post(f"{path}/take")
    assert "已有人顶班" in visitor.post(f"{asked[villagers[0]][0]['path']}/take", status=409).text
    assert "村*" in browser(stage.officer).get("shifts.people_in", shift_id=shift_id).text
    assert "缺人：" not in browser(stage.officer).get("home.desk").text
    assert "宣讲助教" in signed_in(portal, villagers[1]).get("shifts.mine").text


def were_asked(make, moments):
    with make.work() as work:
        for address, moment in moments.items():
            work.session.execute(update(Volunteer).where(Volunteer.email == address).values(asked_at=moment))


def keepers(make, shift_id):
    with make.work() as work:
        return addressees.coordinator(work, addressees.about(work, UUID(shift_id)))


def test_when_an_open_event_is_called_off_everyone_is_told_and_the_calendars_follow(portal, stage, letters, browser):
    event_id = stage.event(EventState.OPEN, place=place(BEGINS, 4), title="广场反诈宣传")
    bank = browser(stage.liaison)
    shift_id = id_in(bank.post("shifts.plan", SHIFT, event_id=event_id))
    bank.post("shifts.open", shift_id=shift_id)
    people = [become(portal, letters, *one, number) for number, one in enumerate(PEOPLE.items(), 1)]
    own = [id_in(one.post("shifts.sign_up", shift_id=shift_id)) for one in people]
    bank.post("publicity.cancel", {"reason": "暴雨预警"}, event_id=event_id)
    for visitor, sign_up_id, address in zip(people, own, PEOPLE.values(), strict=True):
        told = letters(address, "volunteer_shift")[-1]
        assert told["reason"] == "暴雨预警"
        assert "随班次取消" in visitor.get("shifts.own", sign_up_id=sign_up_id).text
    assert "广场反诈宣传" not in browser().get("shifts.shifts").text
    feed = browser().client.get("/publicity/calendar.ics", headers={"Host": "localhost"})
    [event] = [
        one for one in icalendar.Calendar.from_ical(feed.data).walk("VEVENT") if "广场反诈宣传" in one["SUMMARY"]
    ]
    assert event["STATUS"] == "CANCELLED"
