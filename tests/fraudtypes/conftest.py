"""Tests that change the lists read them anew, and leave nothing of theirs behind."""

from collections.abc import Iterator

import pytest

from alliance.fraudtypes import queries


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    queries.forget()
    yield
    queries.forget()
