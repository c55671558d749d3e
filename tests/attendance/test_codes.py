"""The codes at a venue: what holds when, and that nobody makes one without the secret."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from alliance.attendance import codes
from alliance.attendance.codes import ARRIVED, MARGIN, WINDOW, Code, Judged, Sort

HERE, ELSEWHERE = UUID(int=1), UUID(int=2)
START = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
"""The first moment of a window."""


@pytest.fixture(autouse=True)
def secret(portal):
    """The portal has given the codes their key."""
    assert codes.Keys.venue


def judged(token, now):
    return codes.judged(codes.read(token), now)


def test_a_code_holds_in_its_window_the_next_one_and_a_margin():
    token = codes.written(codes.wall(HERE, START))
    last = START + 2 * WINDOW + MARGIN
    assert judged(token, START) is Judged.GOOD
    assert judged(token, START + WINDOW) is Judged.GOOD
    assert judged(token, last - timedelta(microseconds=1)) is Judged.GOOD
    assert judged(token, last) is Judged.STALE
    assert judged(token, START - timedelta(microseconds=1)) is Judged.STALE, "nor before it is shown"
    assert judged(token, START + timedelta(days=1)) is Judged.STALE, "yesterday's"


def test_the_digits_hold_as_long_and_at_their_place_alone():
    digits = codes.digits(codes.wall(HERE, START))
    assert len(digits) == 6
    assert digits.isdigit()
    assert codes.fits(digits, HERE, START + WINDOW)
    assert not codes.fits(digits, HERE, START + 2 * WINDOW + MARGIN)
    assert not codes.fits(digits, ELSEWHERE, START)
    assert not codes.fits("", HERE, START)
    assert not codes.fits("甲", HERE, START)


def test_a_code_on_paper_holds_for_its_day_of_the_alliances_zone():
    morning = datetime(2026, 11, 21, 16, 0, tzinfo=UTC)
    token = codes.written(codes.paper(HERE, morning))
    assert judged(token, morning + timedelta(hours=24) - timedelta(microseconds=1)) is Judged.GOOD
    assert judged(token, morning + timedelta(hours=24)) is Judged.STALE
    assert judged(token, morning - timedelta(microseconds=1)) is Judged.STALE
    assert codes.fits(codes.digits(codes.paper(HERE, morning)), HERE, morning + timedelta(hours=9))


def test_whoever_has_scanned_has_some_minutes_to_sign_in():
    token = codes.written(codes.carried(HERE, START))
    assert judged(token, START + ARRIVED) is Judged.GOOD
    assert judged(token, START + ARRIVED + timedelta(seconds=1)) is Judged.STALE
    assert judged(token, START - timedelta(minutes=1)) is Judged.STALE
    assert not codes.fits(codes.digits(codes.carried(HERE, START)), HERE, START), "it is never typed"


def test_every_change_of_a_code_is_noticed():
    token = codes.written(codes.wall(HERE, START))
    for place in range(len(token)):
        changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        read = codes.read(changed)
        assert read is None or codes.judged(read, START) is not Judged.GOOD or read == codes.read(token), changed
    for damaged in ("", "w", token[:-1], token + "AAAA", "x" + token[1:], "甲" * 44, "w" + "=" * 43, token + "\x00"):
        assert codes.read(damaged) is None, damaged


def test_one_sort_does_not_pass_for_another():
    wall = codes.written(codes.wall(HERE, START))
    for sort in (Sort.PAPER, Sort.CARRIED):
        assert codes.read(sort.value + wall[1:]) is None


def test_a_code_of_another_secret_is_none(monkeypatch):
    token = codes.written(codes.wall(HERE, START))
    monkeypatch.setattr(codes.Keys, "venue", b"another secret")
    assert codes.read(token) is None


def test_a_window_far_away_can_be_written_and_read():
    far = Code(Sort.WALL, HERE, 2**48 - 1)
    assert codes.read(codes.written(far)) == far
    assert codes.judged(far, START) is Judged.STALE


def test_the_wall_says_when_it_shows_the_next():
    assert codes.seconds_left(START) == 61
    assert codes.seconds_left(START + timedelta(seconds=59)) == 2
