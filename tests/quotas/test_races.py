"""Many at once, with real threads: kept places are never over-filled, none is lost, and no two acts wait for each
other for ever."""

from datetime import timedelta
from functools import partial

import pytest

from alliance.shifts.vocabulary import SignUpState
from tests.quotas.filling import HOUR, people
from tests.shifts.doing import at_once

S = SignUpState


def test_two_lists_at_once_fill_the_places_and_the_rest_waits(bank):
    shift_id = bank.roster.shift(places=6)
    quota_id = bank.keep(shift_id, 5)
    acts = [partial(bank.name, quota_id, people(4, start)) for start in (0, 10)]
    assert at_once(*acts) == ["done", "done"]
    assert [row.state for row in bank.rows(quota_id)] == [S.NAMED] * 5 + [S.WAITING] * 3
    bank.roster.counts_right(shift_id)


def test_the_same_list_at_once_counts_once(bank):
    quota_id = bank.keep(bank.roster.shift(places=6), 5)
    assert sorted(at_once(*[partial(bank.name, quota_id, people(3))] * 3)) == ["Invalid", "Invalid", "done"]
    assert len(bank.rows(quota_id)) == 3


def test_keeping_places_against_signing_up_books_none_twice(bank):
    shift_id = bank.roster.shift(places=4)
    helpers = bank.roster.helpers(4)
    acts = [partial(bank.keep, shift_id, 3), *(partial(bank.roster.sign_up, one, shift_id) for one in helpers)]
    kept, *came = at_once(*acts)
    assert came == ["done"] * 4
    row = bank.roster.row(shift_id)
    assert row.reserved == (3 if kept == "done" else 0)
    assert row.taken + row.reserved <= 4
    bank.roster.counts_right(shift_id)


def test_the_place_of_a_letter_is_taken_once(bank):
    shift_id, one = bank.roster.shift(places=3), people(1)[0]
    quota_id = bank.keep(shift_id, 2)
    bank.volunteer(one.email)
    bank.name(quota_id, [one])
    assert sorted(at_once(*[partial(bank.come, one.email)] * 3)) == ["MoveNotOpen", "MoveNotOpen", "done"]
    bank.roster.counts_right(shift_id)


@pytest.mark.parametrize("rival", ["return", "strike", "call off", "decline"])
def test_coming_against_what_takes_the_place_away_ends_as_one_of_both(bank, rival):
    shift_id, one = bank.roster.shift(places=2), people(1)[0]
    quota_id = bank.keep(shift_id, 1)
    bank.volunteer(one.email)
    bank.name(quota_id, [one])
    row = bank.rows(quota_id)[0]
    against = {
        "return": partial(bank.roster.tend, shift_id, HOUR),
        "strike": partial(bank.strike, quota_id, row.id),
        "call off": partial(bank.roster.call_off, shift_id),
        "decline": partial(bank.stay_away, one.email),
    }[rival]
    came, _other = at_once(partial(bank.come, one.email, HOUR - timedelta(seconds=1)), against)
    state = bank.roster.state(row.id)
    assert came in {"done", "MoveNotOpen", "Conflict"}
    assert state is S.CONFIRMED if came == "done" and rival != "call off" else state is not S.CONFIRMED
    bank.roster.counts_right(shift_id)
