"""What the tests of actions share."""

import pytest

from tests.actions.doing import Ground, ground_of


@pytest.fixture
def ground(portal, make) -> Ground:
    return ground_of(make)
