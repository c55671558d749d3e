"""What the tests of shifts share."""

import pytest

from tests.shifts.doing import Roster, roster_of


@pytest.fixture
def roster(portal, make) -> Roster:
    return roster_of(make)
