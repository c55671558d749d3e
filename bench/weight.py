"""How quickly a worker starts, how much memory it takes, and what a page weighs on its way to the browser."""

import gzip
import re
import statistics
import tempfile
import time
from collections.abc import Mapping

from .processes import Server, memory_megabytes, served
from .visitor import Visitor

STARTS = 3
ASSET = re.compile(r'(?:href|src)="(/static/[^"#]+)')
START_SECONDS, MEMORY_MB, FIRST_KB, NEXT_KB = 1.5, 110, 200, 15


def report_memory(portal: Server, bare: Server) -> None:
    """After the tour: what each worker has come to hold."""
    ours, theirs = (max(map(memory_megabytes, server.workers())) for server in (portal, bare))
    print(f"memory of a worker: {ours:.0f} MB (goal ≤ {MEMORY_MB}); of the bare page: {theirs:.0f} MB")


def report_start_and_page(environment: Mapping[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        compiled = installed(environment, folder)
        ours, theirs = (_seconds_to_answer(program, compiled) for program in ("portal", "bare"))
    print(f"cold start to the first answer: {ours:.2f} s (goal ≤ {START_SECONDS}); the bare page: {theirs:.2f} s")
    with served("portal", environment) as server:
        first, following = _page_kilobytes(Visitor(server.port))
    told = f"first visit {first:.0f} KB (goal ≤ {FIRST_KB}), next {following:.0f} KB (≤ {NEXT_KB})"
    print(f"page weight, compressed: {told}")


def installed(environment: Mapping[str, str], folder: str) -> dict[str, str]:
    """As an installation starts: from bytecode, in `folder`, whether or not this machine lets Python write any."""
    allowed = {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return allowed | {"PYTHONPYCACHEPREFIX": folder}


def _seconds_to_answer(program: str, environment: Mapping[str, str]) -> float:
    """The median of some starts; the one before them compiles what is not compiled."""
    seconds = []
    for _ in range(1 + STARTS):
        with served(program, environment) as server:
            Visitor(server.port).get("/")
            seconds.append(time.perf_counter() - server.started)
    return statistics.median(seconds[1:])


def _page_kilobytes(visitor: Visitor) -> tuple[float, float]:
    """The front page with all that it needs, and the directory after it; pages as a proxy would compress them."""
    front, following = visitor.get("/"), visitor.get("/directory/")
    needed = set(ASSET.findall(front.text))
    assets = sum(len(visitor.ask("GET", path, **{"Accept-Encoding": "gzip"}).content) for path in needed)
    own, more = (len(gzip.compress(answer.content)) for answer in (front, following))
    return (assets + own) / 1000, more / 1000
