"""PostgreSQL's own programs, which know best how its rows are written down and read again."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL

from .manifest import Unfit


def dump(url: URL, snapshot: str, into: Path) -> None:
    """Write what the snapshot of another, open transaction shows; raises Unfit."""
    into.touch(mode=0o600)
    with _address(url) as address:
        _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={into}", f"--dbname={address}")


def restore(url: URL, dumped: Path) -> None:
    """Read it into an empty database, all or nothing; raises Unfit."""
    wholly = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    with _address(url) as address:
        _run("pg_restore", *wholly, f"--dbname={address}", str(dumped))


def _run(program: str, *words: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise Unfit(f"{program} is not on the PATH: apt-get install postgresql-client, of the server's version")
    done = subprocess.run([found, *words], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Unfit(f"{program} failed: {_reason(done.stderr.splitlines())}")


def _reason(lines: Sequence[str]) -> str:
    said = [line.strip() for line in lines if "error" in line.lower() or "mismatch" in line.lower()]
    return "; ".join((said or list(lines))[:3]) or "it did not say why"


@contextmanager
def _address(url: URL) -> Iterator[str]:
    """As the programs take it. What stands on a command line is seen by everybody on the machine: the password goes
    into a file that only the portal reads."""
    bare = URL.create("postgresql", url.username, None, url.host, url.port, url.database, url.query)
    if url.password is None:
        yield bare.render_as_string()
        return
    descriptor, path = tempfile.mkstemp(prefix="portal-pgpass-")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write("*:*:*:*:" + str(url.password).replace("\\", "\\\\").replace(":", "\\:") + "\n")
        yield bare.update_query_dict({"passfile": path}).render_as_string()
    finally:
        Path(path).unlink()
