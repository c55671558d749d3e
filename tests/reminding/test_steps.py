"""When a step of reminding is taken, and whom it reaches, is data that an administrator changes from a day on."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.clock import LOCAL_ZONE, local_day
from alliance.foundation.kernel.errors import Invalid
from alliance.journal.model import Entry
from alliance.reminding import steps
from alliance.reminding.steps import StepText
from alliance.reminding.vocabulary import DUTY_OF, LADDERS, Duty, Nudge, Reached

REACHED = {
    **dict.fromkeys((Duty.SIGN, Duty.REPORT), tuple(Reached)),
    **dict.fromkeys((Duty.ANSWER, Duty.MEND), (Reached.CONTACT, Reached.LEADER, Reached.CENTER)),
    **dict.fromkeys((Duty.REPLY, Duty.KEEP), (Reached.CONTACT,)),
}
MARCH = datetime(2026, 3, 12, 12, tzinfo=LOCAL_ZONE)


def in_march(day):
    return datetime(2026, 3, day, 12, tzinfo=LOCAL_ZONE)


@pytest.fixture
def admin(make):
    return make.person(Role.CENTER_ADMIN)


@pytest.fixture
def change(make, admin):
    def act(nudge, days, reaches=Reached.CONTACT, *, taken=True, from_on=date(2026, 3, 16), now=MARCH):
        with make.work(admin.actor, now) as work:
            return steps.change(work, steps.find(work, nudge), StepText(days, reaches, taken, from_on)).id

    return act


def held(make, now):
    with make.work(now=now) as work:
        return {step.nudge: (step.days, step.reaches) for step in steps.taken_today(work)}


def test_the_first_steps_are_those_of_before_and_lead_from_the_liaison_to_the_center(make):
    found = held(make, MARCH)
    assert list(found) == list(Nudge)
    assert found[Nudge.DUE_SOON] == (2, Reached.CONTACT)
    for duty, ladder in LADDERS.items():
        assert tuple(found[step][1] for step in ladder) == REACHED[duty]
        assert [found[step][0] for step in ladder] == sorted(found[step][0] for step in ladder)
    assert DUTY_OF.keys() == set(Nudge)


def test_a_change_holds_from_its_day_on_and_is_on_record(make, change):
    changed = change(Nudge.LATE_DEPUTY, 3, Reached.LEADER)
    assert held(make, in_march(15))[Nudge.LATE_DEPUTY] == (2, Reached.DEPUTY)
    assert held(make, in_march(16))[Nudge.LATE_DEPUTY] == (3, Reached.LEADER)
    with make.work() as work:
        [entry] = work.session.scalars(select(Entry).where(Entry.subject == "reminder_step")).all()
    said = {"step": "late_deputy", "from_on": "2026-03-16", "days": 3, "reaches": "leader", "taken": True}
    assert (entry.event, entry.subject_id, entry.payload) == ("ReminderStepChanged", changed, said)


def test_a_step_that_is_left_out_is_not_taken_and_may_be_taken_up_again(make, change):
    change(Nudge.LATE_LEADER, 3, Reached.LEADER, taken=False)
    assert Nudge.LATE_LEADER not in held(make, in_march(16))
    change(Nudge.LATE_DEPUTY, 4, Reached.DEPUTY)
    with pytest.raises(Invalid):
        change(Nudge.LATE_LEADER, 3, Reached.LEADER, from_on=date(2026, 3, 20))
    change(Nudge.LATE_LEADER, 5, Reached.LEADER, from_on=date(2026, 3, 20))
    assert held(make, in_march(20))[Nudge.LATE_LEADER] == (5, Reached.LEADER)


@pytest.mark.parametrize(
    ("nudge", "days", "from_on", "field"),
    [
        (Nudge.LATE, 1, date(2026, 3, 11), "from_on"),
        (Nudge.LATE, 3, date(2026, 3, 16), "days"),
        (Nudge.LATE_CENTER, 2, date(2026, 3, 16), "days"),
        (Nudge.LATE_LEADER, 6, date(2026, 3, 16), "days"),
        (Nudge.SIGN_LATE_LEADER, 5, date(2026, 3, 16), "days"),
        (Nudge.MEND_LATE_LEADER, 6, date(2026, 3, 16), "days"),
        (Nudge.ANSWER_LATE_CENTER, 2, date(2026, 3, 16), "days"),
    ],
)
def test_a_past_day_and_a_step_out_of_its_order_are_refused(change, nudge, days, from_on, field):
    with pytest.raises(Invalid) as refusal:
        change(nudge, days, from_on=from_on)
    assert refusal.value.field == field


def test_a_step_is_changed_once_a_day(change):
    change(Nudge.DUE_SOON, 3)
    with pytest.raises(Invalid):
        change(Nudge.DUE_SOON, 4)


def test_an_administrator_changes_a_step_on_its_page(make, browser, admin):
    reader = browser(admin)
    page = reader.get("reminding.reminders", queries=4)
    assert "2 个工作日" in page.text
    assert {f"/reminding/{nudge}" for nudge in Nudge} <= set(page.links)
    form = reader.get("reminding.changing", nudge="due_soon").form("/due_soon")
    assert (form.values["days"], form.values["reaches"], form.values["taken"]) == ("2", ["contact"], ["y"])
    tomorrow = local_day(clock.now()) + timedelta(days=1)
    changed = reader.post(form.action, form.values | {"days": "5", "from_on": tomorrow.isoformat()})
    assert "5 个工作日" in reader.follow(changed).text
    again = reader.get("reminding.changing", nudge="due_soon").form("/due_soon")
    assert 'role="alert"' in reader.post(again.action, again.values | {"days": "0"}, status=422).html
    reader.get("reminding.changing", nudge="nonsense", status=404)
    officer = browser(make.person(Role.CENTER_OFFICER))
    assert not [link for link in officer.get("reminding.reminders").links if "due_soon" in link]
    officer.get("reminding.changing", nudge="due_soon", status=403)
    browser(make.person(Role.VOLUNTEER)).get("reminding.reminders", status=403)
