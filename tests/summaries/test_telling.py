"""What came in is told once a morning to whoever answers for it, and to nobody twice."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, time, timedelta
from threading import Barrier

import pytest
from flask import render_template
from flask_babel import force_locale

from alliance.actions import answering, reporting
from alliance.actions.reporting import Told
from alliance.console.summaries import sum_up
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.clock import LOCAL_ZONE
from alliance.people.addresses import GONE
from alliance.people.model import Appointment
from alliance.summaries import telling
from tests.actions import doing as acting
from tests.initiatives import doing as calling


def next_morning(hour=8):
    """The first hour of this name that has not begun."""
    now = clock.now().astimezone(LOCAL_ZONE)
    today = datetime.combine(now.date(), time(hour), LOCAL_ZONE)
    return today if today > now else today + timedelta(days=1)


MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def ground(portal, make):
    return acting.ground_of(make)


def told(ground, now):
    """How many letters are written at this moment, and all that are there."""
    with ground.make.work(now=now) as work:
        written = telling.tell(work)
    return written, ground.letters("daily_summary")


def counts(letter):
    return {(thing["title"], what): count for thing in letter.params["things"] for what, count in thing["counts"]}


def at_work(ground, action_id, *numbers):
    for number in numbers:
        ground.receive(action_id, number)
        with ground.assignment(action_id, number) as (work, assignment):
            answering.accept(work, assignment)
            reporting.progress(work, assignment, Told("已走访三个小区", 3))
            reporting.progress(work, assignment, Told("已走访五个小区", 5))


def test_an_officer_gets_one_letter_with_what_was_done_at_each_action(ground):
    first = ground.launch()
    second = ground.launch(ground.text(title="清查对公账户"))
    at_work(ground, first, 0, 1)
    ground.receive(second, 2)
    written, letters = told(ground, next_morning())
    assert written == len(letters) == 1
    assert letters[0].address == ground.officer.email
    assert counts(letters[0]) == {
        ("开展反诈宣传进网点", "Signed for"): 2,
        ("开展反诈宣传进网点", "Accepted"): 2,
        ("开展反诈宣传进网点", "Progress"): 4,
        ("清查对公账户", "Signed for"): 1,
    }
    assert [thing["path"] for thing in letters[0].params["things"]] == [f"/actions/{first}", f"/actions/{second}"]
    assert "小区" not in str(letters[0].params), "what somebody wrote stays in the portal"


def test_each_officer_is_told_of_what_that_officer_answers_for(ground):
    ground.receive(ground.launch())
    other = replace(ground, officer=ground.second)
    other.receive(other.launch(ground.text(title="清查对公账户")), 1)
    _, letters = told(ground, next_morning())
    seen = {letter.address: [thing["title"] for thing in letter.params["things"]] for letter in letters}
    assert seen == {ground.officer.email: ["开展反诈宣传进网点"], ground.second.email: ["清查对公账户"]}


def test_answers_to_an_initiative_are_counted_too(portal, make):
    ground = calling.ground_of(make)
    initiative_id = ground.issue()
    ground.pledge(initiative_id, 0)
    ground.tell(initiative_id, 0)
    ground.decline(initiative_id, 1)
    with make.work(now=next_morning()) as work:
        assert telling.tell(work) == 1
    [letter] = acting.Ground.letters(ground, "daily_summary")
    assert {what: count for (_title, what), count in counts(letter).items()} == {
        "Pledges": 1,
        "Declined with a reason": 1,
        "Clauses told as done": 1,
    }


def test_a_morning_is_summed_up_once_and_the_next_one_goes_on_from_there(ground):
    action_id = ground.launch()
    ground.receive(action_id)
    morning = next_morning()
    assert told(ground, morning)[0] == 1
    assert told(ground, morning + MINUTE)[0] == 0
    assert told(ground, morning + DAY)[0] == 0, "nothing came in: no letter"
    assert told(ground, morning + DAY + MINUTE)[0] == 0


def test_what_came_in_while_no_worker_ran_is_told_when_one_runs_again(ground):
    assert told(ground, next_morning() - 3 * DAY)[0] == 0
    ground.receive(ground.launch())
    assert told(ground, next_morning() + 2 * DAY)[0] == 1


def test_before_eight_o_clock_nobody_is_written_to(ground):
    ground.receive(ground.launch())
    assert told(ground, next_morning() - MINUTE)[0] == 0
    assert told(ground, next_morning())[0] == 1


def test_two_workers_write_one_letter(portal, ground, monkeypatch):
    ground.receive(ground.launch())
    morning = next_morning()
    monkeypatch.setattr(clock, "now", lambda: morning)
    start = Barrier(4)

    def work(_number):
        start.wait()
        return sum_up(portal.database)

    with ThreadPoolExecutor(4) as pool:
        written = sorted(pool.map(work, range(4)))
    assert written == [0, 0, 0, 1]
    assert len(ground.letters("daily_summary")) == 1


def test_where_the_officer_is_gone_the_center_is_told(ground):
    ground.receive(ground.launch())
    with ground.make.work() as work:
        work.session.get_one(Appointment, ground.officer.appointment_id).ended_at = work.now
    _, letters = told(ground, next_morning())
    assert [(letter.address, letter.params["why"]) for letter in letters] == [(ground.second.email, GONE)]


@pytest.mark.parametrize(("language", "subject"), [("en", "What came in"), ("zh_Hans_CN", "收到的新情况")])
def test_the_letter_reads_well_in_both_languages(portal, ground, language, subject):
    drill = ground.launch(ground.text(title="处置演练"))
    with ground.action(drill) as (_work, action):
        action.drill = True
    ground.receive(drill)
    _, [letter] = told(ground, next_morning())
    with portal.test_request_context(), force_locale(language):
        words = render_template("mail/daily_summary.txt", base_url="http://x", site_name="P", **letter.params)
    first, _, body = words.strip().partition("\n")
    assert subject in first
    assert f"http://x/actions/{drill}" in body
    signed = {"en": "- Signed for: 1", "zh_Hans_CN": "- 已签收：1"}[language]
    assert signed in body.splitlines()
    assert "〔演练〕处置演练" in body.splitlines()
    assert {"en": "You get this letter because", "zh_Hans_CN": "您收到此信，因为"}[language] in body
