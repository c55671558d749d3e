"""A reminder that waits for the morning does not go once the duty is done; one that is still due is never lost."""

import smtplib
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, time, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select, update

from alliance.actions import answering, launching, reporting
from alliance.actions.model import Assignment
from alliance.actions.vocabulary import AssignmentState
from alliance.initiatives import issuing
from alliance.initiatives.model import Initiative
from alliance.journal import letters
from alliance.journal.delivery import LEASE, ServerAway, deliver
from alliance.journal.model import InboxLetter, Letter
from alliance.journal.vocabulary import Pace, Topic
from alliance.organisations.model import Contact, Post
from alliance.reminding import stepping
from alliance.reminding.vocabulary import AHEAD, Duty
from alliance.subscriptions.model import LetterTerms
from tests.actions import doing as acting
from tests.databases import kind
from tests.initiatives import doing as calling
from tests.reminding.doing import EVERY, LONG_AGO, NEW, at, case_of, while_it_is_done

DUE = date(2026, 9, 30)
REMINDED = at(date(2026, 9, 28), time(18))
MORNING = at(date(2026, 9, 29), time(8))
"""Every organisation here wants its letters in the morning."""


@pytest.fixture
def case(portal, make, request):
    """Reminded of it, and the letter waits for the morning."""
    made = case_of(request.param, make)
    bundled(make, made.bank)
    made.set_day(DUE)
    step = str(AHEAD[made.duty])
    moment = at(date(2026, 9, 29), time(18)) if made.duty is Duty.SIGN else REMINDED
    assert made.remind(moment) == [[step]]
    return made


def bundled(make, bank):
    with make.work() as work:
        paces = {str(topic): str(Pace.DAILY) for topic in Topic}
        quiet = {"quiet_from": 20, "quiet_until": 8, "changed_at": work.now}
        work.session.add(LetterTerms(organisation_id=bank.id, paces=paces, **quiet))


each = pytest.mark.parametrize("case", EVERY, indirect=True)


class Noted:
    """The reminders that were handed over, mail by mail."""

    def __init__(self):
        self.mails = []

    def __call__(self, sent):
        self.mails.append([letter.id for letter in sent if letter.params.get("reminds")])

    @property
    def reminders(self):
        return sum(len(mail) for mail in self.mails)


def morning(case):
    return at(date(2026, 9, 30), time(8)) if case.duty is Duty.SIGN else MORNING


def go_out(case, portal, later=timedelta()):
    """How many reminders go with the mails of the morning."""
    noted = Noted()
    deliver(portal.database, lambda: morning(case) + later, noted)
    return noted.reminders


@each
def test_it_goes_in_the_morning_while_the_duty_waits(case, portal):
    assert [letter.due_at for letter in case.letters()] == [morning(case)]
    assert go_out(case, portal) == 1


@each
def test_it_does_not_go_once_the_duty_is_done(case, portal):
    case.do()
    assert go_out(case, portal) == 0
    assert case.letters() == []


@each
def test_it_does_not_go_once_the_day_was_put_off(case, portal):
    case.set_day(date(2026, 10, 20))
    assert go_out(case, portal) == 0
    assert case.letters() == []


@each
def test_one_that_was_tried_goes_on_as_it_was(case, portal):
    """A server that cut the line may have it."""

    def cut_after_data(_letters):
        raise smtplib.SMTPServerDisconnected("cut")

    deliver(portal.database, lambda: morning(case), cut_after_data)
    case.do()
    assert go_out(case, portal, LEASE) == 1


@pytest.mark.parametrize("case", [Duty.REPORT], indirect=True)
def test_one_for_which_no_server_answered_was_not_tried(case, portal):
    def away(_letters):
        raise ServerAway from ConnectionRefusedError("nobody listens")

    deliver(portal.database, lambda: morning(case), away)
    case.do()
    assert go_out(case, portal, LEASE) == 0


@pytest.mark.parametrize("case", [Duty.REPORT], indirect=True)
def test_a_duty_that_was_done_and_is_there_again_is_reminded_of(case, portal):
    case.do()
    with case.doing() as work:
        reporting.take_back(work, work.session.get_one(Assignment, case.thing_id))
    assert go_out(case, portal) == 1


@pytest.mark.parametrize("case", [Duty.SIGN, Duty.REPORT], indirect=True)
def test_what_ends_with_its_action_is_not_reminded_of(case, portal):
    with case.make.work() as work:
        action_id = work.session.get_one(Assignment, case.thing_id).action_id
    with case.ground.action(action_id) as (work, action):
        launching.stop(work, action, "演练结束")
    assert go_out(case, portal) == 0


@pytest.mark.parametrize("case", NEW, indirect=True)
def test_what_travels_with_it_goes_without_it(case, portal, make):
    [reminder] = case.letters()
    with make.work(now=REMINDED) as work:
        for number in range(2):
            words = {"title": f"{number}", "path": f"/cases/{number}", "headline": "x", "why": "x"}
            letters.write(work, reminder.address, "case_released", **words)
    case.do()
    sent = []
    deliver(portal.database, lambda: morning(case), lambda mail: sent.append([one.template for one in mail]))
    assert sent == [["case_released"] * 2]
    with make.work() as work:
        left = work.session.scalars(select(Letter).where(Letter.template == "case_released")).all()
    assert len({letter.bundle_id for letter in left}) == 1
    assert all(letter.sent_at for letter in left)


@pytest.mark.parametrize("case", [Duty.REPORT], indirect=True)
def test_a_reminder_by_hand_goes_while_anything_is_left_to_do_and_no_longer(case, portal, make):
    with make.work(case.officer.actor, REMINDED) as work:
        answering.remind(work, work.session.get_one(Assignment, case.thing_id))
    assert len(case.letters()) == 2
    case.set_day(date(2026, 10, 20))
    assert go_out(case, portal) == 1


@pytest.mark.parametrize("case", [Duty.REPORT], indirect=True)
def test_a_reminder_by_hand_does_not_go_once_nothing_is_left(case, portal, make):
    with make.work(case.officer.actor, REMINDED) as work:
        answering.remind(work, work.session.get_one(Assignment, case.thing_id))
    case.do()
    assert go_out(case, portal) == 0
    assert case.letters() == []


@pytest.mark.parametrize("case", [Duty.REPORT], indirect=True)
def test_the_inbox_keeps_what_was_written(portal, make, case):
    """It tells what was, and leads to the page that tells how it stands."""
    with make.work() as work:
        [contact] = work.session.scalars(select(Contact).where(Contact.email == case.letters()[0].address)).all()
        contact.email = case.liaison.email
    case.set_day(date(2026, 9, 29))
    case.remind(REMINDED)
    case.do()
    assert go_out(case, portal) == 0
    with make.work() as work:
        kept = work.session.scalars(select(InboxLetter).where(InboxLetter.person_id == case.liaison.id)).all()
    assert [one.params["what"] for one in kept if one.params.get("reminds")] == ["Report soon: the day is near"]


@each
@pytest.mark.parametrize("fails", [True, False])
def test_while_an_act_is_under_way_the_reminder_is_not_lost(case, portal, fails):
    """The worker looks while somebody does the duty: PostgreSQL lets it see the duty as it was, SQLite lets it wait."""
    noted = Noted()
    while_it_is_done(case, lambda: deliver(portal.database, lambda: morning(case), noted), fails=fails)
    assert noted.reminders == (1 if fails or kind() == "postgresql" else 0)
    assert case.letters() == []


def reported_or_not(ground, actions, ready):
    """Report for the first bank, and fail with every second one."""
    ready.wait()
    for place, action_id in enumerate(actions):
        with suppress(ZeroDivisionError), ground.assignment(action_id) as (work, assignment):
            reporting.report(work, assignment, acting.DONE)
            if place % 2:
                raise ZeroDivisionError


def test_many_workers_and_many_who_act_lose_nothing_that_is_due(portal, make):
    """Whoever is not done is reminded, and nobody twice."""
    ground = acting.ground_of(make)
    for bank in ground.banks:
        bundled(make, bank)
    actions = [ground.launch() for _ in range(6)]
    for action_id in actions:
        ground.receive(action_id)
    with make.work() as work:
        for one in work.session.scalars(select(Assignment)):
            one.receipt_due_on, one.due_on, one.assigned_at = date(2099, 1, 1), DUE, LONG_AGO
    with make.work(now=REMINDED) as work:
        assert stepping.remind(work) == 18
    with make.work() as work:
        waits = [one for one in work.session.scalars(select(Letter)) if one.params.get("reminds")]
    noted, ready = Noted(), Barrier(5)

    def look():
        ready.wait()
        deliver(portal.database, lambda: MORNING, noted)

    with ThreadPoolExecutor(5) as pool:
        tasks = [pool.submit(reported_or_not, ground, actions[number::2], ready) for number in range(2)]
        tasks += [pool.submit(look) for _ in range(3)]
        for task in tasks:
            task.result()
    with make.work() as work:
        open_now = Assignment.state != AssignmentState.REPORTED
        still = {f"report:{one}:{DUE}" for one in work.session.scalars(select(Assignment.id).where(open_now))}
    sent = [one for mail in noted.mails for one in mail]
    assert len(still) == 18 - 4
    assert len(sent) == len(set(sent))
    assert still <= {one.params["reminds"][0] for one in waits if one.id in sent}


def test_a_reminder_of_an_initiative_by_hand_goes_to_those_alone_who_have_not_answered_by_then(portal, make):
    """Whoever speaks for two is reminded as long as one of them has not."""
    ground = calling.ground_of(make)
    for bank in ground.banks:
        bundled(make, bank)
    initiative_id = ground.issue()
    with make.work() as work:
        both = Contact.organisation_id.in_([bank.id for bank in ground.banks[:2]])
        work.session.execute(update(Contact).where(both, Contact.post == Post.LIAISON).values(email="both@example.org"))
    with make.work(ground.officer.actor, REMINDED) as work:
        issuing.remind(work, work.session.get_one(Initiative, initiative_id))
    ground.decline(initiative_id, 0)
    ground.pledge(initiative_id, 2)
    sent = []
    deliver(portal.database, lambda: MORNING, lambda mail: sent.extend(one.address for one in mail))
    assert sorted(sent) == sorted(["both@example.org", ground.liaisons[1].email])
    assert len(ground.letters("initiative_reminded")) == 2
