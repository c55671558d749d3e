"""Where a list goes on: a mark that only the portal can read, and only for the list that wrote it."""

import base64
import json

import pytest

from alliance.foundation.kernel.errors import Refusal
from alliance.foundation.web import listing

NUMBERS = (0, 7, 41, 9_999, 1_000_000, 2_000_000_000)


@pytest.fixture
def read(portal):
    """What a page at this address makes of a mark."""

    def read(path, mark):
        with portal.test_request_context(path, query_string={"after": mark}):
            return listing.after()

    return read


def marks(portal, *keys, path="/journal/"):
    """The marks behind these keys, out of the addresses of the next pages."""
    with portal.test_request_context(path):
        return [listing.pager(key, 50).next_url.partition("after=")[2] for key in keys]


def opened(mark):
    return base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4))


def test_a_mark_opens_where_it_was_written(portal, read):
    key = ("甲银行", "6fa459ea-ee8a-4ca4-894e-db77e160355e")
    assert read("/journal/", marks(portal, key)[0]) == key
    assert read("/journal/", marks(portal, (41,))[0]) == ("41",)


def test_a_mark_tells_neither_the_number_nor_how_long_it_is(portal):
    found = marks(portal, *((number,) for number in NUMBERS))
    assert len({len(mark) for mark in found}) == 1
    assert len(set(found)) == len(NUMBERS)
    for number, mark in zip(NUMBERS, found, strict=True):
        assert json.dumps([str(number)]).encode() not in opened(mark)


def test_equal_places_have_equal_marks_within_a_list_and_others_elsewhere(portal):
    """Else a number could be looked up among the marks of a list whose numbers everybody sees."""
    assert marks(portal, (7,)) == marks(portal, (7,))
    assert marks(portal, (7,)) != marks(portal, (7,), path="/cases/")


def test_a_mark_of_another_list_or_argument_does_not_open(portal, read):
    with pytest.raises(Refusal):
        read("/cases/", marks(portal, (7,))[0])
    with portal.test_request_context("/journal/"):
        along = listing.mark("journal.entries", "along", (7,))
    with pytest.raises(Refusal):
        read("/journal/", along)


@pytest.mark.parametrize("mark", ["x", "é", "%%%", "=", "A", "_" * 999, "A" * 90_000, "WyIxIl0"])
def test_what_no_page_has_written_is_refused(read, mark):
    with pytest.raises(Refusal):
        read("/journal/", mark)


def test_an_altered_mark_is_refused(portal, read):
    whole = opened(marks(portal, (7,))[0])
    for place in (0, 15, 16, len(whole) - 1):
        altered = bytearray(whole)
        altered[place] ^= 1
        with pytest.raises(Refusal):
            read("/journal/", base64.urlsafe_b64encode(altered).decode())
