"""A worker that would sleep for an hour sends a letter as soon as it is written, and misses none without Redis."""

import threading
from dataclasses import replace

import pytest

from alliance.console import running
from alliance.console.rounds import Duty
from alliance.journal import letters, waking
from alliance.journal.post import address_mail
from alliance.journal.waking import KEY, Bell
from tests.nodes.processes import Postman, Redis, await_that


@pytest.fixture
def postman():
    postman = Postman()
    yield postman
    postman.stop()


@pytest.fixture
def redis(tmp_path):
    redis = Redis(tmp_path / "redis.log")
    redis.start()
    yield redis
    redis.stop()
    waking.set_up("")


@pytest.fixture
def settings(portal, postman, redis):
    settings = replace(portal.config["SETTINGS"], smtp_url=postman.url, queue_url=redis.url)
    waking.set_up(redis.url)
    address_mail(portal, postman.url, settings)
    return settings


@pytest.fixture
def sleeper(portal, settings, monkeypatch):
    """A worker between two rounds, the next of which is far away."""
    monkeypatch.setattr(running, "SECONDS_BETWEEN_ROUNDS", 3_600)
    monkeypatch.setattr(running, "_duties", lambda *_: [Duty("deliver", lambda: running._deliver(portal, settings))])
    stopped = threading.Event()
    worker = threading.Thread(target=running._work_until, args=(portal, settings, stopped))
    worker.start()
    yield worker
    stopped.set()
    Bell.wire.lpush(KEY, "")
    worker.join()


def write(make, address):
    with make.work() as work:
        letters.write(work, address, "password_reset", path="/secret", minutes=30)


def test_a_letter_leaves_when_it_is_written(make, postman, sleeper):
    for number in range(3):
        write(make, f"reader{number}@example.org")
        await_that(lambda number=number: len(postman.taken) == number + 1)


def test_what_is_taken_back_wakes_nobody(make, redis, settings):
    with make.work() as work:
        letters.write(work, "nobody@example.org", "password_reset", path="/secret", minutes=30)
        work.session.rollback()
    assert not waking.Bell.wire.exists(waking.KEY)


def test_calls_that_nobody_hears_do_not_pile_up(make, settings):
    for number in range(waking.CALLS_MOST + 5):
        write(make, f"reader{number}@example.org")
    assert waking.Bell.wire.llen(waking.KEY) == waking.CALLS_MOST


def test_without_redis_letters_are_written_and_the_worker_looks_by_itself(portal, make, postman, redis, settings):
    redis.stop()
    write(make, "reader@example.org")
    assert waking.Bell.quiet_until > 0
    stopped = threading.Event()
    assert not waking.wait(settings.queue_url, 0.01, stopped)
    stopped.set()
    assert waking.wait(settings.queue_url, 3_600, stopped)
    assert running._deliver(portal, settings).sent == 1
    redis.start()
    waking.set_up(redis.url)
    write(make, "another@example.org")
    assert waking.Bell.wire.llen(waking.KEY) == 1
