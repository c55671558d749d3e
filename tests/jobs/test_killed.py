"""A worker that is killed between any two steps loses nothing and doubles nothing: real processes, `kill -9`."""

import os
import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from alliance.files.model import StoredFile
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.jobs import commands, running
from alliance.jobs.model import Job, JobState
from alliance.journal import queries as journal
from alliance.journal.model import Entry, InboxLetter
from alliance.organisations.model import Organisation
from alliance.plaques import pdf
from alliance.sheets import commands as sheets
from alliance.sheets.model import RosterSheet, SheetState
from tests.architecture.source import ROOT
from tests.sheets.books import book, line

ROWS = 4
needs_font = pytest.mark.skipif(not pdf.chinese_font_present(), reason="no Chinese font: install fonts-noto-cjk")


@pytest.fixture
def officer(make):
    return make.person(Role.CENTER_OFFICER)


@pytest.fixture
def killed(portal, tmp_path):
    """Starts a worker that stops at a point, and kills it there."""

    def killed(point):
        reached, settings = tmp_path / point, portal.config["SETTINGS"]
        environment = os.environ | {
            "ALLIANCE_DATABASE_URL": settings.database_url,
            "ALLIANCE_INSTANCE": str(settings.instance),
            "ALLIANCE_SECRET_KEY": settings.secret_key,
            "ALLIANCE_TESTING": "1",
        }
        command = [sys.executable, "-m", "tests.jobs.held_worker", point, str(reached)]
        worker = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)
        try:
            while not reached.exists():
                threading.Event().wait(0.02)
                assert worker.poll() is None, worker.stderr.read().decode()
        finally:
            worker.kill()
            worker.wait()
            worker.stderr.close()

    return killed


def ask_for_import(make, officer):
    with make.work(officer.actor) as work:
        sheet = sheets.check(work, sheets.SheetUpload("名单.xlsx", book(*map(line, range(70, 70 + ROWS)))))
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


def test_an_import_is_there_in_whole_and_once(bench, make, officer, killed):
    job_id = ask_for_import(make, officer)
    killed("settled")
    assert count(make, Organisation) == 0
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
    killed("prepared")
    with make.work(officer.actor) as work:
        commands.cancel(work, work.session.get_one(Job, job_id))
    assert not running.do_next(replace(bench.place, clock=lambda: clock.now() + running.LEASE))
    assert count(make, Organisation) == 0
