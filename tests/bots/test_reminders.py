"""A group is not reminded of what is done by the time that it would be told; what is still to be done it is told."""

from datetime import date, time

import pytest
from sqlalchemy import select

from alliance.bots.model import BotMessage
from alliance.bots.vocabulary import Answer
from alliance.journal.model import Letter
from alliance.reminding.vocabulary import AHEAD, Duty
from tests.bots.conftest import Group
from tests.databases import kind
from tests.reminding.doing import EVERY, at, case_of, while_it_is_done

DUE = date(2026, 9, 30)


@pytest.fixture
def case(portal, make, request):
    return case_of(request.param, make)


@pytest.fixture
def group(portal, make, case, other_side, loopback):
    """Of the bank that has something to do. It was reminded in the evening, and is told at nine."""
    its = Group(portal, make, other_side)
    its.now = at(date(2026, 9, 29 if case.duty is Duty.SIGN else 28), time(18))
    its.set_up(by=case.liaison, at_once=False)
    case.set_day(DUE)
    assert case.remind(its.now) == [[str(AHEAD[case.duty])]]
    [message] = its.waiting()
    assert message.due_at == at(date(2026, 9, its.now.day + 1), time(9))
    its.now = message.due_at
    return its


every = pytest.mark.parametrize("case", EVERY, indirect=True)
one = pytest.mark.parametrize("case", [Duty.REPORT], indirect=True)


@every
def test_it_is_told_while_the_duty_waits(case, group):
    assert group.tell() == 1
    assert group.waiting() == []


@every
def test_it_is_not_told_once_the_duty_is_done(case, group):
    case.do()
    assert group.tell() == 0
    assert group.waiting() == []
    assert group.side.asked == []


@every
def test_what_else_waits_is_told_without_it(case, group):
    group.write("入户走访", [case.liaison.email], organisation=case.bank.name)
    with group.make.work() as work:
        for message in work.session.scalars(select(BotMessage)):
            message.due_at = group.now
    case.do()
    assert group.tell() == 1
    [asked] = group.side.asked
    assert "入户走访" in asked.said["text"]["content"]
    assert "1. " not in asked.said["text"]["content"]


@one
def test_one_that_was_tried_goes_on(case, group):
    group.side.says(500, None)
    assert group.tell() == 1
    case.do()
    group.later(minutes=2)
    group.side.says(200, {"errcode": 0, "errmsg": "ok"})
    assert group.tell() == 1
    assert group.waiting() == []


@one
@pytest.mark.parametrize("done", [True, False])
def test_who_keeps_a_bot_that_is_stopped_reads_only_of_what_is_still_to_be_done(case, group, make, done):
    """The bot falls silent by another message, before the reminder was due."""
    group.now = at(date(2026, 9, 29), time(8))
    group.write("入户走访", [case.liaison.email], organisation=case.bank.name)
    group.due(next(message for message in group.waiting() if "reminds" not in message.params))
    if done:
        case.do()
    group.side.says(200, {"errcode": 93000, "errmsg": "invalid webhook url"})
    assert group.tell() == 1
    with make.work() as work:
        silent = select(Letter).where(Letter.template == "bot_fallen_silent", Letter.address == case.liaison.email)
        [letter] = work.session.scalars(silent).all()
    assert letter.params["cause"] == Answer.NO_SUCH_BOT.label
    assert len(letter.params["missed"]) == (1 if done else 2)


@one
@pytest.mark.parametrize("fails", [True, False])
def test_while_an_act_is_under_way_the_message_is_not_lost(case, group, fails):
    """PostgreSQL lets the worker see the duty as it was, SQLite lets it wait for the act."""
    told = while_it_is_done(case, group.tell, fails=fails)
    assert told == (1 if fails or kind() == "postgresql" else 0)
    assert [one for one in group.waiting() if "reminds" in one.params] == []
