"""Two web nodes, on one database, with nothing else in common but Redis and a bucket. SQLite has one machine, so that
nothing here is collected there."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL
from typing import Any

import pytest
import redis

from tests.databases import kind
from tests.nodes.processes import HeldWorker, Node, Postman, Redis, Worker, await_that
from tests.nodes.standby import primary_folder
from tests.nodes.visiting import Visitor
from tests.objects import KEYS, Service


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """A replica needs the programs of the server that it follows, so that the run must have started that itself."""
    followed = collection_path.name != "test_replica.py" or primary_folder() is not None
    return None if kind() == "postgresql" and followed else collection_path.name.startswith("test_") or None


@dataclass
class Nodes:
    """`a` and `b`: where the two web nodes listen. `environment`: what they were told, and workers are too."""

    a: str
    b: str
    redis: Redis
    postman: Postman
    environment: dict[str, str]


@pytest.fixture(scope="session")
def nodes(portal: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    place = tmp_path_factory.mktemp("nodes")
    counting, service, postman = Redis(place / "redis.log"), Service(), Postman()
    counting.start()
    bucket = service.bucket("附件")
    settings = portal.config["SETTINGS"]
    environment = {
        **KEYS,
        "ALLIANCE_DATABASE_URL": settings.database_url,
        "ALLIANCE_SECRET_KEY": settings.secret_key,
        "ALLIANCE_BASE_URL": "http://127.0.0.1",
        "ALLIANCE_LIMITS_URL": counting.url,
        "ALLIANCE_QUEUE_URL": counting.url,
        "ALLIANCE_FILES": f"s3://{bucket.name}/{bucket.prefix}",
        "ALLIANCE_S3_ENDPOINT": bucket.endpoint,
        "ALLIANCE_SMTP_URL": postman.url,
        "ALLIANCE_DEMO": "0",
    }
    started = [Node(environment, place / name / "disk") for name in ("a", "b")]
    try:
        for node in started:
            await_that(node.is_ready, lambda node=node: node.log)
        yield Nodes(started[0].url, started[1].url, counting, postman, environment)
    finally:
        for one in (*started, counting, service, postman):
            one.stop()


@pytest.fixture(autouse=True)
def nothing_counted(request: pytest.FixtureRequest) -> None:
    """No test is limited by what another one tried."""
    if "nodes" in request.fixturenames:
        with redis.Redis.from_url(request.getfixturevalue("nodes").redis.url) as counted:
            counted.flushall()


@pytest.fixture
def two_workers(nodes: Nodes, tmp_path: Any) -> Iterator[Any]:
    """Starts both at once, when called."""
    started: list[Worker] = []

    def start() -> list[Worker]:
        started.extend(Worker(nodes.environment, tmp_path / name / "disk") for name in ("c", "d"))
        return started

    yield start
    for worker in started:
        worker.stop()


@pytest.fixture
def held_worker(nodes: Nodes, tmp_path: Any) -> Iterator[Any]:
    """Starts a third one, when called with a point, and gives it once it stands there."""
    started: list[HeldWorker] = []

    def start(point: str) -> HeldWorker:
        started.append(held := HeldWorker(nodes.environment, tmp_path / "held" / "disk", point))
        await_that(held.is_there, lambda: held.log)
        return held

    yield start
    for held in started:
        held.stop(SIGKILL)


@pytest.fixture
def visitor(portal: Any) -> Any:
    """Makes visitors: `visitor()` is nobody's yet, `visitor(person)` is signed in."""
    return lambda person=None: Visitor().recognised(portal, person) if person else Visitor()
