"""Answers to supervision, problems, initiatives and pledges are reminded of as assignments are, each by its own day."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date, time, timedelta

import pytest
from sqlalchemy import update

from alliance.console.reminding import remind_all
from alliance.initiatives.model import Ask, Response
from alliance.journal.post import address_mail, compose
from alliance.matrix.model import Seat
from alliance.organisations.model import Contact, Organisation, OrganisationState, Post
from alliance.reminding import stepping
from alliance.reminding.vocabulary import AHEAD, LADDERS, Duty
from alliance.supervision import problems
from alliance.supervision.problem_model import Problem
from tests.reminding.doing import NEW, at, case_of, reminded_by_four

DUE = date(2026, 3, 11)
MARCH = [at(date(2026, 3, day)) for day in range(6, 21)]


@pytest.fixture
def case(portal, make, request):
    return case_of(request.param, make)


each = pytest.mark.parametrize("case", NEW, indirect=True)
initiative = pytest.mark.parametrize("case", [Duty.REPLY, Duty.KEEP], indirect=True)
supervised = pytest.mark.parametrize("case", [Duty.ANSWER, Duty.MEND], indirect=True)

# 2026: 09-25 (a Friday) to 09-27 and 10-01 to 10-07 are days off; 09-20 (a Sunday) and 10-10 (a Saturday) are worked.
BEFORE = [
    (date(2026, 9, 25), date(2026, 9, 23)),
    (date(2026, 9, 30), date(2026, 9, 28)),
    (date(2026, 10, 5), date(2026, 9, 29)),
    (date(2026, 10, 8), date(2026, 9, 29)),
    (date(2026, 10, 9), date(2026, 9, 30)),
    (date(2026, 10, 10), date(2026, 10, 8)),
]
AFTER = [
    (date(2026, 9, 18), date(2026, 9, 20)),
    (date(2026, 9, 24), date(2026, 9, 28)),
    (date(2026, 9, 25), date(2026, 9, 28)),
    (date(2026, 9, 30), date(2026, 10, 8)),
    (date(2026, 10, 3), date(2026, 10, 8)),
    (date(2026, 10, 9), date(2026, 10, 10)),
    (date(2026, 10, 10), date(2026, 10, 12)),
]
HIGHER = [
    (date(2026, 9, 24), 1, date(2026, 9, 30)),
    (date(2026, 9, 30), 1, date(2026, 10, 10)),
    (date(2026, 9, 30), 2, date(2026, 10, 13)),
]


def days_before(case, day, step):
    """What is taken in the week before, and on the day itself."""
    *earlier, on_the_day = case.remind(*[at(day - timedelta(days=days)) for days in range(6, -1, -1)])
    return step in {one for steps in earlier for one in steps}, step in on_the_day


@each
@pytest.mark.parametrize(("due_on", "day"), BEFORE)
def test_before_its_day_it_is_reminded_of_on_the_working_day(case, due_on, day):
    case.set_day(due_on)
    assert days_before(case, day, str(AHEAD[case.duty])) == (False, True)


@each
@pytest.mark.parametrize(("due_on", "day"), AFTER)
def test_after_its_day_it_is_reminded_of_on_the_next_working_day(case, due_on, day):
    case.set_day(due_on)
    assert days_before(case, day, str(LADDERS[case.duty][0])) == (False, True)


@supervised
@pytest.mark.parametrize(("due_on", "place", "day"), HIGHER)
def test_higher_steps_come_by_working_days_too(case, due_on, place, day):
    case.set_day(due_on)
    assert days_before(case, day, str(LADDERS[case.duty][place])) == (False, True)


@each
def test_each_step_once_and_on_record_of_its_thing(case):
    case.set_day(DUE)
    found = [step for steps in case.remind(*MARCH, *MARCH) for step in steps]
    assert found == [str(AHEAD[case.duty]), *map(str, LADDERS[case.duty])]
    noted = case.noted()
    assert [entry.payload["step"] for entry in noted] == found
    assert {(entry.subject_id, entry.payload["day"]) for entry in noted} == {(case.thing_id, DUE.isoformat())}
    assert len({entry.event for entry in noted}) == 1


@each
def test_letters_reach_the_posts_of_the_ladder_and_are_whole_in_words(case, portal, make):
    with make.work() as work:
        work.session.execute(Contact.__table__.delete().where(Contact.organisation_id == case.bank.id))
        for post in Post:
            email = f"{post}@bank.example"
            work.session.add(Contact(organisation_id=case.bank.id, post=post, name="演示", email=email))
    case.set_day(DUE)
    case.remind(*MARCH)
    reached = [letter.address for letter in case.letters()]
    higher = ["leader_in_charge@bank.example", case.officer.email] if len(LADDERS[case.duty]) > 1 else []
    assert reached == ["liaison@bank.example"] * 2 + higher
    address_mail(portal, "smtp://localhost", portal.config["SETTINGS"])
    with portal.app_context():
        mails = [compose(portal, letter, portal.config["SETTINGS"]) for letter in case.letters()]
    assert len({mail.subject for mail in mails}) == len(mails)
    for mail in mails:
        assert case.bank.name in mail.body
        assert "http" in mail.body
        assert "因为" in mail.body


@each
def test_it_stops_when_it_is_done(case):
    case.set_day(DUE)
    assert case.remind(at(date(2026, 3, 9))) == [[str(AHEAD[case.duty])]]
    case.do()
    assert case.remind(*MARCH[4:]) == [[]] * len(MARCH[4:])


@each
def test_what_is_put_off_is_reminded_of_by_its_new_day(case):
    case.set_day(DUE)
    assert case.remind(at(date(2026, 3, 9))) == [[str(AHEAD[case.duty])]]
    case.set_day(date(2026, 3, 25))
    assert case.remind(*MARCH[4:]) == [[]] * len(MARCH[4:])
    with case.make.work(now=at(date(2026, 3, 23))) as work:
        assert stepping.remind(work) == 1


@each
@pytest.mark.parametrize(
    ("day", "hour", "taken"),
    [
        (date(2026, 9, 30), time(7, 59), False),
        (date(2026, 9, 30), time(8), True),
        (date(2026, 9, 30), time(19, 59), True),
        (date(2026, 9, 30), time(20), False),
        (date(2026, 10, 1), time(12), False),
        (date(2026, 10, 10), time(12), True),
    ],
)
def test_nobodys_evening_or_day_off_is_disturbed(case, day, hour, taken):
    case.set_day(date(2026, 9, 29) if day.day < 10 else date(2026, 10, 9))
    assert bool(case.remind(at(day, hour))[0]) is taken


@each
def test_whoever_did_something_about_it_today_is_not_reminded_today(case, make):
    case.set_day(DUE)
    with make.work() as work:
        own = case.thing.id == case.thing_id
        work.session.execute(update(case.thing).where(own).values(state_since=at(date(2026, 3, 9), time(9))))
    assert case.remind(at(date(2026, 3, 9)), at(date(2026, 3, 10))) == [[], [str(AHEAD[case.duty])]]


@each
def test_workers_at_once_take_a_step_once(case, portal):
    case.set_day(DUE)
    assert reminded_by_four(portal, at(date(2026, 3, 12))) == 1
    assert (len(case.letters()), len(case.noted())) == (1, 1)


@each
def test_who_does_it_at_that_very_moment_is_not_reminded(case, portal):
    """Done and not committed yet while the worker looks: the worker leaves it, or waits for it and then looks."""
    case.set_day(DUE)
    with ThreadPoolExecutor(1) as pool:
        with case.doing() as work:
            case.act(work)
            work.session.flush()
            reminded = pool.submit(remind_all, portal.database, lambda: at(date(2026, 3, 12)))
            wait([reminded], timeout=1)
        assert reminded.result() == 0
    assert case.letters() == []


@supervised
def test_a_suspended_organisation_is_supervised_on_and_one_that_left_is_not(case, make):
    case.set_day(DUE)
    for state, taken in ((OrganisationState.LEFT, False), (OrganisationState.SUSPENDED, True)):
        with make.work() as work:
            work.session.execute(update(Organisation).where(Organisation.id == case.bank.id).values(state=state))
        assert bool(case.remind(at(date(2026, 3, 12)))[0]) is taken


@pytest.mark.parametrize("case", [Duty.MEND], indirect=True)
def test_a_problem_that_is_sent_back_is_reminded_of_from_the_next_day_on(case, make):
    case.set_day(DUE)
    case.do()
    assert case.remind(at(date(2026, 3, 12))) == [[]]
    with make.work(case.officer.actor, at(date(2026, 3, 13))) as work:
        problems.send_back(work, work.session.get_one(Problem, case.thing_id), "仍有缺失。")
    assert case.remind(at(date(2026, 3, 13)), at(date(2026, 3, 16))) == [[], ["mend_late", "mend_late_leader"]]


@initiative
def test_who_is_no_longer_addressed_is_not_reminded(case, make):
    case.set_day(DUE)
    with make.work() as work:
        ended = update(Seat).where(Seat.organisation_id == case.bank.id)
        work.session.execute(ended.values(to_on=date(2026, 3, 1)))
    assert case.remind(at(date(2026, 3, 12))) == [[]]


@initiative
@pytest.mark.parametrize("act", ["close", "withdraw"])
def test_what_is_closed_is_answered_no_more_and_what_was_pledged_is_still_to_be_told(case, act):
    case.set_day(DUE)
    with case.make.work() as work:
        initiative_id = work.session.get_one(Response, case.thing_id).initiative_id
    case.ground.end(initiative_id, act)
    told = case.duty is Duty.KEEP and act == "close"
    assert case.remind(at(date(2026, 3, 12))) == [["keep_late"] if told else []]


@pytest.mark.parametrize("case", [Duty.REPLY], indirect=True)
def test_who_has_not_answered_is_reminded_by_the_first_day_alone(case, make):
    with make.work() as work:
        work.session.execute(update(Ask).values(due_on=date(2026, 3, 18)))
    case.set_day(DUE)
    assert [step for steps in case.remind(*MARCH) for step in steps] == ["reply_soon", "reply_late"]
    assert {entry.payload["day"] for entry in case.noted()} == {DUE.isoformat()}


@pytest.mark.parametrize("case", [Duty.KEEP], indirect=True)
def test_each_day_of_a_pledge_is_reminded_of_and_several_asks_of_one_day_once(case, make):
    with make.work() as work:
        work.session.execute(update(Ask).values(due_on=DUE))
    case.set_day(DUE)
    assert case.remind(at(date(2026, 3, 12))) == [["keep_late"]]
    assert len(case.letters()) == 1
    case.do()
    with make.work() as work:
        work.session.execute(update(Ask).values(due_on=date(2026, 3, 18)))
    with make.work(now=at(date(2026, 3, 19))) as work:
        assert stepping.remind(work) == 1


@pytest.mark.parametrize("case", [Duty.KEEP], indirect=True)
def test_what_was_not_taken_on_is_not_reminded_of(case, make):
    with make.work() as work:
        initiative_id = work.session.get_one(Response, case.thing_id).initiative_id
    case.ground.pledge(initiative_id, 0, 2, revision=1)
    case.set_day(DUE)
    assert case.remind(*MARCH) == [[]] * len(MARCH)
