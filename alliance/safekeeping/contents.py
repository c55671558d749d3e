"""The contents of attached files in a backup: each under its own name, as in the store. They never change, so what the
backup before holds whole is linked and not copied once more."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, select

from ..files.model import StoredFile
from ..files.store import Store
from .sums import digest_of, put

FOLDER = "files"


@dataclass(frozen=True, slots=True)
class Before:
    """The backup before, and the SHA-256 of everything in it."""

    folder: Path
    digests: Mapping[str, str]


def named(connection: Connection) -> dict[str, str]:
    """What the rows name: content → SHA-256 in hex."""
    f = StoredFile
    rows = connection.execute(select(f.original, f.original_sha256, f.shared, f.shared_sha256))
    return {name: digest for row in rows for name, digest in ((row[0], row[1]), (row[2], row[3]))}


def path_of(name: str) -> str:
    """Where a content lies, seen from the backup's folder."""
    return f"{FOLDER}/{name[:2]}/{name[2:4]}/{name}"


def gather(store: Store, names: Iterable[str], before: Before | None, into: Path) -> Iterator[tuple[str, str]]:
    """Take these contents into a backup; (name, SHA-256) of each that there is."""
    for name in names:
        target = into / path_of(name)
        for folder in reversed(target.parents[:3]):
            folder.mkdir(mode=0o700, exist_ok=True)
        digest = (before and _link(before, name, target)) or _copy(store, name, target)
        if digest:
            yield name, digest


def _link(before: Before, name: str, target: Path) -> str | None:
    """Where the backup before has it, as it was; not every disk can link."""
    digest, kept = before.digests.get(path_of(name)), before.folder / path_of(name)
    try:
        if digest is None or digest_of(kept) != digest:
            return None
        os.link(kept, target)
    except OSError:
        return None
    return digest


def _copy(store: Store, name: str, target: Path) -> str | None:
    try:
        with store.open(name) as content:
            found = content.read()
    except FileNotFoundError:
        return None
    put(target, found)
    return sha256(found).hexdigest()


def discard(into: Path, name: str) -> None:
    """Leave out of a backup what its database does not name."""
    (into / path_of(name)).unlink()


@contextmanager
def put_back(store: Store, folder: Path, names: Sequence[str]) -> Iterator[None]:
    """Into an empty store; where the block within fails, it is empty again."""
    try:
        for name in names:
            store.put_as(name, (folder / path_of(name)).read_bytes())
        yield
    except BaseException:
        for name in names:
            store.remove(name)
        raise
