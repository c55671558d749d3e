"""What every test shares: one portal per process, an unspoilt database per test, and a browser without a screen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import playwright.sync_api
import pytest
from argon2 import PasswordHasher
from flask import template_rendered
from hypothesis import settings
from sqlalchemy.orm import DeclarativeBase

from alliance import create_app
from alliance.config import read_settings
from alliance.foundation.store import migrate
from alliance.foundation.web.portal import Portal
from alliance.people.passwords import Hashing

from .chromium import launched
from .factories import Make
from .fresh import Freshener, hasten
from .screenless import Browser

settings.register_profile("portal", deadline=None)  # a slow machine is no fault of the code
settings.load_profile("portal")

pytest_plugins = ["tests.databases", "tests.completeness"]


@pytest.fixture(scope="session")
def portal(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    instance = tmp_path_factory.mktemp("instance")
    environment = {
        "ALLIANCE_DATABASE_URL": database_url,
        "ALLIANCE_INSTANCE": str(instance),
        "ALLIANCE_SECRET_KEY": "a key that only the tests know, long enough",
        "ALLIANCE_BASE_URL": "http://localhost",
        "ALLIANCE_TESTING": "1",
    }
    Hashing.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    portal = create_app(read_settings(environment))
    hasten(portal.database)
    portal.config["DEMONSTRATION"] = False
    migrate.upgrade(portal.database)
    yield portal
    portal.database.dispose()


@pytest.fixture(scope="session")
def freshener(portal: Portal) -> Freshener:
    return Freshener(portal.database)


@pytest.fixture(autouse=True)
def fresh_database(request: pytest.FixtureRequest) -> None:
    """Every test that touches the portal begins with the reference data and nothing else."""
    if "portal" in request.fixturenames:
        request.getfixturevalue("freshener").refresh()


@pytest.fixture
def make(portal: Portal) -> Make:
    return Make(portal)


@pytest.fixture
def browser(portal: Portal) -> Callable[[], Browser]:
    """Makes browsers: `browser()` is nobody's, `browser(person)` is signed in."""
    return lambda person=None: Browser(portal, person)


@pytest.fixture(scope="session")
def chromium() -> Iterator[playwright.sync_api.Browser]:
    """One real Chromium for all that this process tests with it."""
    with launched() as chromium:
        yield chromium


@pytest.fixture(autouse=True)
def no_entity_reaches_a_template(request: pytest.FixtureRequest) -> Iterator[None]:
    """The second lock: a page is handed frozen rows, never something that could load more by itself."""

    def look(sender: object, template: object, context: dict[str, object], **_: object) -> None:
        for name, value in context.items():
            first = value[0] if isinstance(value, list | tuple) and value else value
            assert not isinstance(first, DeclarativeBase), f"{template} was handed the entity {name}"

    with template_rendered.connected_to(look):
        yield


@pytest.fixture
def here() -> Path:
    return Path(__file__).parent
