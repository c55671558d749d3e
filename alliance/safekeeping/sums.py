"""The list of what a backup holds with the SHA-256 of each, as `sha256sum -c` reads it too."""

import os
from collections.abc import Iterable, Iterator, Mapping
from hashlib import file_digest, sha256
from pathlib import Path

from .manifest import SUMS, Unfit


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def write(folder: Path, digests: Mapping[str, str]) -> str:
    """Write the list, forced to the disk; its own SHA-256."""
    content = "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items())).encode()
    put(folder / SUMS, content)
    return sha256(content).hexdigest()


def put(path: Path, content: bytes) -> None:
    """A new file that only the portal may read, on the disk when this returns."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def read(folder: Path, expected: str) -> dict[str, str]:
    """Path → SHA-256 of everything in it; raises Unfit where the list itself is not as expected."""
    try:
        content = (folder / SUMS).read_bytes()
    except OSError as missing:
        raise Unfit(f"{folder} is no whole backup: its {SUMS} cannot be read ({missing.strerror})") from missing
    if sha256(content).hexdigest() != expected:
        raise Unfit(f"{folder} is damaged: its {SUMS} was altered")
    lines = (line.partition("  ") for line in content.decode().splitlines())
    return {path: digest for digest, _, path in lines}


def troubles(folder: Path, digests: Mapping[str, str]) -> Iterator[str]:
    """What is missing or altered, each in words."""
    for path, digest in digests.items():
        try:
            if digest_of(folder / path) != digest:
                yield f"{path} was altered"
        except OSError as missing:
            yield f"{path} cannot be read ({missing.strerror})"


def in_words(found: Iterable[str], most: int = 5) -> str:
    told = list(found)
    more = f", and {len(told) - most} more" if len(told) > most else ""
    return ", ".join(told[:most]) + more
