"""The inbox as its reader meets it: a line for each thing, read on opening, marked under the filter, nobody else's."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from alliance.console.inbox import forget_letters
from alliance.foundation.kernel.actor import Role
from alliance.inbox import marking
from alliance.journal import letters
from alliance.journal.model import InboxLetter
from alliance.people.appointments import end
from alliance.people.model import Appointment

CASE, PAGE = "case_released", "/directory/"
WAITS = "未读"


@pytest.fixture
def reader(make):
    return make.person(Role.CENTER_OFFICER)


@pytest.fixture
def write(make, reader):
    def written(title="屏幕共享", path=PAGE, template=CASE, to=None, **more):
        with make.work() as work:
            letters.write(work, (to or reader).email, template, title=title, path=path, **more)

    return written


def unread(make, someone):
    with make.work(someone.actor) as work:
        asked = select(InboxLetter.path).where(InboxLetter.person_id == someone.id, InboxLetter.read_at.is_(None))
        return sorted(work.session.scalars(asked))


def test_it_says_what_it_is_about_why_one_gets_it_and_leads_there(browser, reader, write):
    write()
    page = browser(reader).get("inbox.inbox", queries=3)
    assert "案例已发布：屏幕共享" in page.text
    assert "您收到此信，是因为此案例由贵单位提供。" in page.text
    assert PAGE in page.links
    assert "案例链接" not in page.text


def test_an_empty_inbox_says_what_will_stand_there(browser, reader):
    page = browser(reader).get("inbox.inbox")
    assert "没有未读消息" in page.text
    assert "没有消息" in browser(reader).get("inbox.inbox", show="all").text


def test_the_frame_of_every_page_says_how_much_is_unread(browser, reader, write):
    for number in range(3):
        write(path=f"/cases/{number}")
    assert "收件箱，3 条未读" in browser(reader).get("home.desk").html
    assert "条未读" not in browser().get("home.front").html


def test_no_more_than_a_hundred_is_counted(browser, reader, make):
    with make.work() as work:
        many = [(reader.email, {"title": "x", "path": f"/cases/{number}"}) for number in range(120)]
        letters.write_all(work, CASE, many)
    assert "收件箱，99+ 条未读" in browser(reader).get("home.desk").html


def test_what_is_about_one_thing_stands_together_the_newest_in_front(browser, reader, write):
    for title in ("第一", "第二", "第三"):
        write(title)
    write("别的", path="/cases/2")
    page = browser(reader).get("inbox.inbox")
    assert "第三" in page.text
    assert "此前还有 2 条相关消息" in page.text
    assert "第二" not in page.text
    assert page.html.count('class="letter-line') == 2


def test_whoever_opens_the_page_of_a_thing_has_read_what_was_written_about_it(browser, reader, write, make):
    write()
    write("另一个")
    write("别的", path="/cases/2")
    visitor = browser(reader)
    visitor.get("inbox.inbox")
    assert unread(make, reader) == ["/cases/2", PAGE, PAGE]
    visitor.get("directory.members")
    assert unread(make, reader) == ["/cases/2"]
    assert "另一个" in visitor.get("inbox.inbox", show="all").text


def test_another_who_opens_it_has_read_their_own_only(browser, reader, write, make):
    other = make.person(Role.CENTER_OFFICER)
    write()
    write(to=other)
    browser(other).get("directory.members")
    assert unread(make, other) == []
    assert unread(make, reader) == [PAGE]


def test_a_page_that_was_refused_was_not_read(browser, reader, write, make):
    path = "/cases/00000000-0000-4000-8000-000000000000"
    write(path=path)
    browser(reader).get(path, status=404)
    assert unread(make, reader) == [path]


def test_one_thing_is_marked_without_opening_it(browser, reader, write, make):
    write()
    write("另一个")
    write("别的", path="/cases/2")
    visitor = browser(reader)
    [form] = [one for one in visitor.get("inbox.inbox").forms if one.values.get("path") == PAGE]
    write("后来的")
    visitor.post(form.action, form.values)
    assert unread(make, reader) == ["/cases/2", PAGE]


def test_a_thing_that_is_a_part_of_a_page_is_marked_too(browser, reader, write, make):
    write(path=f"{PAGE}#line-7")
    visitor = browser(reader)
    page = visitor.get("inbox.inbox")
    assert f"{PAGE}#line-7" in page.links
    [form] = [one for one in page.forms if one.values.get("path")]
    visitor.post(form.action, form.values)
    assert unread(make, reader) == []


@pytest.mark.parametrize("changed", [{"path": ""}, {"path": "/" * 201}, {"path": "/\x00"}, {"until": "9" * 30}])
def test_a_thing_that_is_not_named_well_marks_nothing(browser, reader, write, make, changed):
    write()
    visitor = browser(reader)
    [form] = [one for one in visitor.get("inbox.inbox").forms if one.values.get("path") == PAGE]
    visitor.post(form.action, form.values | changed, status=400)
    assert unread(make, reader) == [PAGE]


def test_mark_all_obeys_the_filter(browser, reader, write, make):
    write()
    write(template="initiative_issued", path="/initiatives/1", office="中心")
    visitor = browser(reader)
    form = visitor.get("inbox.inbox", topic="cases").form("/inbox/read")
    visitor.post(form.action, form.values)
    assert unread(make, reader) == ["/initiatives/1"]
    form = visitor.get("inbox.inbox").form("/inbox/read")
    visitor.post(form.action, form.values)
    assert unread(make, reader) == []


def test_what_comes_while_the_page_is_open_stays_unread(browser, reader, write, make):
    write()
    visitor = browser(reader)
    form = visitor.get("inbox.inbox").form("/inbox/read")
    write("later", path="/cases/2")
    visitor.post(form.action, form.values)
    assert unread(make, reader) == ["/cases/2"]


@pytest.mark.parametrize("changed", [{"topic": "nothing"}, {"show": "some"}, {"until": "yesterday"}, {"until": ""}])
def test_a_filter_that_nobody_can_choose_is_refused_and_marks_nothing(browser, reader, write, make, changed):
    write()
    visitor = browser(reader)
    form = visitor.get("inbox.inbox").form("/inbox/read")
    visitor.post(form.action, form.values | changed, status=400)
    assert unread(make, reader) == [PAGE]
    if "until" not in changed:
        visitor.get("inbox.inbox", status=400, **changed)


def test_anothers_letter_is_not_there(browser, reader, write, make):
    write()
    other = browser(make.person(Role.CENTER_ADMIN))
    assert "屏幕共享" not in other.get("inbox.inbox", show="all").text
    other.post("inbox.read_thing", {"path": PAGE, "until": "2099-01-01T00:00:00+00:00"})
    other.post("inbox.read_all", {"until": "2099-01-01T00:00:00+00:00"})
    assert unread(make, reader) == [PAGE]
    assert browser().get("inbox.inbox", status=303).headers["Location"].endswith("/people/sign-in")


def test_a_long_inbox_goes_on_from_its_last_thing(browser, reader, make):
    with make.work() as work:
        words = [(reader.email, {"title": f"案例{number:03}。", "path": f"/cases/{number}"}) for number in range(70)]
        letters.write_all(work, CASE, words)
    visitor = browser(reader)
    first = visitor.get("inbox.inbox", queries=3)
    second = visitor.get(next(link for link in first.links if "after=" in link))
    found = [f"案例{number:03}。" for number in range(70) if f"案例{number:03}。" in first.text + second.text]
    assert len(found) == 70
    assert first.html.count('class="letter-line') == 50


def test_nobody_keeps_what_was_written_to_an_office_that_ended(make, reader, write):
    write()
    with make.work() as work:
        end(work, work.session.get_one(Appointment, reader.appointment_id))
    assert unread(make, reader) == []


def test_letters_are_forgotten_after_half_a_year(make, portal, reader, write):
    write()
    write("别的", path="/cases/2")
    with make.work() as work:
        old = work.session.scalars(select(InboxLetter).where(InboxLetter.path == PAGE)).one()
        old.written_at -= marking.KEPT_FOR + timedelta(days=1)
    assert forget_letters(portal.database) == 1
    assert unread(make, reader) == ["/cases/2"]
