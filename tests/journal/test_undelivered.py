"""Letters that were given up: shown with what to do, sent again once, alone or all that the filter names."""

import smtplib
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.journal import commands, letters
from alliance.journal.causes import NEXT, Cause, cause_of
from alliance.journal.delivery import LEASE, TRIES_MOST, deliver
from alliance.journal.model import Entry, Letter
from alliance.journal.undelivered import LetterFilter, Show, undelivered
from alliance.journal.vocabulary import BY_MAIL_ONLY, TEMPLATES, TOPIC_OF_LETTER, Topic
from tests.shifts.doing import at_once

AWAY = "ConnectionRefusedError: nobody there"
UNKNOWN = "SMTPRecipientsRefused: {'…': (550, b'no such user')}"


@pytest.fixture
def write(make):
    """A letter that was tried so often, and then given up, or not."""

    def written(address="reader01@example.org", template="case_released", error=AWAY, given_up=True, at=None):
        moment = at or clock.now() - timedelta(hours=5)
        with make.work(now=moment) as work:
            letter = Letter(
                address=address,
                template=template,
                params={"path": "/"},
                language="zh_Hans_CN",
                written_at=moment,
                due_at=clock.now() + LEASE,
                tried_at=moment + timedelta(hours=4),
                attempts=TRIES_MOST if given_up else 3,
                given_up_at=clock.now() if given_up else None,
                last_error=error,
            )
            work.session.add(letter)
            work.session.flush()
            return letter.id

    return written


@pytest.fixture
def administrator(make):
    return make.person(Role.CENTER_ADMIN)


def row(make, letter_id):
    with make.work() as work:
        return work.session.get_one(Letter, letter_id)


def events(make):
    with make.work() as work:
        asked = select(Entry).where(Entry.subject == "letter").order_by(Entry.number)
        return [(one.event, one.payload) for one in work.session.scalars(asked)]


# Why it did not arrive


@pytest.mark.parametrize(
    ("trouble", "cause"),
    [
        (smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no")}), Cause.ADDRESS),
        (ConnectionRefusedError("no"), Cause.AWAY),
        (TimeoutError("slow"), Cause.AWAY),
        (smtplib.SMTPServerDisconnected("cut"), Cause.AWAY),
        (smtplib.SMTPAuthenticationError(535, b"who?"), Cause.LOGIN),
        (smtplib.SMTPDataError(554, b"spam"), Cause.CONTENT),
        (KeyError("title"), Cause.OTHER),
    ],
)
def test_what_ended_the_try_is_told_in_words(make, portal, trouble, cause):
    with make.work() as work:
        letters.write(work, "reader01@example.org", "password_changed", path="/")

    def fails(letter):
        raise trouble

    deliver(portal.database, clock.now, fails)
    with make.work() as work:
        [line] = undelivered(work, LetterFilter(Show.RETRIED)).lines
        assert line.cause is cause
        assert [one.id for one in undelivered(work, LetterFilter(Show.RETRIED, cause=cause)).lines] == [line.id]
        for other in set(Cause) - {cause}:
            assert not undelivered(work, LetterFilter(Show.RETRIED, cause=other)).lines


def test_every_cause_has_its_next_step_and_every_letter_its_topic():
    assert set(NEXT) == set(Cause)
    assert cause_of("") is Cause.OTHER
    assert set(TOPIC_OF_LETTER) == {one for its in TEMPLATES.values() for one in its} | BY_MAIL_ONLY


# The page


def test_the_page_says_to_whom_why_and_what_to_do_and_names_nobody(browser, administrator, write):
    write("liaison.of.a.bank@example.org")
    page = browser(administrator).get("journal.letters", queries=3)
    for words in ("li***nk@example.org", "无法连接邮件服务器", "请检查邮件服务器是否运行", "典型案例", "已尝试 48 次"):
        assert words in page.text
    assert "liaison.of.a.bank" not in page.html


def test_it_shows_those_that_were_given_up_unless_others_are_asked_for(browser, administrator, write):
    write("first001@example.org")
    write("second02@example.org", given_up=False)
    write("third003@example.org", template="invitation", error=UNKNOWN)
    visitor = browser(administrator)

    def shown(**asked):
        text = visitor.get("journal.letters", **asked).text
        return [name for name in ("fi***01", "se***02", "th***03") if name in text]

    assert shown() == ["fi***01", "th***03"]
    assert shown(show="retried") == ["se***02"]
    assert shown(show="all") == ["fi***01", "se***02", "th***03"]
    assert shown(topic=Topic.MEMBERSHIP) == ["th***03"]
    assert shown(cause=Cause.AWAY) == ["fi***01"]
    assert shown(topic=Topic.SUPERVISION) == []
    visitor.get("journal.letters", status=400, cause="weather")


def test_a_long_list_goes_on_and_asks_no_more(browser, administrator, write):
    start = clock.now() - timedelta(days=1)
    for number in range(60):
        write(f"a{number:02}xyz@example.org", at=start + timedelta(minutes=number // 2))
    visitor = browser(administrator)
    first = visitor.get("journal.letters", queries=3)
    second = visitor.get(next(link for link in first.links if "after=" in link), queries=3)
    assert first.html.count('class="letter-line"') + second.html.count('class="letter-line"') == 60
    assert "将 60 封发送失败信件全部重新发送" in second.text


def test_an_inspector_reads_and_sends_nothing(browser, make, write):
    letter_id = write()
    write("second02@example.org")
    visitor = browser(make.person(Role.INSPECTOR))
    page = visitor.get("journal.letters")
    assert "重新发送" not in "".join(form.action for form in page.forms)
    assert "机器人未能发出的消息会改以电子邮件信件发给所属单位" in page.text
    assert not [form for form in page.forms if "again" in form.action]
    visitor.post("journal.send_again", status=403, letter_id=letter_id)
    visitor.post("journal.send_all_again", {"topic": "", "cause": ""}, status=403)
    browser(make.person(Role.CENTER_OFFICER)).get("journal.letters", status=403)


# Sending again


def test_one_is_sent_again_and_arrives(browser, administrator, make, portal, write):
    letter_id = write()
    visitor = browser(administrator)
    form = visitor.get("journal.letters").form(f"{letter_id}/again")
    assert "重新发送" in visitor.follow(visitor.post(form.action, form.values)).html
    kept = row(make, letter_id)
    assert (kept.given_up_at, kept.attempts, kept.last_error) == (None, 0, "")
    assert events(make) == [("LetterTriedAgain", {})]
    assert deliver(portal.database, clock.now, lambda letter: None).sent == 1
    assert row(make, letter_id).sent_at


def test_all_that_the_filter_names_are_sent_again_and_no_other(browser, administrator, make, write):
    away, unknown = [write(f"away{n:03}@example.org") for n in range(3)], write("gone0001@example.org", error=UNKNOWN)
    tried = write("tried001@example.org", given_up=False)
    visitor = browser(administrator)
    form = visitor.get("journal.letters", cause=Cause.AWAY).form("/journal/letters/again")
    assert "3 封" in visitor.follow(visitor.post(form.action, form.values)).text
    assert [row(make, one).given_up_at for one in away] == [None] * 3
    assert row(make, unknown).given_up_at
    assert row(make, tried).attempts == 3
    assert events(make) == [("LettersTriedAgain", {"letters": 3, "topic": "", "cause": "away"})]
    visitor.post("journal.send_all_again", {"topic": "", "cause": Cause.AWAY}, status=409)
    visitor.post("journal.send_all_again", {"topic": "", "cause": "weather"}, status=400)


def test_a_letter_that_is_being_tried_is_left_to_its_worker(browser, administrator, make, write):
    letter_id = write(given_up=False)
    visitor = browser(administrator)
    assert not [form for form in visitor.get("journal.letters", show="all").forms if "again" in form.action]
    before = row(make, letter_id).due_at
    visitor.post("journal.send_again", status=409, letter_id=letter_id)
    assert row(make, letter_id).due_at == before
    visitor.post("journal.send_again", status=404, letter_id="00000000-0000-4000-8000-000000000000")


def test_of_many_who_press_at_once_one_sends_it_again(make, administrator, write):
    letter_id = write()

    def press(act):
        with make.work(administrator.actor) as work:
            act(work)

    single = partial(press, lambda work: commands.send_again(work, letter_id))
    every = partial(press, lambda work: commands.send_all_again(work, LetterFilter()))
    assert sorted(at_once(*[single] * 3, *[every] * 3)) == ["Conflict"] * 5 + ["done"]
    assert len(events(make)) == 1
