"""What the tests of materials share."""

import pytest

from tests.materials.doing import Ground, ground_of


@pytest.fixture
def ground(portal, make) -> Ground:
    return ground_of(make)
