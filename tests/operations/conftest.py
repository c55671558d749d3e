"""What the tests of operations share: those who conduct them."""

import pytest

from tests.operations.conducting import Staff, staff_of


@pytest.fixture
def staff(portal, make) -> Staff:
    return staff_of(make)
