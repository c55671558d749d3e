"""From what waits to what is said: each at least once, at the pace that is taken, and by letter where it cannot be."""

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import pairwise
from threading import Lock, Thread

import pytest
from sqlalchemy import select
from standardwebhooks import Webhook

from alliance.bots import delivery, keeping, queries
from alliance.bots.delivery import DIGEST_MOST, FAILURES_MOST, LEASE, TRIES_MOST, WAITS_MOST, free_again
from alliance.bots.handing import hand_over
from alliance.bots.model import BotMessage
from alliance.bots.vocabulary import PACE, Answer, BotKind, BotState
from alliance.console.bots import tell_groups
from alliance.console.rounds import in_one
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.journal.model import Entry, InboxLetter, Letter
from alliance.journal.post import address_mail, compose
from alliance.organisations.queries import contact_addresses
from tests.bots.conftest import KEY, SECRET, WEBHOOK_SECRET

CHATS = [BotKind.WECOM, BotKind.DINGTALK, BotKind.FEISHU]
TOO_FAST = {
    BotKind.WECOM: {"errcode": 45009, "errmsg": "api freq out of limit"},
    BotKind.DINGTALK: {"errcode": 130101, "errmsg": "send too fast"},
    BotKind.FEISHU: {"code": 11232, "msg": "frequency limited"},
}
REFUSED = {
    BotKind.WECOM: ({"errcode": 93000, "errmsg": "invalid webhook url"}, Answer.NO_SUCH_BOT),
    BotKind.DINGTALK: ({"errcode": 310000, "errmsg": "sign not match"}, Answer.WRONG_SIGNATURE),
    BotKind.FEISHU: ({"code": 19024, "msg": "Key Words Not Found"}, Answer.NO_KEYWORD),
}


@pytest.mark.parametrize("kind", list(BotKind))
def test_each_kind_is_told_and_nothing_waits_afterwards(group, kind):
    bot = group.set_up(kind)
    group.write()
    assert group.tell() == 1
    [asked] = group.side.asked
    assert "入户走访" in asked.body.decode()
    assert "http://localhost/initiatives/" in asked.body.decode()
    assert group.waiting() == []
    told = group.one(bot)
    assert (told.answer, told.failures, told.told_at) == (Answer.TAKEN, 0, group.now)
    assert group.tell() == 0


def test_a_webhook_is_signed_and_has_an_id_that_stays(group):
    group.now = clock.now()  # a webhook is refused that bears another moment than its reader's clock
    group.set_up(BotKind.WEBHOOK)
    group.write()
    [message] = group.waiting()
    group.due(message)
    group.side.says(500, None)
    group.tell()
    group.later(minutes=2)
    group.side.says(204, None)
    group.tell()
    first, second = group.side.asked
    said = Webhook(WEBHOOK_SECRET).verify(first.body, first.headers)
    assert said["data"] | {"text": ""} == {
        "id": str(message.id),
        "topic": "initiatives",
        "kind": "initiative_issued",
        "text": "",
        "url": "http://localhost/initiatives/入户走访",
    }
    names = {name.lower(): value for name, value in first.headers.items()}
    again = {name.lower(): value for name, value in second.headers.items()}
    assert names["webhook-id"] == again["webhook-id"] == f"msg_{message.id.hex}"


@pytest.mark.parametrize("kind", CHATS)
def test_too_fast_is_waited_for_and_is_no_failure(group, kind):
    bot = group.set_up(kind)
    group.write()
    group.side.says(200, TOO_FAST[kind])
    for _ in range(TRIES_MOST + 2):
        assert group.tell() == 1
        assert group.tell() == 0
        group.later(seconds=PACE[kind].rest.total_seconds() - 1)
        assert group.tell() == 0
        group.later(seconds=1)
    assert (group.one(bot).failures, group.one(bot).state) == (0, BotState.WORKS)
    group.side.says(200, {"errcode": 0, "code": 0})
    assert group.tell() == 1
    assert group.waiting() == group.letters() == []


def test_too_fast_for_a_day_goes_by_letter_and_the_bot_shows_that_it_lags(group, browser):
    bot = group.set_up()
    group.write("第一件")
    group.write("第二件")
    written = group.now
    group.side.says(200, TOO_FAST[BotKind.WECOM])
    group.tell()
    page = browser(group.liaison).get("bots.bot", bot_id=bot.id)
    assert "起消息积压" in page.text
    assert "短时间内消息过多" in page.text
    assert "发送失败" not in page.text
    assert "起消息积压" in browser(group.liaison).get("bots.bots").text
    group.later(hours=23, minutes=30)
    group.write("第三件")
    group.tell()
    assert (len(group.waiting()), group.letters()) == (3, [])
    group.now = written + WAITS_MOST
    group.tell()
    [letter] = group.letters()
    said = mail(group, letter).body
    assert "第一件" in said
    assert "第二件" in said
    assert "第三件" not in said
    assert [message.params["title"] for message in group.waiting()] == ["第三件"]
    group.later(minutes=2)
    group.side.says(200, {"errcode": 0})
    assert group.tell() == 1
    assert (group.waiting(), len(group.letters())) == ([], 1)
    told = group.one(bot)
    assert (told.state, told.failures, told.failing_since) == (BotState.WORKS, 0, None)
    assert "积压" not in browser(group.liaison).get("bots.bot", bot_id=bot.id).text


def test_what_was_bundled_for_days_has_not_waited_for_a_bot_that_is_too_fast_once(group):
    group.set_up(at_once=False)
    group.write()
    group.now = group.waiting()[0].due_at
    with group.make.work() as work:
        work.session.get_one(BotMessage, group.waiting()[0].id).written_at -= timedelta(days=3)
    group.side.says(200, TOO_FAST[BotKind.WECOM])
    group.tell()
    assert (len(group.waiting()), group.letters()) == (1, [])
    group.later(hours=24)
    group.tell()
    assert (group.waiting(), len(group.letters())) == ([], 1)


@pytest.mark.parametrize("kind", CHATS)
def test_whoever_is_refused_for_good_is_stopped_and_told_why(group, kind, make):
    bot = group.set_up(kind)
    group.write("第一件")
    group.write("第二件", drill=True)
    body, answer = REFUSED[kind]
    group.side.says(200, body)
    assert group.tell() == 1
    stopped = group.one(bot)
    assert (stopped.state, stopped.answer) == (BotState.STOPPED, answer)
    [letter] = group.letters()
    said = mail(group, letter)
    assert said.subject == "群机器人已停用：反诈工作群"
    assert "第一件" in said.body
    assert "〔演练〕倡议：第二件" in said.body
    assert "http://localhost/initiatives/第一件" in said.body
    assert group.waiting() == []
    group.write("第三件")
    assert group.waiting() == []
    assert len(group.side.asked) == 1


def mail(group, letter):
    address_mail(group.portal, "smtp://localhost", group.settings)
    with group.portal.app_context():
        return compose(group.portal, letter, group.settings)


def test_what_breaks_in_an_unknown_way_is_tried_again_and_not_for_ever(group, make, caplog):
    bot = group.set_up()
    group.write()
    with make.work() as work:
        waiting = work.session.get_one(BotMessage, group.waiting()[0].id)
        waiting.words, waiting.params = "Initiative: %(title)s", {"CANARY": 1}
    for _ in range(TRIES_MOST):
        assert group.tell() == 1
        group.later(hours=1)
    assert group.waiting() == []
    assert len(group.letters()) == 1
    assert group.one(bot).answer is Answer.UNREACHABLE
    assert "KeyError" in caplog.text
    assert "CANARY" not in caplog.text


def test_the_news_lies_in_the_inbox_of_the_contact_too(group, make, browser):
    with make.work() as work:
        address = contact_addresses(work, group.organisation.id)[0]
    person = make.person(Role.STAFF, organisation=group.organisation, email=address)
    group.set_up()
    group.write()
    group.side.says(200, REFUSED[BotKind.WECOM][0])
    group.tell()
    with make.work() as work:
        kept = work.session.scalars(select(InboxLetter).where(InboxLetter.person_id == person.id)).all()
    assert "bot_fallen_silent" in {letter.template for letter in kept}
    page = browser(person).get("inbox.inbox")
    assert "群机器人已停用：反诈工作群" in page.text
    assert "倡议：入户走访" in page.text
    assert "您是该机器人所属单位的联系人或联络员" in page.text


AWAY = {
    "http 500": (500, b"oops"),
    "http 302": (302, None),
    "sign-in page": (200, b"<html>please sign in</html>"),
    "huge": (200, b"{" + b" " * 100_000 + b"}"),
}


@pytest.mark.parametrize("fault", sorted(AWAY))
def test_what_cannot_be_said_in_half_an_hour_goes_by_letter_once(group, fault):
    bot = group.set_up()
    group.write()
    group.side.says(*AWAY[fault])
    tries = 0
    while group.waiting():
        tries += group.tell()
        group.later(minutes=1)
        assert tries <= TRIES_MOST
    assert tries == TRIES_MOST
    [letter] = group.letters()
    assert "未能发到群里的消息" in mail(group, letter).body
    assert mail(group, letter).subject == "有消息未能发到群里：反诈工作群"
    assert group.one(bot).state is BotState.WORKS
    assert group.one(bot).failing_since is not None
    group.side.says(200, {"errcode": 0})
    group.later(hours=1)
    group.write("后来")
    group.tell()
    assert len(group.letters()) == 1
    assert group.one(bot).failing_since is None


def test_a_bot_that_never_answers_is_stopped_after_so_many_failures(group):
    bot = group.set_up()
    group.side.says(500, None)
    for number in range(300):
        if number % 20 == 0:
            group.write(f"第{number}件")
        group.tell()
        group.later(minutes=1)
        if group.one(bot).state is BotState.STOPPED:
            break
    stopped = group.one(bot)
    assert (stopped.state, stopped.failures) == (BotState.STOPPED, FAILURES_MOST)
    assert len(group.side.asked) == FAILURES_MOST
    told = "".join(str(letter.params["missed"]) for letter in group.letters())
    assert all(told.count(f"'第{written}件'") == 1 for written in range(0, number + 1, 20))
    assert group.waiting() == []


def test_one_that_is_not_taken_goes_by_letter_at_once_and_the_next_is_said(group):
    bot = group.set_up()
    group.write("长长长")
    group.side.says(200, {"errcode": 40058, "errmsg": "invalid parameter"})
    group.tell()
    assert len(group.letters()) == 1
    group.side.says(200, {"errcode": 0})
    group.later(minutes=2)
    group.write("下一件")
    group.tell()
    assert group.waiting() == []
    assert len(group.letters()) == 1
    assert group.one(bot).state is BotState.WORKS


@pytest.mark.parametrize("kind", CHATS)
def test_a_burst_is_one_digest(group, kind):
    group.set_up(kind)
    for number in range(30):
        group.write(f"第{number}件")
        group.later(seconds=0.01)
    rounds = 0
    while group.waiting() and rounds < 10:
        group.tell()
        group.later(seconds=10)
        rounds += 1
    assert len(group.side.asked) == 2
    first = group.side.asked[0].body.decode()
    assert f"{DIGEST_MOST} 条消息" in first
    assert "第0件" in first


def test_a_few_are_said_one_by_one_and_a_webhook_is_always_told_each(group):
    group.set_up()
    for number in range(3):
        group.write(f"第{number}件")
    for _ in range(4):
        group.tell()
        group.later(seconds=10)
    assert len(group.side.asked) == 3
    group.side.asked.clear()
    group.set_up(BotKind.WEBHOOK, topics=("cases",))
    for _number in range(12):
        group.write(template="case_released")
        group.later(seconds=1)
    for _ in range(30):
        group.tell()
        group.later(seconds=1)
    machine = [asked for asked in group.side.asked if asked.path.startswith("/hooks/")]
    assert len({asked.said["data"]["id"] for asked in machine}) == len(machine) == 12


@pytest.mark.parametrize("kind", list(BotKind))
def test_no_bot_speaks_faster_than_the_other_side_takes(kind):
    """The bucket alone, asked every tenth of a second for five minutes after a long silence."""
    most = {BotKind.WECOM: 20, BotKind.DINGTALK: 20, BotKind.FEISHU: 100, BotKind.WEBHOOK: 100}[kind]
    start = now = clock.now()
    free_at, said = now - timedelta(hours=1), []
    while now < start + timedelta(minutes=5):
        if free_at <= now:
            free_at = free_again(free_at, now, PACE[kind])
            said.append(now)
        now += timedelta(seconds=0.1)
    assert all(sum(one <= at < one + timedelta(minutes=1) for at in said) <= most for one in said)
    if kind is BotKind.FEISHU:
        assert all(sum(one <= at < one + timedelta(seconds=1) for at in said) <= 5 for one in said)
    assert len(said) >= 5 * most * 0.5
    assert sum(later - sooner == timedelta(seconds=0.1) for sooner, later in pairwise(said)) == PACE[kind].at_once - 1


def test_the_pace_is_kept_in_the_database_so_that_every_worker_keeps_it(group):
    group.set_up()
    group.later(hours=1)
    for number in range(3):
        group.write(f"第{number}件")
    assert group.tell() == 3
    for number in range(3):
        group.write(f"又{number}件")
    assert group.tell() == 2
    assert group.tell() == 0
    group.later(seconds=4)
    assert group.tell() == 1


def test_a_worker_that_died_after_saying_says_it_again_and_loses_nothing(group):
    class Killed(BaseException):
        pass

    group.set_up(BotKind.WEBHOOK)
    group.write()

    def say_and_die(batch, now):
        hand_over(group.portal, group.settings, batch, now)
        raise Killed

    with pytest.raises(Killed):
        tell_groups(group.portal.database, say_and_die, lambda: group.now)
    assert len(group.waiting()) == 1
    assert group.tell() == 0
    group.later(seconds=LEASE.total_seconds())
    assert group.tell() == 1
    first, second = group.side.asked
    assert first.said == second.said
    assert group.waiting() == []


def test_a_worker_that_died_before_saying_loses_nothing(group):
    group.set_up()
    group.write()
    assert in_one(group.portal.database, delivery.lease, lambda: group.now)
    assert group.tell() == 0
    group.later(seconds=LEASE.total_seconds())
    assert group.tell() == 1
    assert len(group.side.asked) == 1


def test_several_workers_say_each_message_once(group, make):
    for number in range(4):
        group.set_up(BotKind.WEBHOOK, name=f"第{number}个")
    group.later(hours=1)
    for number in range(4):
        group.write(f"第{number}件")
    said, lock = Counter(), Lock()

    def say(batch, _now):
        with lock:
            said.update(one.id for one in batch.messages)
        return Answer.TAKEN

    workers = [Thread(target=tell_groups, args=(group.portal.database, say, lambda: group.now)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(said) == 16
    assert set(said.values()) == {1}
    assert group.waiting() == []


def test_one_that_hangs_ends_the_round_so_that_letters_come_first(group):
    first, _second = group.set_up(name="一"), group.set_up(name="二")
    group.write()
    answers = iter([Answer.NO_ANSWER, Answer.TAKEN])
    said = []

    def say(batch, _now):
        said.append(batch.bot_id)
        return next(answers)

    assert tell_groups(group.portal.database, say, lambda: group.now) == 1
    assert tell_groups(group.portal.database, say, lambda: group.now) == 1
    assert len(set(said)) == 2
    assert first.id in said


def test_a_bot_that_is_removed_while_it_speaks_leaves_nothing(group, make):
    bot = group.set_up()
    group.write()
    batch = in_one(group.portal.database, delivery.lease, lambda: group.now)
    with make.work(group.liaison.actor) as work:
        keeping.remove(work, queries.find(work, bot.id))
    in_one(group.portal.database, partial(delivery.settle, batch=batch, answer=Answer.NO_SUCH_BOT), lambda: group.now)
    assert group.waiting() == group.letters() == []


def test_a_test_message_is_answered_in_words_and_goes_by_no_letter(group, make):
    bot = group.set_up(BotKind.DINGTALK)
    for body, answer in ((REFUSED[BotKind.DINGTALK][0], Answer.WRONG_SIGNATURE), ({"errcode": 0}, Answer.TAKEN)):
        group.side.says(200, body)
        with make.work(group.liaison.actor, now=group.now) as work:
            keeping.try_now(work, queries.find(work, bot.id))
            keeping.try_now(work, queries.find(work, bot.id))
        assert group.one(bot).trial_answer is None
        assert group.tell() == 1
        assert group.one(bot).trial_answer is answer
        group.later(minutes=1)
    assert "这是一条测试消息" in group.side.asked[-1].said["markdown"]["text"]
    assert group.one(bot).state is BotState.WORKS
    assert group.letters() == []


def test_a_stopped_bot_may_be_tried_and_used_again(group, make):
    bot = group.set_up()
    group.write()
    group.side.says(200, REFUSED[BotKind.WECOM][0])
    group.tell()
    group.side.says(200, {"errcode": 0})
    group.later(minutes=5)
    with make.work(group.liaison.actor, now=group.now) as work:
        keeping.try_now(work, queries.find(work, bot.id))
    assert group.tell() == 1
    assert group.one(bot).trial_answer is Answer.TAKEN
    with make.work(group.liaison.actor, now=group.now) as work:
        keeping.resume(work, queries.find(work, bot.id))
    group.write("后来")
    assert group.tell() == 1
    assert group.one(bot).answer is Answer.TAKEN


def test_a_bot_that_cannot_be_unsealed_is_stopped_and_says_so(group, make):
    bot = group.set_up()
    with make.work() as work:
        queries.find(work, bot.id).sealed_address = b"sealed under another key"
    group.write()
    assert group.tell() == 1
    assert (group.one(bot).state, group.one(bot).answer) == (BotState.STOPPED, Answer.UNSEALABLE)
    assert group.side.asked == []


def test_the_centers_bot_falls_back_to_the_center(group, make):
    officer = make.person(Role.CENTER_OFFICER)
    group.set_up(by=officer)
    group.write(to=[officer.email])
    group.side.says(200, REFUSED[BotKind.WECOM][0])
    group.tell()
    assert addressees(make) == [officer.email]


def addressees(make):
    with make.work() as work:
        return sorted(work.session.scalars(select(Letter.address).where(Letter.template == "bot_fallen_silent")))


def test_whoever_is_a_contact_or_liaison_is_told_once_and_nobody_else(group, make):
    make.person(Role.STAFF, organisation=group.organisation)
    make.person(Role.LIAISON, organisation=make.organisation())
    with make.work() as work:
        [contact] = contact_addresses(work, group.organisation.id)
    second = make.person(Role.LIAISON, organisation=group.organisation, email=contact)
    group.set_up()
    group.write()
    group.side.says(200, REFUSED[BotKind.WECOM][0])
    group.tell()
    assert addressees(make) == sorted([second.email, group.liaison.email])


def test_no_secret_is_in_database_journal_letter_or_log(group, make, caplog, portal):
    caplog.set_level("DEBUG")
    bot = group.set_up(BotKind.DINGTALK)
    with make.work(group.liaison.actor) as work:
        keeping.change(work, queries.find(work, bot.id), changed(group, bot))
    group.write()
    group.side.answers = lambda handler: handler.connection.close()
    group.tell()
    group.later(minutes=5)
    group.side.says(200, {"errcode": 310000, "errmsg": f"sign not match {KEY} {SECRET}"})
    group.tell()
    with make.work() as work:
        entries = [json.dumps(one.payload) for one in work.session.scalars(select(Entry))]
        sent = [str(one.params) for one in work.session.scalars(select(Letter))]
    kept = group.one(bot)
    row = [str(getattr(kept, column.name)) for column in kept.__table__.columns]
    for where in (entries, sent, row, [caplog.text, repr(group.text(BotKind.DINGTALK))]):
        assert not [one for one in where if KEY in one or SECRET in one]
    assert kept.tail == KEY[-4:]
    assert len(entries) >= 4


def changed(group, bot):
    return replace(group.text(BotKind.DINGTALK), name="新名", version=bot.version)
