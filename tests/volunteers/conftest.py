"""What the tests of volunteers share."""

import pytest

from tests.volunteers.doing import Ground, ground_of


@pytest.fixture
def ground(portal, make) -> Ground:
    return ground_of(make)
