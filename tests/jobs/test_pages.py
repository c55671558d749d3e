"""The pages of jobs: how far it is, in words and figures; nobody else's; and a step that came too late says so."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from alliance.foundation.kernel.actor import Role
from alliance.jobs import commands, running
from alliance.jobs.kinds import Kinds
from alliance.jobs.model import Job, JobState
from alliance.journal.model import InboxLetter
from alliance.organisations.commands import suspend
from alliance.organisations.model import Organisation
from alliance.policy.can import Can


@pytest.fixture
def officer(make):
    return make.person(Role.CENTER_OFFICER)


def under_way(bench, job_id, done=2):
    """Some worker has it, and is so far."""
    claim = running._claim(bench.place)
    assert claim.id == job_id
    running.Running(bench.place, claim).told(done)


def test_one_that_waits_says_so_and_may_be_cancelled(bench, browser, officer):
    job_id = bench.ask(officer)
    visitor = browser(officer)
    page = visitor.get("jobs.job", job_id=job_id, queries=2)
    assert "排队等候" in page.text
    assert "筛选：迎泽区" in page.text
    assert 'hx-trigger="every 2s"' in page.html
    assert f"/jobs/{job_id}" in page.links
    page = visitor.follow(visitor.post(page.form("/cancel").action))
    assert "已取消" in page.text
    assert "hx-trigger" not in page.html.partition("<main")[2]
    visitor.post("jobs.cancel", job_id=job_id, status=409)


def test_one_that_is_under_way_shows_how_far_it_is(bench, browser, officer):
    job_id = bench.ask(officer)
    under_way(bench, job_id)
    page = browser(officer).get("jobs.job", job_id=job_id)
    assert '<progress class="job-bar" max="3" value="2"' in page.html
    assert "2 / 3" in page.text
    assert "办理中" in page.text


def test_one_that_is_done_hands_out_its_file_and_marks_the_letter_as_read(bench, browser, officer, make):
    job_id = bench.ask(officer)
    bench.do()
    visitor = browser(officer)
    assert "已办结：" in visitor.get("inbox.inbox").text
    page = visitor.get("jobs.job", job_id=job_id)
    assert "3 / 3" in page.text
    assert {f"/jobs/{job_id}/result", "/directory/"} <= set(page.links)
    answer = visitor.get("jobs.result", job_id=job_id)
    assert answer.data == b"%PDF-1.7 what was made"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    with make.work() as work:
        assert work.session.scalars(select(InboxLetter.read_at)).one() is not None


def test_one_that_failed_says_why_on_its_page_and_in_the_letter(bench, browser, officer):
    job_id = bench.ask(officer, "failing")
    bench.do()
    visitor = browser(officer)
    letter, page = visitor.get("inbox.inbox").text, visitor.get("jobs.job", job_id=job_id)
    for text in (letter, page.text):
        assert "成员" in text
    assert "未能办成：" in letter
    visitor.get("jobs.result", job_id=job_id, status=404)


def test_with_other_rights_than_those_it_was_made_under_the_file_stays(bench, browser, make, monkeypatch):
    """Whatever its kind asks besides."""
    monkeypatch.setattr(Kinds, "known", {"made": replace(Kinds.known["made"], can=Can.TAKE_CASES)})
    bank = make.organisation()
    liaison = make.person(Role.LIAISON, organisation=bank)
    job_id = bench.ask(liaison)
    bench.do()
    visitor = browser(liaison)
    visitor.get("jobs.result", job_id=job_id)
    with make.work() as work:
        suspend(work, work.session.get_one(Organisation, bank.id), "核查中")
    assert "不再提供下载" in visitor.get("jobs.result", job_id=job_id, status=403).text


def test_anothers_job_is_not_there(bench, browser, officer, make):
    job_id = bench.ask(officer)
    bench.do()
    for role in (Role.CENTER_ADMIN, Role.INSPECTOR):
        other = browser(make.person(role))
        other.get("jobs.job", job_id=job_id, status=404)
        other.get("jobs.result", job_id=job_id, status=404)
        other.post("jobs.cancel", job_id=job_id, status=404)
        assert str(job_id) not in other.get("jobs.jobs").html
    assert bench.job(job_id).state is JobState.DONE


def test_who_is_not_signed_in_is_asked_to(bench, browser, officer):
    job_id = bench.ask(officer)
    for endpoint, address in (("jobs.jobs", {}), ("jobs.job", {"job_id": job_id}), ("jobs.result", {"job_id": job_id})):
        answer = browser().get(endpoint, status=303, **address)
        assert answer.location == "/people/sign-in"


def test_the_office_in_which_it_was_asked_for_stands_on_it(bench, browser, make):
    someone = make.person(Role.DISTRICT_OFFICER, district="140106")
    page = browser(someone).get("jobs.job", job_id=bench.ask(someone))
    assert "办理身份 迎泽区 · " in page.text


def test_the_list_names_ones_own_the_newest_first_page_by_page(bench, browser, officer, make):
    with make.work() as work:
        for number in range(60):
            its = {"person_id": officer.id, "appointment_id": officer.appointment_id, "params": {}, "total": 1}
            moment = work.now - timedelta(minutes=number)
            when = {"asked_at": moment, "state_since": moment, "state": JobState.DONE}
            work.session.add(Job(kind="made", asked=f"第{number:02}项", language="en", **its, **when))
    visitor = browser(officer)
    first = visitor.get("jobs.jobs", queries=2)
    second = visitor.get(next(link for link in first.links if "after=" in link), queries=2)
    found = [f"第{number:02}项" for number in range(60)]
    assert [one for one in found if one in first.text] == found[:50]
    assert [one for one in found if one in second.text] == found[50:]


def test_an_empty_list_says_what_would_stand_there(browser, officer):
    page = browser(officer).get("jobs.jobs", queries=2)
    assert "暂无后台任务" in page.text


def test_the_desk_and_the_account_lead_there(browser, officer):
    assert browser(officer).get("home.desk").links.count("/jobs/") == 2


def test_who_has_too_many_is_told(bench, browser, officer, make):
    for _ in range(commands.OPEN_MOST):
        bench.ask(officer)
    make.organisation()
    page = browser(officer).post("plaques.documents", status=429)
    assert "5 项后台任务" in page.text
