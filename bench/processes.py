"""Starting a server and reading what its processes cost."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORKERS = 2
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """gunicorn with two sync workers. `started`: the moment (perf_counter) at which it was asked to start."""

    port: int
    master: int
    started: float

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.master}/task/{self.master}/children").read_text().split()
        return [int(child) for child in children]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(program: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """`program` of bench.served on a free port of this machine, until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "-k", "sync", "-w", str(WORKERS)]
    command += ["-b", f"127.0.0.1:{port}", "--log-level", "warning", f"bench.served:{program}()"]
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _await_answer(port)
        yield Server(port, process.pid, started)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _await_answer(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    raise TimeoutError("the server does not answer")


def processor_seconds(pids: Iterable[int]) -> float:
    """What these processes have used of the processors so far: to the nanosecond, or to the tick on older kernels."""
    return sum(_used(Path(f"/proc/{pid}")) for pid in pids)


def _used(process: Path) -> float:
    try:
        threads = [path.read_text().split()[0] for path in process.glob("task/*/schedstat")]
    except OSError:
        threads = []
    if threads:
        return sum(map(int, threads)) / 1e9
    fields = (process / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_megabytes(pid: int) -> float:
    """The resident memory of a process."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else float("nan")
