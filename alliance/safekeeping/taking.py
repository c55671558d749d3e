"""Taking a backup while the portal runs, and letting old ones go."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select, text

from ..files.store import Store
from ..journal.model import ChainHead
from . import contents, databases, manifest, rows, sums
from .manifest import Backup, Unfit

UNFINISHED = ".part"
SOON = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the portal holds and a backup keeps safe: the database, and the store of what was attached."""

    database: Engine
    store: Store


def take(holdings: Holdings, into: Path, now: datetime) -> Backup:
    """A new backup in the folder `into`, whole and on the disk when this returns; raises Unfit or OSError."""
    target = into / now.strftime(manifest.NAMED)
    with _alone(into):
        if target.exists():
            raise Unfit(f"{target} is there already: wait a second")
        part = into / f".{target.name}{UNFINISHED}"
        part.mkdir(mode=0o700)
        try:
            _fill(holdings, part, _before(into), now)
            os.sync()
            part.rename(target)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        _force_to_disk(into)
    return manifest.read(target)


def prune(into: Path, keep: int) -> list[Path]:
    """Remove all but the newest `keep` backups; those that went."""
    with _alone(into):
        old = [backup.folder for backup in manifest.backups_in(into)][keep:]
        for folder in old:
            gone = folder.rename(into / f".{folder.name}{UNFINISHED}")
            shutil.rmtree(gone)
    return old


def _fill(holdings: Holdings, part: Path, before: contents.Before | None, now: datetime) -> None:
    """What lies in the store is copied first, then the database, then what came in between: so every content that a row
    names is there, whatever is attached, discarded or swept meanwhile; a content is swept a day after it came."""
    found = dict(contents.gather(holdings.store, holdings.store.names_before(now + SOON), before, part))
    with databases.copied_out(holdings.database, part) as connection:
        named, told = contents.named(connection), _told(connection)
    found |= contents.gather(holdings.store, named.keys() - found.keys(), before, part)
    for name in found.keys() - named.keys():
        contents.discard(part, name)
        del found[name]
    told["lacking"] = sorted(name for name, digest in named.items() if found.get(name) != digest)
    _seal(part, found, told, now)


def _told(connection: Connection) -> dict[str, Any]:
    """What the manifest says of the database that the connection reads."""
    number, digest = connection.execute(select(ChainHead.number, ChainHead.digest)).one()
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    told = {"entries": number, "digest": digest, "revision": revision, "kind": connection.dialect.name}
    return {**told, "tables": rows.tables(connection)}


def _seal(part: Path, found: dict[str, str], told: dict[str, Any], now: datetime) -> None:
    """Write the sums and then, last of all, the manifest."""
    database = part / databases.file_of(told["kind"])
    with database.open("rb") as file:
        os.fsync(file.fileno())
    digests = {contents.path_of(name): digest for name, digest in found.items()}
    digests[database.name] = sums.digest_of(database)
    size = sum((part / path).stat().st_size for path in digests)
    given = {**told, "at": now, "files": len(found), "size": size, "sums": sums.write(part, digests)}
    sums.put(part / manifest.MANIFEST, manifest.write(Backup(folder=part, **given)).encode())


def _before(into: Path) -> contents.Before | None:
    """The newest backup whose list of sums is whole."""
    for backup in manifest.backups_in(into):
        try:
            return contents.Before(backup.folder, sums.read(backup.folder, backup.sums))
        except Unfit:
            continue
    return None


@contextmanager
def _alone(into: Path) -> Iterator[None]:
    """One at a time; what an earlier one left that was killed goes first."""
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(into / ".lock", os.O_WRONLY | os.O_CREAT, 0o600), "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise Unfit(f"another backup into {into} is being taken: let it end") from taken
        for left in into.glob(f".*{UNFINISHED}"):
            shutil.rmtree(left)
        yield


def _force_to_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
