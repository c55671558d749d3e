"""What the tests of everyday publicity share."""

import pytest

from tests.outreach.doing import Ground, ground_of


@pytest.fixture
def ground(portal, make) -> Ground:
    return ground_of(make)
