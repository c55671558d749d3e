"""The outbox: every letter goes out once, whatever the mail server or the worker does."""

import smtplib
from datetime import timedelta
from threading import Lock, Thread

from sqlalchemy import select

from alliance.foundation.kernel import clock
from alliance.journal import letters
from alliance.journal.delivery import RETRY_AFTER, TRIES_MOST, deliver
from alliance.journal.model import Letter


def write(make, how_many=1):
    with make.work() as work:
        for number in range(how_many):
            letters.write(work, f"reader{number}@example.org", "invitation", path="/secret")


def all_letters(make):
    with make.work() as work:
        return work.session.scalars(select(Letter).order_by(Letter.address)).all()


def refuse(letter):
    raise ConnectionRefusedError("the mail server is away")


def test_a_letter_that_was_sent_keeps_no_secret(make, portal):
    write(make)
    assert deliver(portal.database, clock.now, lambda letter: None).sent == 1
    (letter,) = all_letters(make)
    assert letter.sent_at
    assert letter.params == {}


def test_a_letter_waits_when_the_server_refuses_and_goes_later(make, portal):
    write(make)
    assert deliver(portal.database, clock.now, refuse).failed == 1
    (letter,) = all_letters(make)
    assert (letter.attempts, letter.sent_at) == (1, None)
    assert "away" in letter.last_error
    assert deliver(portal.database, clock.now, refuse).failed == 0
    later = clock.now() + RETRY_AFTER
    assert deliver(portal.database, lambda: later, lambda letter: None).sent == 1


def test_what_the_server_said_is_kept_without_the_address(make, portal):
    write(make)

    def name_the_addressee(letter):
        raise smtplib.SMTPRecipientsRefused({letter.address: (550, b"no such user")})

    deliver(portal.database, clock.now, name_the_addressee)
    (letter,) = all_letters(make)
    assert "550" in letter.last_error
    assert letter.address not in letter.last_error


def test_a_worker_that_died_after_sending_sends_the_same_letter_again(make, portal):
    write(make)
    seen = []

    class Killed(BaseException):
        pass

    def send_and_die(letter):
        seen.append(letter.id)
        raise Killed

    try:
        deliver(portal.database, clock.now, send_and_die)
    except Killed:
        later = clock.now() + RETRY_AFTER
        deliver(portal.database, lambda: later, lambda letter: seen.append(letter.id))
    assert len(seen) == 2
    assert seen[0] == seen[1]


def test_after_four_hours_it_is_given_up_and_shown(make, portal):
    write(make)
    moment = clock.now()
    for _ in range(TRIES_MOST):
        now = moment
        deliver(portal.database, lambda now=now: now, refuse)
        moment += RETRY_AFTER
    (letter,) = all_letters(make)
    assert letter.given_up_at
    assert moment - letter.written_at >= timedelta(hours=4)


def test_two_workers_send_each_letter_once(make, portal):
    write(make, 30)
    sent, lock = [], Lock()

    def note(letter):
        with lock:
            sent.append(letter.id)

    workers = [Thread(target=deliver, args=(portal.database, clock.now, note)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(sent) == len(set(sent)) == 30
