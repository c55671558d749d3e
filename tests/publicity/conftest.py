"""What the tests of publicity events share: those who plan them."""

import pytest

from tests.publicity.planning import Stage, stage_of


@pytest.fixture
def stage(portal, make) -> Stage:
    return stage_of(make)
