"""Letters through a mail server that fails in every way, with the worker killed: none is lost, none is seen twice."""

import smtplib
import threading

import pytest
from sqlalchemy import select

from alliance.foundation.kernel import clock
from alliance.journal import letters, postman
from alliance.journal.delivery import deliver
from alliance.journal.model import Letter
from alliance.journal.post import address_mail
from alliance.journal.postman import Postman
from bench.letters import run
from bench.unreliable import Unreliable, Way


def test_nothing_is_lost_or_doubled_though_the_worker_is_killed(portal, tmp_path):
    environment = {
        "ALLIANCE_DATABASE_URL": portal.config["SETTINGS"].database_url,
        "ALLIANCE_INSTANCE": str(tmp_path),
        "ALLIANCE_DEMO": "0",
    }
    outcome, server = run(environment, 60, 2)
    assert (outcome.lost, outcome.doubled, outcome.given_up) == (0, 0, 0)
    assert set(server.met) >= {Way.GREYLISTS, Way.REFUSES, Way.CUTS, Way.CUTS_BEFORE, Way.SLOW}


@pytest.fixture
def send(portal, make):
    """Send one letter to a server that meets it in one way; what came of it."""

    def sent(way):
        server = Unreliable([way])
        server.controller.start()
        try:
            settings = portal.config["SETTINGS"]
            address_mail(portal, f"smtp://127.0.0.1:{server.port}", settings)
            with make.work() as work:
                letters.write(work, "reader@example.org", "password_changed", path="/")
            with Postman(portal, settings) as one:
                done = deliver(portal.database, clock.now, one.send)
        finally:
            server.controller.stop(no_assert=True)
        with make.work() as work:
            return done, work.session.scalars(select(Letter)).one()

    return sent


@pytest.mark.parametrize(
    ("way", "says"),
    [
        (Way.GREYLISTS, "451"),
        (Way.REFUSES, "421"),
        (Way.CUTS, "SMTPServerDisconnected"),
        (Way.CUTS_BEFORE, "SMTPServerDisconnected"),
        (Way.HANGS, "timed out"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_each_failure_leaves_the_letter_with_what_was_said(send, monkeypatch, way, says):
    monkeypatch.setattr(postman, "SECONDS_TO_ANSWER", 1)
    done, letter = send(way)
    assert (done.sent, done.failed, done.away) == (0, 1, False)
    assert (letter.attempts, letter.sent_at, letter.given_up_at) == (1, None, None)
    assert says in letter.last_error


def test_a_server_that_nobody_hears_is_no_fault_of_the_letter(portal, make):
    address_mail(portal, "smtp://127.0.0.1:9", portal.config["SETTINGS"])
    with make.work() as work:
        letters.write(work, "reader@example.org", "password_changed", path="/")
    with Postman(portal, portal.config["SETTINGS"]) as one:
        assert deliver(portal.database, clock.now, one.send).away
    with make.work() as work:
        assert work.session.scalars(select(Letter.attempts)).one() == 0


def test_many_letters_go_on_one_connection_and_a_cut_one_is_opened_anew(portal, make):
    server = Unreliable([Way.TAKES])
    connections = []
    greet = smtplib.SMTP.connect
    lock = threading.Lock()

    class Counting(smtplib.SMTP):
        def connect(self, *address, **more):
            with lock:
                connections.append(address)
            return greet(self, *address, **more)

    server.controller.start()
    try:
        settings = portal.config["SETTINGS"]
        address_mail(portal, f"smtp://127.0.0.1:{server.port}", settings)
        with make.work() as work:
            for number in range(6):
                letters.write(work, f"reader{number}@example.org", "password_changed", path="/")
        with pytest.MonkeyPatch.context() as patched, Postman(portal, settings) as one:
            patched.setattr(smtplib, "SMTP", Counting)

            def send(these):
                if len(server.taken) == 3 and len(connections) == 1:
                    one.host.close()
                one.send(these)

            assert deliver(portal.database, clock.now, send).sent == 6
    finally:
        server.controller.stop()
    assert len(connections) == 2
    assert len(server.taken) == 6
