"""A worker that is killed between any two steps, or told to stop, loses nothing and doubles nothing: real processes,
`kill -9` and TERM."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from alliance.files.model import StoredFile
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.errors import Conflict
from alliance.jobs import commands, running
from alliance.jobs.model import Job, JobState
from alliance.journal import queries as journal
from alliance.journal.model import Entry, InboxLetter
from alliance.organisations.model import Organisation
from alliance.plaques import pdf
from alliance.sheets import commands as sheets
from alliance.sheets import queries, stepping
from alliance.sheets.model import RosterSheet, SheetState
from tests.architecture.source import ROOT
from tests.sheets.books import book, line

ROWS = stepping.ROWS + 2
needs_font = pytest.mark.skipif(not pdf.chinese_font_present(), reason="no Chinese font: install fonts-noto-cjk")


@pytest.fixture
def officer(make):
    return make.person(Role.CENTER_OFFICER)


@pytest.fixture
def held(portal, tmp_path):
    """Starts a worker that stops at a point, and ends it there, by what `end` does with it."""

    def held(point, *how, end):
        reached, settings = tmp_path / point, portal.config["SETTINGS"]
        environment = os.environ | {
            "ALLIANCE_DATABASE_URL": settings.database_url,
            "ALLIANCE_INSTANCE": str(settings.instance),
            "ALLIANCE_SECRET_KEY": settings.secret_key,
            "ALLIANCE_TESTING": "1",
        }
        command = [sys.executable, "-m", "tests.jobs.held_worker", point, str(reached), *how]
        worker = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)
        try:
            while not reached.exists():
                threading.Event().wait(0.02)
                assert worker.poll() is None, worker.stderr.read().decode()
            end(worker)
        finally:
            worker.kill()
            worker.wait()
            worker.stderr.close()

    return held


@pytest.fixture
def killed(held):
    return lambda point: held(point, end=lambda worker: worker.kill())


@pytest.fixture
def told_to_stop(held):
    """The whole worker, with everything else that it does; it ends by itself."""

    def stop(worker):
        worker.send_signal(signal.SIGTERM)
        assert worker.wait() == 0, worker.stderr.read().decode()

    return lambda point: held(point, "worker", end=stop)


def ask_for_import(make, officer):
    with make.work(officer.actor) as work:
        sheet = sheets.check(work, sheets.SheetUpload("名单.xlsx", book(*map(line, range(9000, 9000 + ROWS)))))
        its = {"sheet_id": str(sheet.id), "seen": sheet.outcome["digest"]}
        return commands.ask(work, commands.JobText("roster_take_over", ROWS, "zh_Hans_CN", params=its)).id


def ask_for_documents(make, officer):
    for _ in range(2):
        make.organisation()
    with make.work(officer.actor) as work:
        return commands.ask(work, commands.JobText("plaque_documents", 2, "zh_Hans_CN", params={"query": ""})).id


def count(make, what, *which):
    with make.work() as work:
        return work.session.scalar(select(func.count()).select_from(what).where(*which))


def state_of(make, job_id):
    with make.work() as work:
        job = work.session.get_one(Job, job_id)
        return job.state, job.attempts


def go_on(bench):
    """Nobody takes it up while the lease of the dead one holds; then the next worker does."""
    assert not bench.do()
    assert running.do_next(replace(bench.place, clock=lambda: clock.now() + running.LEASE))
    assert not bench.do()


@pytest.mark.parametrize(("point", "there"), [("first_step", 0), ("second_step", stepping.ROWS), ("settled", ROWS)])
def test_an_import_goes_on_where_it_was_and_takes_every_row_once(bench, make, officer, killed, point, there):
    job_id = ask_for_import(make, officer)
    killed(point)
    assert count(make, Organisation) == there
    assert count(make, RosterSheet, RosterSheet.state == SheetState.CHECKED) == 1
    assert state_of(make, job_id) == (JobState.RUNNING, 1)
    go_on(bench)
    assert state_of(make, job_id) == (JobState.DONE, 2)
    assert count(make, Organisation) == ROWS
    for event, times in (("SheetTakenOver", 1), ("JobDone", 1), ("OrganisationAdmitted", ROWS)):
        assert count(make, Entry, Entry.event == event) == times
    assert count(make, InboxLetter, InboxLetter.template == "job_ended") == 1
    with make.work() as work:
        assert journal.verify(work.session).altered is None


def test_told_to_stop_it_hands_the_job_back_and_the_next_one_begins_at_once(bench, make, officer, told_to_stop):
    job_id = ask_for_import(make, officer)
    told_to_stop("prepared")
    with make.work() as work:
        job = work.session.get_one(Job, job_id)
        assert (job.state, job.attempts, job.tries, job.leased_until) == (JobState.QUEUED, 1, 0, None)
    assert bench.do()
    assert state_of(make, job_id) == (JobState.DONE, 2)
    assert count(make, Organisation) == ROWS
    for event, times in (("SheetTakenOver", 1), ("JobDone", 1), ("OrganisationAdmitted", ROWS)):
        assert count(make, Entry, Entry.event == event) == times
    assert count(make, InboxLetter, InboxLetter.template == "job_ended") == 1


@needs_font
@pytest.mark.parametrize("point", ["prepared", "settled"])
def test_a_document_is_made_once(bench, make, officer, killed, point):
    job_id = ask_for_documents(make, officer)
    killed(point)
    assert count(make, StoredFile) == 0
    go_on(bench)
    assert state_of(make, job_id) == (JobState.DONE, 2)
    assert count(make, StoredFile) == 1
    assert count(make, InboxLetter, InboxLetter.template == "job_ended") == 1


def test_cancelled_meanwhile_it_is_not_taken_up_again(bench, make, officer, killed):
    job_id = ask_for_import(make, officer)
    killed("second_step")
    with make.work(officer.actor) as work:
        commands.cancel(work, work.session.get_one(Job, job_id))
    assert not running.do_next(replace(bench.place, clock=lambda: clock.now() + running.LEASE))
    assert count(make, Organisation) == stepping.ROWS


def test_between_two_steps_of_an_import_others_write_and_it_can_be_cancelled(
    bench, make, officer, monkeypatch, browser
):
    job_id, steps = ask_for_import(make, officer), stepping.steps

    def interrupted(work, sheet, seen):
        first, second = steps(work, sheet, seen)
        return between(first, second)

    def between(first, second):
        yield first
        assert count(make, Organisation) == stepping.ROWS
        with make.work(officer.actor) as other:
            job = other.session.get_one(Job, job_id)
            assert (job.done, job.total) == (stepping.ROWS, ROWS)
            commands.cancel(other, job)
        yield second

    monkeypatch.setattr(stepping, "steps", interrupted)
    assert bench.do()
    assert state_of(make, job_id) == (JobState.CANCELLED, 1)
    assert count(make, Organisation) == stepping.ROWS
    page = browser(officer).get("jobs.job", job_id=job_id)
    for words in (f"{stepping.ROWS} / {ROWS}", "已导入的部分予以保留"):
        assert words in page.text


def test_what_is_left_of_a_cancelled_import_is_taken_over_when_it_is_checked_again(bench, make, officer, killed):
    job_id = ask_for_import(make, officer)
    killed("second_step")
    with make.work(officer.actor) as work:
        commands.cancel(work, work.session.get_one(Job, job_id))
        sheet = work.session.scalars(select(RosterSheet)).one()
        with pytest.raises(Conflict):
            sheets.take_over(work, sheet, sheet.outcome["digest"])
        sheets.check_again(work, sheet)
        assert queries.count_differing(sheet) == ROWS - stepping.ROWS
    with make.work(officer.actor) as work:
        sheet = work.session.scalars(select(RosterSheet)).one()
        sheets.take_over(work, sheet, sheet.outcome["digest"])
    assert count(make, Organisation) == ROWS


def test_an_import_stops_where_a_row_would_do_something_else_by_now(bench, make, officer, monkeypatch):
    job_id, steps = ask_for_import(make, officer), stepping.steps

    def interrupted(work, sheet, seen):
        yield (found := steps(work, sheet, seen))[0]
        make.organisation(found[1].lines[0].name)
        yield found[1]

    monkeypatch.setattr(stepping, "steps", interrupted)
    assert bench.do()
    assert state_of(make, job_id) == (JobState.FAILED, 1)
    assert count(make, Organisation) == stepping.ROWS + 1
