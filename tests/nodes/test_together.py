"""Two web nodes and two workers are one portal: what one of them knows, the others know."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select, update

from alliance.actions.model import Assignment
from alliance.actions.vocabulary import Priority
from alliance.files.model import StoredFile
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.clock import LOCAL_ZONE, local_day
from alliance.journal import letters
from alliance.journal.model import Entry, Letter
from alliance.organisations.model import Organisation
from alliance.people.model import FAILURES_BEFORE_LOCK
from alliance.reminding.model import Reminder
from alliance.shifts.model import SignUp
from alliance.summaries.model import DailySummary
from alliance.worktime.queries import timetable
from tests.actions import doing as acting
from tests.factories import PASSWORD
from tests.files.sound import png
from tests.initiatives import doing as calling
from tests.nodes.processes import await_that
from tests.shifts.doing import NOW, roster_of

LONG_AGO = datetime(2024, 1, 2, 4, tzinfo=UTC)
LETTERS = 40


def test_who_signs_in_on_one_node_is_known_on_the_other_until_signing_out_on_either(nodes, make, visitor):
    someone, person = visitor(), make.person()
    assert someone.sign_in(nodes.a, person.email, PASSWORD).status_code == 303
    assert someone.get(f"{nodes.a}/desk").status_code == 200
    assert someone.get(f"{nodes.b}/desk").status_code == 200
    copied = someone.cookie
    leaving = someone.form(f"{nodes.a}/desk", "/people/sign-out")
    assert someone.post(f"{nodes.a}/people/sign-out", leaving).status_code == 303
    someone.hold(copied)
    assert someone.get(f"{nodes.b}/desk").headers["Location"].endswith("/people/sign-in")


def test_wrong_passwords_are_counted_by_both_nodes_together(nodes, make, visitor):
    someone, person = visitor(), make.person()
    for number in range(FAILURES_BEFORE_LOCK):
        refused = someone.sign_in((nodes.a, nodes.b)[number % 2], person.email, "a wrong sentence for tests")
        assert refused.status_code == 422
    for node in (nodes.a, nodes.b):
        assert "次数过多" in someone.sign_in(node, person.email, PASSWORD).text


def test_a_form_that_is_sent_to_both_nodes_does_its_act_once(nodes, make, visitor):
    ground = calling.ground_of(make)
    page = f"/initiatives/{ground.draft()}/files"
    someone = visitor(ground.officer)
    sent = someone.form(f"{nodes.a}{page}", "/files")
    answers = [someone.post(f"{node}{page}", sent, {"files": ("通知.png", png())}) for node in (nodes.b, nodes.a)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert counted(make, StoredFile) == 1


@pytest.mark.parametrize("places", [1, 5])
def test_the_last_places_are_given_once_whichever_nodes_people_come_to(nodes, make, visitor, places):
    roster = roster_of(make)
    shift_id = roster.shift(places=places)
    people = [visitor(one) for one in roster.helpers(places + 7)]
    page, start = f"/shifts/{shift_id}/sign-up", Barrier(len(people))
    forms = [one.form(f"{nodes.a}{page}", "/sign-up") for one in people]

    def sign_up(number):
        start.wait()
        return people[number].post(f"{(nodes.a, nodes.b)[number % 2]}{page}", forms[number]).status_code

    with ThreadPoolExecutor(len(people)) as pool:
        came = list(pool.map(sign_up, range(len(people))))
    assert came == [303] * len(people)
    assert roster.states(shift_id) == ["confirmed"] * places + ["waiting"] * 7
    roster.counts_right(shift_id)


def test_of_two_who_change_one_draft_on_two_nodes_the_second_is_told(nodes, make, visitor):
    ground = calling.ground_of(make)
    page = f"/initiatives/{ground.draft()}/edit"
    first, second = visitor(ground.officer), visitor(ground.officer)
    opened = [
        one.form(f"{node}{page}", "/edit") | {"title": title}
        for one, node, title in ((first, nodes.a, "先保存的标题"), (second, nodes.b, "后保存的标题"))
    ]
    assert first.post(f"{nodes.a}{page}", opened[0]).status_code == 303
    told = second.post(f"{nodes.b}{page}", opened[1])
    assert told.status_code == 409
    assert "后保存的标题" in told.text


def test_a_file_that_came_to_one_node_is_handed_out_by_the_other(nodes, make, visitor):
    ground = calling.ground_of(make)
    page = f"/initiatives/{ground.draft()}/files"
    someone = visitor(ground.officer)
    sent = someone.form(f"{nodes.a}{page}", "/files")
    files = {"files": ("关于“断卡”的通知.png", png(), "image/png")}
    assert someone.post(f"{nodes.a}{page}", sent, files).status_code == 303
    told = someone.get(f"{nodes.b}{page}").text
    address = told.partition('href="' + page.replace("/files", "/files/"))[2].partition('"')[0]
    answer = someone.get(f"{nodes.b}{page}/{address}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert "%E6%96%AD%E5%8D%A1" in answer.headers["Content-Disposition"]
    part = someone.session.get(f"{nodes.b}{page}/{address}", headers={"Range": "bytes=1-3"}, timeout=60)
    assert (part.status_code, part.content) == (206, b"PNG")


def late_to_sign(ground, actions):
    """Urgent, so that the hour of the day does not matter; each of three banks is due for two letters."""
    with ground.make.work() as work:
        day = timetable(work).calendar.last_due(local_day(work.now), 2)
    for _ in range(actions):
        ground.launch(ground.text(priority=Priority.URGENT))
    with ground.make.work() as work:
        work.session.execute(update(Assignment).values(assigned_at=LONG_AGO, receipt_due_on=day))
        work.session.execute(update(Organisation).values(name=Organisation.name + "（催办）"))
    return 6 * actions


def lapsed_offers(make, shifts):
    """Shifts of one place, whose offer has run out while two more wait."""
    roster = roster_of(make)
    made = [roster.shift(places=1) for _ in range(shifts)]
    for shift_id in made:
        people = roster.helpers(4)
        held, *_waiting = [roster.sign_up(one, shift_id) for one in people]
        roster.withdraw(people[0], held)
    with make.work() as work:
        work.session.execute(
            update(SignUp).where(SignUp.offered_until.is_not(None)).values(offered_until=NOW - timedelta(minutes=1))
        )
    return roster, made


def counted(make, model, *where):
    with make.work() as work:
        return work.session.scalar(select(func.count()).select_from(model).where(*where))


def past_eight():
    return clock.now().astimezone(LOCAL_ZONE).hour >= 8


def test_two_workers_send_each_letter_and_do_each_duty_once(nodes, make, two_workers):
    reminders = late_to_sign(acting.ground_of(make), actions=3)
    roster, shifts = lapsed_offers(make, shifts=4)
    with make.work() as work:
        for number in range(LETTERS):
            letters.write(work, f"reader{number}@example.org", "password_reset", path="/secret", minutes=30)
    before = past_eight()
    workers = two_workers()

    def done():
        unsent = counted(make, Letter, Letter.sent_at.is_(None), Letter.due_at <= clock.now())
        return not unsent and counted(make, Reminder) == reminders and counted(make, DailySummary) == past_eight()

    def why():
        figures = [counted(make, model) for model in (Letter, Reminder, DailySummary)]
        return f"{figures}, {reminders} reminders wanted\n" + "\n".join(worker.log for worker in workers)

    await_that(done, why)
    assert counted(make, Entry, Entry.event == "RemindedByCalendar") == reminders
    assert counted(make, DailySummary) in {before, past_eight()}
    for shift_id in shifts:
        assert sorted(roster.states(shift_id)) == ["lapsed", "offered", "waiting", "withdrawn"]
        roster.counts_right(shift_id)
    sent = Counter(message_id for _address, message_id in nodes.postman.taken)
    assert sum(address.startswith("reader") for address, _ in nodes.postman.taken) == LETTERS
    assert set(sent.values()) == {1}
    assert not [worker.log for worker in workers if "could not" in worker.log]
