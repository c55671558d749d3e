"""What the tests of quotas share."""

import pytest

from tests.quotas.filling import Bank, bank_of


@pytest.fixture
def bank(portal, make) -> Bank:
    return bank_of(make)
