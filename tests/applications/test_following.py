"""Coming back with number and code: who holds both gets in, nobody else learns anything."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from alliance.applications import following
from alliance.applications.model import CODE_MINUTES, CODE_TRIES
from alliance.foundation.kernel.actor import NOBODY
from alliance.journal.model import Entry, Letter
from tests.applications import stories

NOW = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
NUMBER = "SQ-2026-0001"
HASH = following.address_hash(stories.MAIL)


def ask(make, number=NUMBER, email=stories.MAIL, now=NOW):
    with make.work(NOBODY, now=now) as work:
        following.ask_code(work, following.FollowText(number, email))


def codes(make):
    with make.work() as work:
        rows = work.session.execute(
            select(Letter.address, Letter.params)
            .where(Letter.template == "application_code")
            .order_by(Letter.written_at)
        )
        return [(address, params["code"]) for address, params in rows]


def open_with(make, code, number=NUMBER, email_hash=HASH, now=NOW):
    with make.work(NOBODY, now=now) as work:
        return following.open_with(work, following.CodeText(number, email_hash, code))


def other(code):
    return f"{(int(code) + 1) % 1_000_000:06d}"


@pytest.fixture
def application_id(make):
    return stories.hand_in(make, now=NOW)


def test_a_code_opens_the_application_once(make, application_id):
    ask(make)
    [(address, code)] = codes(make)
    assert address == stories.MAIL
    assert open_with(make, code) == application_id
    assert open_with(make, code) is None


def test_number_and_address_are_taken_in_any_case(make, application_id):
    ask(make, number=NUMBER.lower(), email=" Liaison@EXAMPLE.org ")
    [(_, code)] = codes(make)
    assert open_with(make, code, number=NUMBER.lower(), email_hash=following.address_hash(" LIAISON@example.org")) == (
        application_id
    )


@pytest.mark.parametrize(
    ("number", "email"),
    [("SQ-2026-0002", stories.MAIL), (NUMBER, "somebody@example.org"), ("", ""), (NUMBER + "\u202e", stories.MAIL)],
)
def test_who_does_not_hold_both_gets_no_letter(make, application_id, number, email):
    ask(make, number=number, email=email)
    assert codes(make) == []


def test_only_the_hash_of_the_code_is_kept(make, application_id):
    ask(make)
    [(_, code)] = codes(make)
    kept = stories.stored(make, application_id)
    assert kept.code_hash != code
    assert len(kept.code_hash) == 64


def test_a_code_is_over_after_its_minutes(make, application_id):
    ask(make)
    [(_, code)] = codes(make)
    assert open_with(make, code, now=NOW + timedelta(minutes=CODE_MINUTES)) is None


def test_the_tries_are_counted_and_the_right_code_comes_too_late(make, application_id):
    ask(make)
    [(_, code)] = codes(make)
    for _ in range(CODE_TRIES):
        assert open_with(make, other(code)) is None
    assert open_with(make, code) is None
    with make.work() as work:
        assert "CodeExhausted" in list(work.session.scalars(select(Entry.event)))


def test_another_code_buys_no_more_tries(make, application_id):
    ask(make)
    for _ in range(CODE_TRIES - 1):
        open_with(make, other(codes(make)[0][1]))
    ask(make, now=NOW + timedelta(minutes=2))
    newest = codes(make)[-1][1]
    assert len(codes(make)) == 2
    assert open_with(make, other(newest), now=NOW + timedelta(minutes=2)) is None
    assert open_with(make, newest, now=NOW + timedelta(minutes=2)) is None
    ask(make, now=NOW + timedelta(minutes=3))
    assert len(codes(make)) == 2
    later = NOW + timedelta(minutes=2 * CODE_MINUTES + 3)
    ask(make, now=later)
    assert open_with(make, codes(make)[-1][1], now=later) == application_id


def test_asking_again_at_once_sends_no_second_letter(make, application_id):
    ask(make)
    ask(make, now=NOW + timedelta(seconds=20))
    assert len(codes(make)) == 1


def test_a_stranger_cannot_use_up_the_tries(make, application_id):
    ask(make)
    [(_, code)] = codes(make)
    for _ in range(CODE_TRIES + 1):
        assert open_with(make, other(code), email_hash=following.address_hash("stranger@example.org")) is None
    assert open_with(make, code) == application_id


def test_many_tries_at_once_do_not_slip_past_the_limit(make, application_id):
    ask(make)
    [(_, code)] = codes(make)
    start = Barrier(8)

    def guess():
        start.wait()
        open_with(make, other(code))

    threads = [Thread(target=guess) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stories.stored(make, application_id).code_tries == CODE_TRIES
    assert open_with(make, code) is None


def test_an_officer_at_work_is_not_disturbed_by_a_code(make, application_id):
    before = stories.stored(make, application_id).version
    ask(make)
    open_with(make, codes(make)[0][1])
    assert stories.stored(make, application_id).version == before
