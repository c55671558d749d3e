"""Whoever is late is reminded by the calendar: each step once, on the right day, and none once the part is done."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from alliance.actions import answering, reporting
from alliance.actions.model import Assignment
from alliance.actions.vocabulary import AssignmentRole, Priority
from alliance.console.reminding import remind_all
from alliance.journal.model import Entry
from alliance.organisations.model import Contact, Post
from alliance.reminding import stepping, steps
from alliance.reminding.model import Reminder
from alliance.reminding.steps import StepText
from alliance.reminding.vocabulary import Nudge, Reached
from alliance.worktime import keeping
from alliance.worktime.counting import Calendar
from alliance.worktime.keeping import DayText
from tests.actions import doing as acting
from tests.reminding.doing import LONG_AGO, NOON, at, reminded_by_four


@pytest.fixture
def ground(portal, make):
    return acting.ground_of(make)


@pytest.fixture
def assigned(ground):
    """Gives the first bank an assignment with these days; the two others of the action are done with."""

    def made(receipt_due_on, due_on, *, signed=False, **text):
        action_id = ground.launch(ground.text(**text))
        if signed:
            ground.receive(action_id)
        with ground.make.work() as work:
            for one in work.session.scalars(select(Assignment).where(Assignment.action_id == action_id)):
                one.assigned_at = LONG_AGO
                if one.organisation_id == ground.banks[0].id:
                    one.receipt_due_on, one.due_on = receipt_due_on, due_on
                else:
                    one.receipt_due_on = one.due_on = date(2099, 1, 1)
        return action_id

    return made


def steps_on(ground, *moments):
    """What is taken at these moments, one after the other: the steps of each."""
    found = []
    for moment in moments:
        before = taken(ground)
        with ground.make.work(now=moment) as work:
            stepping.remind(work)
        found.append(sorted(taken(ground) - before))
    return found


def taken(ground):
    with ground.make.work() as work:
        return {str(one.nudge) for one in work.session.scalars(select(Reminder))}


def reached(ground):
    return [(letter.address, letter.params["what"]) for letter in ground.letters("assignment_told")]


# 2026-10-01 to 10-07 are days off; 2026-09-20 and 10-10 are worked. 2025: 10-01 to 10-08 off, 09-28 and 10-11 worked.
# 2024: 10-01 to 10-07 off, 09-29 and 10-12 worked.
AROUND_NATIONAL_DAY = [
    (date(2026, 9, 30), Nudge.LATE, date(2026, 10, 8)),
    (date(2026, 9, 30), Nudge.LATE_DEPUTY, date(2026, 10, 9)),
    (date(2026, 9, 30), Nudge.LATE_LEADER, date(2026, 10, 10)),
    (date(2026, 10, 8), Nudge.DUE_SOON, date(2026, 9, 29)),
    (date(2025, 9, 30), Nudge.LATE, date(2025, 10, 9)),
    (date(2025, 9, 30), Nudge.LATE_DEPUTY, date(2025, 10, 10)),
    (date(2025, 9, 30), Nudge.LATE_LEADER, date(2025, 10, 11)),
    (date(2025, 9, 29), Nudge.DUE_SOON, date(2025, 9, 26)),
    (date(2024, 9, 30), Nudge.LATE, date(2024, 10, 8)),
    (date(2024, 10, 10), Nudge.LATE_DEPUTY, date(2024, 10, 12)),
    (date(2024, 9, 30), Nudge.DUE_SOON, date(2024, 9, 27)),
]


@pytest.mark.parametrize(("due_on", "nudge", "day"), AROUND_NATIONAL_DAY)
def test_a_step_is_taken_on_its_working_day_and_not_a_day_before(ground, assigned, due_on, nudge, day):
    assigned(due_on - timedelta(days=300), due_on, signed=True)
    before = [at(day - timedelta(days=days)) for days in (2, 1)]
    *earlier, on_the_day = steps_on(ground, *before, at(day))
    assert nudge not in {step for steps in earlier for step in steps}
    assert nudge in on_the_day


def test_each_step_once_from_the_liaison_to_the_center(ground, assigned):
    assigned(date(2026, 3, 2), date(2026, 3, 11), signed=True)
    days = [at(date(2026, 3, day)) for day in range(6, 21)]
    found = [step for steps in steps_on(ground, *days) for step in steps]
    assert found == ["due_soon", "late", "late_deputy", "late_leader", "late_center"]


def test_whoever_has_not_signed_is_reminded_of_that(ground, assigned):
    assigned(date(2026, 3, 4), date(2026, 6, 1))
    days = [at(date(2026, 3, day)) for day in range(2, 14)]
    found = [step for steps in steps_on(ground, *days) for step in steps]
    assert found == ["sign_soon", "sign_late", "sign_late_deputy", "sign_late_leader", "sign_late_center"]


def test_a_letter_reaches_the_post_of_its_step_and_says_why(ground, assigned):
    with ground.make.work() as work:
        own = Contact.organisation_id == ground.banks[0].id
        work.session.execute(Contact.__table__.delete().where(own))
        for post in Post:
            contact = Contact(organisation_id=ground.banks[0].id, post=post, name="演示", email=f"{post}@bank.example")
            work.session.add(contact)
    assigned(date(2026, 3, 2), date(2026, 3, 11), signed=True)
    steps_on(ground, *[at(date(2026, 3, day)) for day in range(12, 21)])
    assert reached(ground) == [
        ("deputy_liaison@bank.example", "It is still not reported"),
        ("leader_in_charge@bank.example", "Your organisation is late with its report"),
        ("liaison@bank.example", "The day to report is over"),
        (ground.officer.email, "In spite of reminders an organisation has not reported"),
    ]
    assert all(letter.params["why"] for letter in ground.letters("assignment_told"))


def test_where_a_post_is_empty_the_next_one_is_reached_and_the_step_is_on_record(ground, assigned):
    assigned(date(2026, 3, 2), date(2026, 3, 11), signed=True)
    with ground.make.work() as work:
        own = (Contact.organisation_id == ground.banks[0].id, Contact.post != Post.LIAISON)
        work.session.execute(Contact.__table__.delete().where(*own))
        liaison = work.session.scalars(select(Contact).where(own[0])).one()
        liaison.email = "liaison@bank.example"
    steps_on(ground, *[at(date(2026, 3, day)) for day in (12, 13, 16)])
    assert [address for address, _what in reached(ground)] == ["liaison@bank.example"] * 3
    with ground.make.work() as work:
        noted = work.session.scalars(
            select(Entry).where(Entry.event == "RemindedByCalendar").order_by(Entry.number)
        ).all()
    assert [entry.payload["step"] for entry in noted] == ["late", "late_deputy", "late_leader"]


def test_it_stops_at_once_when_the_part_is_done(ground, assigned):
    action_id = assigned(date(2026, 3, 2), date(2026, 3, 11), signed=True)
    assert steps_on(ground, at(date(2026, 3, 12))) == [["late"]]
    ground.report(action_id)
    assert steps_on(ground, at(date(2026, 3, 13)), at(date(2026, 3, 16))) == [[], []]


def test_a_new_day_after_an_extension_is_reminded_of_anew(ground, assigned):
    action_id = assigned(date(2026, 3, 2), date(2026, 3, 11), signed=True)
    assert steps_on(ground, at(date(2026, 3, 12))) == [["late"]]
    with ground.make.work() as work:
        own = (Assignment.action_id == action_id, Assignment.organisation_id == ground.banks[0].id)
        work.session.scalars(select(Assignment).where(*own)).one().due_on = date(2026, 3, 18)
    with ground.make.work(now=at(date(2026, 3, 19))) as work:
        assert stepping.remind(work) == 1


@pytest.mark.parametrize(
    ("day", "hour", "open_now"),
    [
        (date(2026, 3, 12), time(7, 59), False),
        (date(2026, 3, 12), time(8), True),
        (date(2026, 3, 12), time(19, 59), True),
        (date(2026, 3, 12), time(20), False),
        (date(2026, 3, 14), NOON, False),  # a Saturday
        (date(2026, 9, 20), NOON, True),  # a Sunday that is worked
        (date(2026, 10, 5), NOON, False),  # a Monday off
    ],
)
def test_only_what_is_urgent_disturbs_quiet_hours_and_days_off(ground, assigned, day, hour, open_now):
    due_on = day - timedelta(days=1)
    while not Calendar().works(due_on):
        due_on -= timedelta(days=1)
    assigned(due_on - timedelta(days=40), due_on, signed=True, title="普通")
    assigned(due_on - timedelta(days=40), due_on, signed=True, title="紧急", priority=Priority.URGENT)
    with ground.make.work(now=at(day, hour)) as work:
        stepping.remind(work)
    titles = {letter.params["title"] for letter in ground.letters("assignment_told")}
    late = Calendar().works(day)
    assert titles == ({"紧急"} if late else set()) | ({"普通"} if open_now else set())


def test_what_was_missed_for_days_is_not_made_up_for(ground, assigned):
    assigned(date(2026, 3, 2), date(2026, 3, 11), signed=True)
    assert steps_on(ground, at(date(2026, 4, 30))) == [[]]
    assert steps_on(ground, at(date(2026, 3, 16))) == [["late", "late_deputy", "late_leader"]]


def test_whoever_got_it_today_is_not_reminded_today(ground, assigned):
    action_id = assigned(date(2026, 3, 12), date(2026, 6, 1))
    with ground.make.work() as work:
        for one in work.session.scalars(select(Assignment).where(Assignment.action_id == action_id)):
            one.assigned_at = at(date(2026, 3, 11), time(8, 30))
    assert steps_on(ground, at(date(2026, 3, 11)), at(date(2026, 3, 12))) == [[], ["sign_soon"]]


@pytest.mark.parametrize("turn", ["ask_back", "decline"])
def test_nobody_is_reminded_while_it_is_the_centers_turn(ground, assigned, turn):
    action_id = assigned(date(2026, 3, 2), date(2026, 3, 11))
    with ground.assignment(action_id) as (work, assignment):
        answering.receive(work, assignment)
        getattr(answering, turn)(work, assignment, "请说明。")
    assert steps_on(ground, at(date(2026, 3, 12))) == [[]]


def test_who_is_only_to_know_is_reminded_to_sign_and_of_no_report(ground, assigned):
    action_id = assigned(date(2026, 3, 2), date(2026, 3, 4))
    with ground.make.work() as work:
        for one in work.session.scalars(select(Assignment).where(Assignment.action_id == action_id)):
            one.role = AssignmentRole.INFORM
    days = [at(date(2026, 3, day)) for day in range(3, 13)]
    found = [step for steps in steps_on(ground, *days) for step in steps]
    assert found == ["sign_late", "sign_late_deputy", "sign_late_leader", "sign_late_center"]


def test_two_workers_take_a_step_once(ground, portal, assigned):
    assigned(date(2026, 3, 2), date(2026, 3, 11), signed=True)
    assert reminded_by_four(portal, at(date(2026, 3, 12))) == 1
    assert len(ground.letters("assignment_told")) == 1


@pytest.mark.parametrize("signed", [True, False])
def test_who_does_the_part_at_that_very_moment_is_not_reminded(ground, portal, assigned, signed):
    """Done and not committed yet while the worker looks: the worker leaves it, or waits for it and then looks."""
    action_id = assigned(date(2026, 3, 11), date(2026, 3, 11) if signed else date(2026, 6, 1), signed=signed)
    with ThreadPoolExecutor(1) as pool:
        with ground.assignment(action_id) as (work, assignment):
            if signed:
                reporting.report(work, assignment, acting.DONE)
            else:
                answering.receive(work, assignment)
            work.session.flush()
            reminded = pool.submit(remind_all, portal.database, lambda: at(date(2026, 3, 12)))
            wait([reminded], timeout=1)
        assert reminded.result() == 0
    assert taken(ground) == set()


def test_a_step_follows_the_calendar_and_the_data_of_its_day(ground, assigned):
    """The administrator gives a day off and lets the deputy be reached on the third day: both bite at once."""
    assigned(date(2026, 3, 2), date(2026, 3, 11), signed=True)
    with ground.make.work(ground.second.actor, at(date(2026, 3, 11))) as work:
        keeping.set_day(work, DayText(date(2026, 3, 12), works=False, reason="停电"))
        step = steps.find(work, Nudge.LATE_DEPUTY)
        steps.change(work, step, StepText(3, Reached.LEADER, taken=True, from_on=date(2026, 3, 12)))
    days = [at(date(2026, 3, day)) for day in (12, 13, 16, 17)]
    assert steps_on(ground, *days) == [[], ["late"], [], ["late_deputy", "late_leader"]]
    with ground.make.work() as work:
        noted = work.session.scalars(select(Entry).where(Entry.event == "RemindedByCalendar")).all()
    assert {entry.payload["step"]: entry.payload["reaches"] for entry in noted} == {
        "late": "contact",
        "late_deputy": "leader",
        "late_leader": "leader",
    }
