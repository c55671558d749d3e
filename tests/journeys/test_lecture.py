"""A lecture on its way: a bank proposes it, the center approves it, a volunteer takes a shift, falls ill,
and finds somebody who stands in; and everyone who has to do with it learns of it when an event is called off."""

from datetime import timedelta

import icalendar
import pytest

from alliance.foundation.kernel import clock
from alliance.journal.model import Letter
from alliance.publicity.vocabulary import EventState
from tests.journeys.test_volunteering import BEGINS, DAY, SHIFT, become, id_in, letters, signed_in
from tests.publicity.planning import HERE, place, stage_of
from tests.publicity.test_feeds import own_address, read
from tests.screenless import Browser

__all__ = ["letters"]

LECTURE = {
    "title": "守好养老钱：反诈宣讲进社区",
    "kind_code": "lecture",
    "five_entry": "community",
    "starts_on": DAY,
    "starts_time": "09:00",
    "ends_on": "",
    "ends_time": "13:00",
    "district_code": HERE,
    "venue": "示例社区活动室",
    "public": "y",
    "terms-everyone": "1",
}
ILL, READY = "liu.yi@example.org", "chen.er@example.org"


@pytest.fixture
def stage(make):
    return stage_of(make)


def approved(bank, center):
    """The address of the lecture, proposed by the one and approved by the other, open to volunteers."""
    form = bank.get("publicity.new").form("/publicity/new")
    page = bank.follow(bank.post("publicity.draft", form.values | LECTURE))
    path = page.response.request.path
    bank.post(f"{path}/propose", bank.get(f"{path}/propose").form("/propose").values)
    center.post(f"{path}/approve", center.get(f"{path}/approve").form("/approve").values)
    bank.post(f"{path}/open")
    return path


def test_a_bank_proposes_a_lecture_and_who_falls_ill_finds_somebody_to_stand_in(
    portal, stage, letters, monkeypatch, browser
):
    bank, center = browser(stage.liaison), browser(stage.officer)
    path = approved(bank, center)
    shift_id = id_in(bank.post("shifts.plan", SHIFT, event_id=path.rpartition("/")[2]))
    bank.post("shifts.open", shift_id=shift_id)
    ill = become(portal, letters, "刘一", ILL, 1)
    become(portal, letters, "陈二", READY, 2)
    taken = id_in(ill.post("shifts.sign_up", shift_id=shift_id))

    monkeypatch.setattr(clock, "now", lambda: BEGINS - timedelta(hours=5))
    ill = signed_in(portal, ILL)
    page = ill.follow(ill.post("cover.seek", sign_up_id=taken))
    assert "已询问 1 位志愿者" in page.text
    assert "已确认参加" in ill.get("shifts.own", sign_up_id=taken).text
    asked = letters(READY, "volunteer_stand_in")[0]
    Browser(portal).post(f"{asked['path']}/take")
    assert letters(ILL, "volunteer_stand_in")
    assert "已取消报名" in ill.get("shifts.own", sign_up_id=taken).text
    assert LECTURE["title"] in signed_in(portal, READY).get("shifts.mine").text
    people = browser(stage.liaison).get("shifts.people_in", shift_id=shift_id)
    assert "陈*" in people.text
    assert "缺人" not in browser(stage.liaison).get("home.desk").text


def test_whoever_has_to_do_with_an_event_is_told_when_it_is_called_off_and_every_calendar_follows(
    portal, make, stage, letters, browser
):
    event_id = stage.event(EventState.OPEN, place=place(BEGINS, 4), title="广场反诈宣传")
    stage.host(event_id, stage.carrier)
    bank = browser(stage.liaison)
    shift_id = id_in(bank.post("shifts.plan", SHIFT, event_id=event_id))
    bank.post("shifts.open", shift_id=shift_id)
    helper = become(portal, letters, "刘一", ILL, 1)
    helper.post("shifts.sign_up", shift_id=shift_id)
    helper.post("publicity.make_own_feed")
    bank.post("publicity.cancel", {"reason": "暴雨预警"}, event_id=event_id)
    with make.work() as work:
        told = {one.address for one in work.session.query(Letter).where(Letter.template == "publicity_event")}
    assert len(told) >= 2, "its host and those whom it invites"
    assert "暴雨预警" in str(letters(ILL, "volunteer_shift"))
    for where, address in (
        ("publicity.feed", {}),
        ("publicity.feed_of_organisation", {"organisation_id": stage.carrier.id}),
        (own_address(helper), {}),
    ):
        answer, _found, _feed = read(browser(), where, **address)
        entries = icalendar.Calendar.from_ical(answer.data).walk("VEVENT")
        about = [str(one["STATUS"]) for one in entries if "广场反诈宣传" in one["SUMMARY"]]
        assert about, where
        assert set(about) == {"CANCELLED"}, where
    assert "已取消" in browser().get("publicity.calendar", month=DAY[:7]).text
