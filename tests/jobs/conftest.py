"""What the tests of jobs share: kinds whose work a test decides, and a worker that does what is due."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from alliance.console.jobs import place_of
from alliance.foundation.kernel.errors import Conflict
from alliance.jobs import commands, running
from alliance.jobs.kinds import Kind, Kinds, MadeFile, Outcome
from alliance.jobs.model import Job
from alliance.policy.can import Can

REFUSED = "The members have changed since this sheet was checked. Check it again and look before you act."


@dataclass
class Bench:
    """Where a test does jobs; `seen`: what the work was given, each time."""

    place: running.Place
    make: Any
    seen: list[Any] = field(default_factory=list)

    def ask(self, someone, kind="made", total=3, **params):
        with self.make.work(someone.actor) as work:
            text = commands.JobText(kind, total, "zh_Hans_CN", "筛选：迎泽区", params=params)
            return commands.ask(work, text).id

    def do(self):
        return running.do_next(self.place)

    def job(self, job_id):
        with self.make.work() as work:
            return work.session.get_one(Job, job_id)


def made(bench):
    """A kind that reads, tells how far it is, and makes a file with the name of its owner."""

    def prepare(run):
        for number in range(1, 4):
            with run.reading() as work:
                bench.seen.append(work.actor)
            run.told(number)
        return b"%PDF-1.7 what was made"

    def settle(work, job):
        return Outcome(3, MadeFile("made.pdf", "pdf", job.prepared), path="/directory/")

    return Kind(name="made", label="Roster by Excel", can=Can.IMPORT_ROSTER, prepare=prepare, settle=settle)


def failing(_bench):
    def settle(work, job):
        raise Conflict(REFUSED)

    return Kind(name="failing", label="Roster by Excel", can=Can.IMPORT_ROSTER, settle=settle)


def breaking(bench):
    def settle(work, job):
        bench.seen.append("tried")
        raise ZeroDivisionError("what nobody thought of")

    return Kind(name="breaking", label="Roster by Excel", can=Can.IMPORT_ROSTER, settle=settle)


@pytest.fixture
def bench(portal, make, monkeypatch):
    bench = Bench(place_of(portal, portal.config["SETTINGS"]), make)
    kinds = [made(bench), failing(bench), breaking(bench)]
    monkeypatch.setattr(Kinds, "known", {**Kinds.known, **{kind.name: kind for kind in kinds}})
    return bench
