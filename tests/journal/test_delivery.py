"""The outbox: every letter goes out once, whatever the mail server or the worker does."""

import smtplib
from datetime import datetime, timedelta
from threading import Lock, Thread

import pytest
from sqlalchemy import select, update

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.clock import LOCAL_ZONE
from alliance.journal import letters
from alliance.journal.delivery import (
    BURST,
    LEASE,
    LONGEST_WAIT,
    TRIES_MOST,
    TRIES_WHERE_REFUSED,
    RefusedForGood,
    ServerAway,
    deliver,
    wait_after,
)
from alliance.journal.model import Letter
from alliance.journal.vocabulary import Manner
from alliance.subscriptions.model import LetterTerms

A_DAY = timedelta(days=1)


def write(make, how_many=1, template="invitation"):
    with make.work() as work:
        for number in range(how_many):
            letters.write(work, f"reader{number}@example.org", template, path="/secret")


def write_to_one(make, manner, how_many, address="reader@example.org"):
    with make.work() as work:
        for number in range(how_many):
            letters.write(work, address, "case_released", title=f"{number}", path=f"/cases/{number}")
        mine = update(Letter).where(Letter.address == address)
        work.session.execute(mine.values(manner=manner, due_at=work.now))


def all_letters(make):
    with make.work() as work:
        return work.session.scalars(select(Letter).order_by(Letter.address)).all()


def refuse(letters):
    raise smtplib.SMTPDataError(451, b"greylisted, come again")


class Noted:
    """What was handed over, mail by mail."""

    def __init__(self):
        self.mails = []

    def __call__(self, letters):
        self.mails.append([letter.id for letter in letters])


def test_a_letter_that_was_sent_keeps_no_secret(make, portal):
    write(make)
    assert deliver(portal.database, clock.now, Noted()).sent == 1
    (letter,) = all_letters(make)
    assert letter.sent_at
    assert letter.params == {}


def test_a_letter_waits_when_the_server_refuses_and_goes_later(make, portal):
    write(make)
    assert deliver(portal.database, clock.now, refuse).failed == 1
    (letter,) = all_letters(make)
    assert (letter.attempts, letter.sent_at) == (1, None)
    assert "greylisted" in letter.last_error
    assert deliver(portal.database, clock.now, refuse).failed == 0
    later = clock.now() + wait_after(1)
    assert deliver(portal.database, lambda: later, Noted()).sent == 1


def test_it_waits_longer_after_each_try_but_never_for_hours():
    waits = [wait_after(tries) for tries in range(1, TRIES_MOST + 1)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=1)
    assert waits[-1] == LONGEST_WAIT == timedelta(minutes=30)
    assert timedelta(hours=4) < sum(waits, timedelta()) < A_DAY


def test_what_the_server_said_is_kept_without_the_address(make, portal):
    write(make)

    def name_the_addressee(letters):
        raise smtplib.SMTPRecipientsRefused({letters[0].address: (550, b"no such user")})

    deliver(portal.database, clock.now, name_the_addressee)
    (letter,) = all_letters(make)
    assert "550" in letter.last_error
    assert letter.address not in letter.last_error


def test_what_is_refused_for_good_is_given_up_soon(make, portal):
    write(make)
    moment = clock.now()

    def refuse_for_good(letters):
        raise RefusedForGood from smtplib.SMTPRecipientsRefused({letters[0].address: (550, b"no such user")})

    for _ in range(TRIES_WHERE_REFUSED):
        deliver(portal.database, lambda now=moment: now, refuse_for_good)
        moment += LONGEST_WAIT
    (letter,) = all_letters(make)
    assert letter.given_up_at
    assert "550" in letter.last_error


def test_a_server_that_is_away_for_a_day_costs_no_letter_a_try(make, portal):
    write(make, 3)
    moment, rounds = clock.now(), 0
    end = moment + A_DAY

    def away(letters):
        raise ServerAway from ConnectionRefusedError("nobody listens")

    while moment < end:
        done = deliver(portal.database, lambda now=moment: now, away)
        assert (done.sent, done.failed, done.away) == (0, 0, True)
        moment, rounds = moment + timedelta(minutes=10), rounds + 1
    assert rounds > TRIES_MOST
    for letter in all_letters(make):
        assert (letter.attempts, letter.given_up_at) == (0, None)
        assert "nobody listens" in letter.last_error
    assert deliver(portal.database, lambda: moment, Noted()).sent == 3


def test_a_worker_that_died_after_sending_sends_the_same_letter_again(make, portal):
    write(make)
    seen = []

    class Killed(BaseException):
        pass

    def send_and_die(letters):
        seen.extend(letter.id for letter in letters)
        raise Killed

    with pytest.raises(Killed):
        deliver(portal.database, clock.now, send_and_die)
    assert deliver(portal.database, clock.now, Noted()).sent == 0
    later = clock.now() + LEASE
    deliver(portal.database, lambda: later, lambda letters: seen.extend(letter.id for letter in letters))
    assert len(seen) == 2
    assert seen[0] == seen[1]


def test_after_its_tries_it_is_given_up_and_shown(make, portal):
    write(make)
    moment = clock.now()
    for tries in range(1, TRIES_MOST + 1):
        deliver(portal.database, lambda now=moment: now, refuse)
        moment += wait_after(tries)
    (letter,) = all_letters(make)
    assert letter.given_up_at
    assert letter.attempts == TRIES_MOST


def test_two_workers_send_each_letter_once(make, portal):
    write(make, 30)
    sent, lock = [], Lock()

    def note(letters):
        with lock:
            sent.extend(letter.id for letter in letters)

    workers = [Thread(target=deliver, args=(portal.database, clock.now, note)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(sent) == len(set(sent)) == 30


def test_two_workers_send_each_letter_of_a_bundle_once(make, portal):
    for number in range(6):
        write_to_one(make, Manner.BUNDLED, 5, address=f"reader{number}@example.org")
    noted, lock = Noted(), Lock()

    def note(letters):
        with lock:
            noted(letters)

    workers = [Thread(target=deliver, args=(portal.database, clock.now, note)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    sent = [letter for mail in noted.mails for letter in mail]
    assert len(sent) == len(set(sent)) == 30


@pytest.mark.parametrize(
    ("manner", "letters", "mails"),
    [
        (Manner.BUNDLED, 1, 1),
        (Manner.BUNDLED, 3, 1),
        (Manner.SINGLE, BURST - 1, BURST - 1),
        (Manner.SINGLE, BURST, 1),
        (Manner.ALONE, BURST + 2, BURST + 2),
    ],
)
def test_what_travels_together(make, portal, manner, letters, mails):
    write_to_one(make, manner, letters)
    noted = Noted()
    deliver(portal.database, clock.now, noted)
    assert len(noted.mails) == mails
    assert sum(len(mail) for mail in noted.mails) == letters
    assert all(letter.sent_at for letter in all_letters(make))


def test_what_is_secret_or_pressing_never_travels_with_others(make, portal):
    write_to_one(make, Manner.SINGLE, BURST)
    with make.work() as work:
        letters.write(work, "reader@example.org", "password_reset", path="/people/reset/a-secret")
    noted = Noted()
    deliver(portal.database, clock.now, noted)
    assert sorted(len(mail) for mail in noted.mails) == [1, BURST]


def test_what_was_tried_in_vain_in_the_evening_waits_for_the_morning_unless_it_is_urgent(make, portal):
    evening = datetime(2026, 11, 27, 19, 59, 30, tzinfo=LOCAL_ZONE)
    for manner in (Manner.SINGLE, Manner.ALONE):
        write_to_one(make, manner, 1, address=f"{manner}@example.org")
        with make.work() as work:
            work.session.execute(update(Letter).values(due_at=evening))
    deliver(portal.database, lambda: evening, refuse)
    due = {letter.manner: letter.due_at for letter in all_letters(make)}
    assert due[Manner.ALONE] == evening + wait_after(1)
    assert due[Manner.SINGLE] == evening.replace(day=28, hour=8, minute=0, second=0)


@pytest.mark.parametrize("whose", ["own", "of the organisation"])
@pytest.mark.parametrize("manner", [Manner.SINGLE, Manner.BUNDLED])
@pytest.mark.parametrize(
    ("hours", "tried", "again"),
    [
        ((22, 7), (27, 20, 30), (27, 20, 31)),
        ((22, 7), (27, 21, 59), (28, 7, 0)),
        ((12, 14), (27, 11, 59), (27, 14, 0)),
        ((8, 8), (27, 23, 30), (27, 23, 31)),
    ],
)
@pytest.mark.parametrize("away", [True, False])
def test_it_is_tried_again_when_its_reader_is_no_longer_quiet(make, portal, away, hours, tried, again, manner, whose):
    """As the reader has it by then, though it was written under other terms."""
    bank, moment = make.organisation(), at(tried)
    reader = make.person(Role.STAFF, organisation=bank)
    write_to_one(make, manner, 1, address=reader.email)
    owner = {"person_id": reader.id} if whose == "own" else {"organisation_id": bank.id}
    with make.work() as work:
        chosen = {"paces": {}, "quiet_from": hours[0], "quiet_until": hours[1], "changed_at": work.now}
        work.session.add(LetterTerms(**owner, **chosen))
        work.session.execute(update(Letter).where(Letter.address == reader.email).values(due_at=moment))

    def in_vain(letters):
        raise ServerAway if away else smtplib.SMTPDataError(451, b"greylisted, come again")

    deliver(portal.database, lambda: moment, in_vain)
    assert [letter.due_at for letter in all_letters(make) if letter.address == reader.email] == [at(again)]


def at(day_hour_minute):
    return datetime(2026, 11, *day_hour_minute, tzinfo=LOCAL_ZONE)


def test_what_was_tried_by_itself_is_tried_again_by_itself(make, portal):
    """A server that cut the line may have it; in a bundle it would come twice."""
    write_to_one(make, Manner.SINGLE, 1)
    [alone] = all_letters(make)

    def cut_after_data(letters):
        raise smtplib.SMTPServerDisconnected("cut")

    deliver(portal.database, clock.now, cut_after_data)
    with make.work() as work:
        for number in range(BURST):
            letters.write(work, "reader@example.org", "case_released", title=f"{number}", path=f"/cases/{number}")
        work.session.execute(update(Letter).values(manner=Manner.SINGLE, due_at=work.now))
    noted = Noted()
    deliver(portal.database, clock.now, noted)
    assert [alone.id] in noted.mails
    assert sorted(len(mail) for mail in noted.mails) == [1, BURST]


def test_a_bundle_that_is_tried_again_is_the_same_bundle(make, portal):
    """Else its Message-ID would stand for two different mails."""
    write_to_one(make, Manner.BUNDLED, 3)
    first = []

    def cut_after_data(letters):
        first.append([letter.id for letter in letters])
        raise smtplib.SMTPServerDisconnected("cut")

    deliver(portal.database, clock.now, cut_after_data)
    with make.work() as work:
        letters.write(work, "reader@example.org", "case_released", title="new", path="/cases/new")
        work.session.execute(update(Letter).where(Letter.attempts == 0).values(manner=Manner.BUNDLED, due_at=work.now))
    later, noted = clock.now() + A_DAY, Noted()
    deliver(portal.database, lambda: later, noted)
    assert sorted(len(mail) for mail in noted.mails) == [1, 3]
    assert first[0] in noted.mails
