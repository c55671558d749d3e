"""Where contents lie: outside the database, under random names that tell nothing."""

import errno
import logging
import os
import re
import secrets
from collections.abc import Iterator
from datetime import datetime
from math import inf
from pathlib import Path
from typing import BinaryIO, Protocol

from ..foundation.kernel.errors import Refusal
from ..foundation.kernel.words import N_

NAME = re.compile(r"[0-9a-f]{32}")
UNFINISHED = ".part"

log = logging.getLogger("alliance")


FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""What a system says where no room is left."""


class StoreAway(Refusal):
    """503 and not 500: the same request may succeed in a moment. What could not be kept whole is not kept."""

    status = 503
    words = N_("The store of attached files does not answer. No file was kept or lost. Try again in a few minutes.")


class Store(Protocol):
    """A place for contents. A name is 32 hexadecimal digits, given by the store; a content never changes under it.

    Where the place itself cannot be reached, each of these raises StoreAway.
    """

    def put(self, content: bytes) -> str:
        """Keep a content for good before this returns; its name."""

    def put_as(self, name: str, content: bytes) -> None:
        """The same under the name that it had before, from a backup."""

    def open(self, name: str) -> BinaryIO:
        """The content, to be read and closed; raises FileNotFoundError."""

    def has(self, name: str) -> bool: ...

    def remove(self, name: str) -> None:
        """Take a content away; one that is not there is no trouble."""

    def names_before(self, moment: datetime) -> Iterator[str]:
        """The names of what was put before `moment`."""


class LocalStore:
    """A folder on this machine: two levels of folders, so that none of them grows too large.

    A content is written under another name, forced to the disk and renamed, so that what bears its name is whole.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes) -> str:
        name = secrets.token_hex(16)
        self.put_as(name, content)
        return name

    def put_as(self, name: str, content: bytes) -> None:
        try:
            self._write(self._place(name), content)
        except OSError as trouble:  # the folder of several nodes is away; a full disk says so itself
            if trouble.errno in FULL:
                raise
            log.error("the folder of attached files is away: %s", type(trouble).__name__)
            raise StoreAway() from trouble

    def _write(self, place: Path, content: bytes) -> None:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = place.with_suffix(UNFINISHED)
        try:
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(place)
        except OSError:  # the disk is full, perhaps: half a content would take room from others
            unfinished.unlink(missing_ok=True)
            raise
        for folder in (place.parent, place.parent.parent, self.folder):
            _force_to_disk(folder)

    def open(self, name: str) -> BinaryIO:
        return self._place(name).open("rb")

    def has(self, name: str) -> bool:
        return self._place(name).is_file()

    def remove(self, name: str) -> None:
        self._place(name).unlink(missing_ok=True)
        self._place(name).with_suffix(UNFINISHED).unlink(missing_ok=True)

    def names_before(self, moment: datetime) -> Iterator[str]:
        for place in self.folder.glob("??/??/*"):
            if NAME.fullmatch(place.stem) and _put_at(place) < moment.timestamp():
                yield place.stem

    def _place(self, name: str) -> Path:
        return self.folder / place_of(name)


def place_of(name: str) -> str:
    """Below the folder or the prefix; raises FileNotFoundError for what no store has given as a name."""
    if not NAME.fullmatch(name):
        raise FileNotFoundError(name)
    return f"{name[:2]}/{name[2:4]}/{name}"


def _put_at(place: Path) -> float:
    """Seconds since 1970; what somebody else has just removed is as good as new."""
    try:
        return place.stat().st_mtime
    except FileNotFoundError:
        return inf


def _force_to_disk(folder: Path) -> None:
    """A new name is on the disk only when its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
