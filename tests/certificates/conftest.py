"""What the tests of certificates share."""

import pytest

from tests.attendance.ground import Ground, ground_of


@pytest.fixture
def ground(portal, make) -> Ground:
    return ground_of(make)
