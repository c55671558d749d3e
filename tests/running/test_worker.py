"""The worker as a process: told to stop, it ends the letter that it sends and begins no other; without a mail server it
does all else."""

import asyncio
import json
import signal
from threading import Event

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from alliance.administration.model import OperatingFact, WorkerPulse
from alliance.administration.vocabulary import Looked
from alliance.foundation.kernel.actor import Role
from alliance.jobs import commands
from alliance.jobs.model import Job, JobState
from alliance.journal import letters
from alliance.journal.model import Letter
from tests.running.processes import SECONDS, free_port, wait_until, working

pytestmark = pytest.mark.timeout(600)

WORDS = {"name": "王秘密", "place": "", "role": "Liaison", "hours": 72, "path": "/secret-path"}


class SlowServer:
    """A mail server that has a letter in its hands until it is let go."""

    def __init__(self):
        self.has_one, self.let_go = Event(), Event()
        self.taken = []

    async def handle_DATA(self, _server, _session, envelope):
        self.has_one.set()
        await asyncio.get_running_loop().run_in_executor(None, self.let_go.wait)
        self.taken.append(envelope.rcpt_tos)
        return "250 taken"


@pytest.fixture
def post_office():
    slow = SlowServer()
    controller = Controller(slow, hostname="127.0.0.1", port=free_port())
    controller.start()
    slow.port = controller.port
    yield slow
    slow.let_go.set()
    controller.stop()


def test_told_to_stop_it_ends_the_letter_that_it_sends_and_begins_no_other(make, portal, tmp_path, post_office):
    with make.work() as work:
        for number in range(2):
            letters.write(work, f"reader{number}@example.org", "invitation", **WORDS)
    with working(portal, tmp_path, post_office.port) as worker:
        wait_until(post_office.has_one.is_set, "the mail server has a letter")
        worker.send_signal(signal.SIGTERM)
        wait_until(lambda: worker.poll() is None and not post_office.taken, "it goes on")
        post_office.let_go.set()
        assert worker.wait(SECONDS) == 0
    with make.work() as work:
        found = work.session.execute(select(Letter.address, Letter.attempts).where(Letter.sent_at.is_not(None))).all()
        waiting = work.session.scalars(select(Letter.attempts).where(Letter.sent_at.is_(None))).all()
    assert [[address] for address, _attempts in found] == post_office.taken
    assert waiting == [0]
    said = (tmp_path / "worker.log").read_text()
    told = [json.loads(line) for line in said.splitlines()]
    assert [line["template"] for line in told if line["event"] == "letter sent"] == ["invitation"]
    assert told[-1]["event"] == "worker ends"
    assert "example.org" not in said
    assert "王秘密" not in said
    assert "secret-path" not in said


def test_without_a_mail_server_it_does_all_else_and_letters_wait_untried(make, portal, tmp_path):
    officer = make.person(Role.CENTER_OFFICER)
    with make.work(officer.actor) as work:
        letters.write(work, "reader@example.org", "invitation", **WORDS)
        asked = commands.JobText("no such kind", 1, "zh_Hans_CN")
        job_id = commands.ask(work, asked).id

    def found(what):
        with make.work() as work:
            return what(work.session)

    with working(portal, tmp_path) as worker:
        wait_until(lambda: found(lambda session: session.get_one(Job, job_id).state) is JobState.FAILED, "the job ends")
        seen = select(OperatingFact.details).where(OperatingFact.looked == Looked.MAIL)
        wait_until(lambda: found(lambda session: session.scalar(seen)) == {"named": False}, "it has looked around")
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(SECONDS) == 0
    assert set(found(lambda session: session.scalars(select(Letter.attempts)).all())) == {0}
    assert found(lambda session: session.scalars(select(WorkerPulse.signed_off)).all()) == [True]
    told = [json.loads(line) for line in (tmp_path / "worker.log").read_text().splitlines()]
    assert [line["level"] for line in told if "ALLIANCE_SMTP_URL" in line["event"]] == ["warning"]
    assert told[-1]["event"] == "worker ends"
