"""What the tests of initiatives share."""

import pytest

from tests.initiatives.doing import Ground, ground_of


@pytest.fixture
def ground(portal, make) -> Ground:
    return ground_of(make)
