"""A portal in processes of its own, beside the one under test, on the same database."""

from collections.abc import Callable, Iterator, Sequence

import pytest

from alliance.foundation.kernel.actor import Role
from bench.faulting import Web, Writer
from tests.databases import kind
from tests.factories import PASSWORD

collect_ignore = ["test_restarted.py"] if kind() == "sqlite" else ["test_database_full.py"]
"""Without a server there is none to restart; how much room a server has, it is told by nobody but its disk."""


@pytest.fixture
def environment(portal, tmp_path) -> dict[str, str]:
    return {
        "ALLIANCE_DATABASE_URL": portal.config["SETTINGS"].database_url,
        "ALLIANCE_SECRET_KEY": portal.config["SECRET_KEY"],
        "ALLIANCE_INSTANCE": str(tmp_path),
    }


@pytest.fixture
def web(environment) -> Iterator[Web]:
    with Web(environment) as web:
        yield web


@pytest.fixture
def writers(make, web) -> Callable[..., Sequence[Writer]]:
    """`writers(so_many, each)`, signed in and ready."""

    def ready(many: int, each: int, dropped: float = 0.0) -> Sequence[Writer]:
        people = [make.person(Role.CENTER_ADMIN) for _ in range(many)]
        made = [
            Writer(web.port, f"writer{number}", (person.email, PASSWORD), each, dropped)
            for number, person in enumerate(people)
        ]
        for writer in made:
            writer.sign_in()
        return made

    return ready
