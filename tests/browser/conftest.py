"""What the tests with a real Chromium share: the browser, the portal behind a web server, and windows onto it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser

from alliance import create_app
from alliance.config import read_settings
from alliance.foundation.store import migrate
from alliance.foundation.web.portal import Portal
from tests import chromium as real
from tests.browser import lived_in


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What may take minutes begins first, so that no process waits for it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("timeout") is None)


@pytest.fixture(scope="session")
def portal_address(portal: Portal) -> Iterator[str]:
    with real.served(portal) as address:
        yield address


@pytest.fixture(scope="session")
def demonstration(portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The demonstration with some life in it, told once, in a portal of its own: what only reads may share it."""
    folder = tmp_path_factory.mktemp("demonstration")
    environment = {
        "ALLIANCE_DATABASE_URL": f"sqlite:///{folder / 'alliance.db'}",
        "ALLIANCE_INSTANCE": str(folder),
        "ALLIANCE_SECRET_KEY": portal.secret_key,
        "ALLIANCE_TESTING": "1",
    }
    demonstration = create_app(read_settings(environment))
    migrate.upgrade(demonstration.database)
    lived_in.tell(demonstration)
    yield demonstration
    demonstration.database.dispose()


@pytest.fixture(scope="session")
def demonstration_address(demonstration: Portal) -> Iterator[str]:
    with real.served(demonstration) as address:
        yield address


@pytest.fixture
def windows(chromium: Browser) -> Iterator[Callable[..., real.Window]]:
    """Opens windows; at the end none of them may have complained."""
    with ExitStack() as opened:

        def window(address: str, sight: real.Sight = real.DESKTOP, **more: Any) -> real.Window:
            return opened.enter_context(real.Window(chromium, address, sight, **more))

        yield window
