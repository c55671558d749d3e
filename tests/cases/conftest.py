"""What the tests of cases share: the desk of those who take part, and its browsers."""

import pytest

from tests.cases.telling import Desk, desk_of


@pytest.fixture
def desk(portal, make) -> Desk:
    return desk_of(make)
