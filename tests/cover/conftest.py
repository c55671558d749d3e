"""What the tests of cover share."""

import pytest

from tests.cover.covering import Crew, crew_of


@pytest.fixture
def crew(portal, make) -> Crew:
    return crew_of(make)
