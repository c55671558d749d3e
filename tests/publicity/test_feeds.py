"""The feeds, read back by an iCalendar parser: what is in them, for whom, and what says that something changed."""

from datetime import timedelta
from urllib.parse import urlsplit
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from sqlalchemy import update

from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from alliance.people.model import Appointment, Person
from alliance.publicity import writing
from alliance.publicity.model import PublicityEvent
from alliance.publicity.vocabulary import EventState
from tests.publicity.planning import BANKS, TOMORROW, place

E = EventState


def read(visitor, endpoint, **address):
    answer = visitor.get(endpoint, **address)
    assert answer.mimetype == "text/calendar"
    feed = Calendar.from_ical(answer.get_data())
    return answer, {str(one["summary"]): one for one in feed.walk("VEVENT")}, feed


def own_address(visitor):
    """Where one's own feed is: path of the link on the page."""
    links = visitor.get("publicity.feed_addresses").links
    return next((urlsplit(link).path for link in links if "/feeds/" in link), None)


def test_the_feed_for_all_holds_what_is_public_and_approved(browser, stage):
    for state in E:
        stage.event(state, title=state.value)
    stage.event(E.APPROVED, title="inner", public=False)
    _answer, found, _feed = read(browser(), "publicity.feed")
    assert set(found) == {"approved", "open", "running", "held", "summarised", "cancelled"}
    assert str(found["cancelled"]["status"]) == "CANCELLED"
    assert {str(one["status"]) for name, one in found.items() if name != "cancelled"} == {"CONFIRMED"}
    _answer, as_center, _feed = read(browser(stage.officer), "publicity.feed")
    assert set(as_center) == set(found), "the same whoever is signed in: it has one address"


def test_times_stand_in_the_zone_of_the_alliance_which_the_feed_defines(browser, stage):
    stage.event(E.APPROVED, title="宣讲")
    answer, found, feed = read(browser(), "publicity.feed")
    event = found["宣讲"]
    assert event["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert [str(zone["tzid"]) for zone in feed.walk("VTIMEZONE")] == ["Asia/Shanghai"]
    assert event.decoded("dtstart") == TOMORROW
    assert event.decoded("dtend") == TOMORROW + timedelta(hours=2.5)
    assert event.decoded("dtstart").astimezone(ZoneInfo("Asia/Shanghai")).hour == 9
    assert all(len(line) <= 75 for line in answer.get_data().split(b"\r\n"))
    assert "/publicity/" in str(event["url"])


def test_a_change_keeps_the_uid_and_raises_the_sequence(browser, stage):
    event_id = stage.event(E.OPEN, title="宣讲")
    visitor = browser()
    _answer, before, _feed = read(visitor, "publicity.feed")
    with stage.work(stage.liaison) as work:
        version = work.session.get_one(PublicityEvent, event_id).version
        writing.move(work, event_id, place(TOMORROW + timedelta(days=3)), version)
    _answer, after, _feed = read(visitor, "publicity.feed")
    one, other = before["宣讲"], after["宣讲"]
    assert one["uid"] == other["uid"]
    assert int(other["sequence"]) > int(one["sequence"])
    assert other.decoded("last-modified") >= one.decoded("last-modified")
    assert other.decoded("dtstart") == TOMORROW + timedelta(days=3)
    stage.act("cancel", event_id)
    _answer, cancelled, _feed = read(visitor, "publicity.feed")
    assert str(cancelled["宣讲"]["status"]) == "CANCELLED"
    assert int(cancelled["宣讲"]["sequence"]) > int(other["sequence"])


def test_what_has_not_changed_is_not_sent_again(browser, stage):
    event_id = stage.event(E.APPROVED)
    visitor = browser()
    first, again = (visitor.get("publicity.feed") for _ in range(2))
    assert first.headers["ETag"] == again.headers["ETag"]
    headers = {"Host": "localhost", "If-None-Match": first.headers["ETag"]}
    path = visitor.address("publicity.feed")
    assert visitor.client.get(path, headers=headers).status_code == 304
    stage.act("open", event_id)
    assert visitor.client.get(path, headers=headers).status_code == 200


def test_an_empty_feed_is_a_feed(browser, portal):
    _answer, found, _feed = read(browser(), "publicity.feed")
    assert found == {}


def test_a_feed_of_an_organisation_holds_what_it_proposes_holds_stands_in_and_operates(browser, stage):
    titles = ("申报", "主办", "方阵", "点位", "无关", "不公开")
    ids = {title: stage.event(E.APPROVED, stage.officer, title=title) for title in titles[1:5]}
    stage.event(E.APPROVED, title="申报")
    inner = stage.event(E.APPROVED, title="不公开", public=False)
    stage.host(ids["主办"], stage.bank), stage.host(inner, stage.bank)
    stage.formation(ids["方阵"], "银行方阵", stage.bank)
    stage.point(ids["点位"], 1, stage.bank)
    _answer, found, _feed = read(browser(), "publicity.feed_of_organisation", organisation_id=stage.bank.id)
    assert set(found) == {"申报", "主办", "方阵", "点位"}


TAKING_PART = {
    "申报": lambda stage, event_id: None,
    "主办": lambda stage, event_id: stage.host(event_id, stage.bank),
    "方阵": lambda stage, event_id: stage.formation(event_id, "银行方阵", stage.bank),
    "点位": lambda stage, event_id: stage.point(event_id, 1, stage.bank),
}


def test_everybody_finds_the_feed_of_an_organisation_on_its_page_and_nothing_inner_in_it(browser, stage):
    for name, take_part in TAKING_PART.items():
        who = stage.liaison if name == "申报" else stage.officer
        take_part(stage, stage.event(E.APPROVED, who, title=f"{name}公开"))
        take_part(stage, stage.event(E.APPROVED, who, title=f"{name}内部", public=False, terms=BANKS))
    stage.event(E.PROPOSED, title="未批准")
    for visitor in (browser(), browser(stage.outsider), browser(stage.liaison), browser(stage.officer)):
        links = visitor.get("directory.member", organisation_id=stage.bank.id).links
        page = visitor.get(next(link for link in links if link.endswith("/feed")))
        assert "甲银行" in page.text
        assert not [form for form in page.forms if form.action.endswith("/feeds/own")]
        address = next(link for link in page.links if link.endswith(f"{stage.bank.id}.ics"))
        assert address.startswith("http://localhost/")
        _answer, found, _feed = read(visitor, urlsplit(address).path)
        assert set(found) == {f"{name}公开" for name in TAKING_PART}


def test_of_an_organisation_that_is_not_there_for_everybody_there_is_no_feed(browser, stage):
    with stage.work() as work:
        organisations.suspend(work, work.session.get_one(Organisation, stage.bank.id), "整改")
    for endpoint in ("publicity.feed_of_organisation", "publicity.feed_address_of_organisation"):
        browser().get(endpoint, status=404, organisation_id=stage.bank.id)
        browser().get(endpoint, status=404, organisation_id=uuid4())
        browser(stage.liaison).get(endpoint, organisation_id=stage.bank.id)


def test_ones_own_feed_holds_what_one_may_read_and_nobody_guesses_its_address(browser, stage):
    stage.event(E.APPROVED, title="银行内部", public=False, terms=BANKS)
    stage.event(E.DRAFT, title="草稿")
    member, outsider = browser(stage.liaison), browser(stage.outsider)
    assert own_address(member) is None
    for one in (member, outsider):
        one.post("publicity.make_own_feed")
    _answer, found, _feed = read(browser(), own_address(member))
    assert set(found) == {"银行内部"}
    _answer, found, _feed = read(browser(), own_address(outsider))
    assert found == {}
    path = own_address(member)
    for wrong in (f"{path[:-6]}x.ics", "/publicity/feeds/nonsense.ics", "/publicity/feeds/Im5vIg.abc.ics"):
        browser().get(wrong, status=404)


def test_a_new_address_voids_the_old_one(browser, stage):
    member = browser(stage.liaison)
    member.post("publicity.make_own_feed")
    old = own_address(member)
    member.post("publicity.make_own_feed")
    assert own_address(member) != old
    browser().get(old, status=404)
    browser().get(own_address(member))


@pytest.mark.parametrize(
    ("model", "column"), [(Appointment, "ended_at"), (Person, "disabled_at")], ids=["role over", "account closed"]
)
def test_ones_own_feed_ends_with_the_role(browser, stage, model, column):
    member = browser(stage.liaison)
    member.post("publicity.make_own_feed")
    path = own_address(member)
    key = stage.liaison.appointment_id if model is Appointment else stage.liaison.id
    with stage.make.work() as work:
        work.session.execute(update(model).where(model.id == key).values({column: work.now}))
    browser().get(path, status=404)


def test_without_a_role_there_is_no_feed_of_ones_own(browser, stage):
    nobody = browser(stage.make.person(None))
    nobody.post("publicity.make_own_feed", status=409)
    assert browser().post("publicity.make_own_feed", status=303).location == "/people/sign-in"
