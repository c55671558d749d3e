"""The worker's rounds: shifts are tended once a minute, and letters go out whatever becomes of that."""

import logging
import threading
from dataclasses import replace

from alliance.console import running
from alliance.console.rounds import Duty, go_round

LOG = logging.getLogger("rounds")


class Rounds(threading.Event):
    """So many rounds without a pause, then the worker stops."""

    def __init__(self, count):
        super().__init__()
        self.left = count

    def wait(self, timeout=None):
        self.left -= 1
        return self.left < 0


def away():
    raise OSError("the database is away")


def test_a_duty_waits_for_its_time():
    done = []
    duties = [Duty("count", lambda: done.append("now and then"), 60), Duty("count", lambda: done.append("always"))]
    for now in (1000, 1002, 1059, 1060):
        go_round(duties, now, LOG)
    assert done.count("now and then") == 2
    assert done.count("always") == 4


def test_a_duty_that_fails_holds_up_no_other_and_is_tried_again(caplog):
    done = []
    duties = [Duty("tend the shifts", away, 60), Duty("deliver the letters", lambda: done.append("delivered"))]
    for now in (1000, 1002, 1060):
        go_round(duties, now, LOG)
    assert len(done) == 3
    told = [record.getMessage() for record in caplog.records]
    assert told == ["the worker could not tend the shifts"] * 2
    assert "the database is away" in caplog.text


def test_where_no_mail_server_is_named_letters_are_left_alone_and_all_else_is_done(portal, monkeypatch):
    tended, delivered, told = [], [], []
    monkeypatch.setattr(running, "tend_shifts", tended.append)
    monkeypatch.setattr(running, "_deliver", lambda *its: delivered.append(its))
    monkeypatch.setattr(running, "tell_groups", lambda database, say: told.append(database))
    running._work_until(portal, replace(portal.config["SETTINGS"], smtp_url=""), Rounds(5))
    assert (len(tended), len(delivered), len(told)) == (1, 0, 5)


def test_the_worker_tends_shifts_once_a_minute_and_delivers_each_round_though_tending_fails(portal, monkeypatch):
    tended, delivered = [], []

    def tend(database):
        tended.append(database)
        away()

    monkeypatch.setattr(running, "tend_shifts", tend)
    monkeypatch.setattr(running, "_deliver", lambda portal, settings, stopped: delivered.append(settings))
    settings = replace(portal.config["SETTINGS"], smtp_url="smtp://127.0.0.1:1")
    running._work_until(portal, settings, Rounds(5))
    assert tended == [portal.database]
    assert len(delivered) == 5
