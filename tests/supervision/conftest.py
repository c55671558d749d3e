"""What the tests of supervision share: the desk of those who take part."""

import pytest

from tests.supervision.doing import Desk, desk_of


@pytest.fixture
def desk(portal, make) -> Desk:
    return desk_of(make)
