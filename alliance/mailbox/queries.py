"""The caught letters, newest first."""

import email
import email.policy
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..foundation.kernel.clock import LOCAL_ZONE


@dataclass(frozen=True, slots=True)
class CaughtLetter:
    number: int
    to: str
    subject: str
    body: str
    at: datetime


def letters(folder: Path) -> Sequence[CaughtLetter]:
    files = sorted(folder.glob("*.eml"), reverse=True) if folder.exists() else []
    return [_read(file) for file in files]


def letter(folder: Path, number: int) -> CaughtLetter | None:
    file = folder / f"{number:06d}.eml"
    return _read(file) if file.exists() else None


def _read(file: Path) -> CaughtLetter:
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain",))
    return CaughtLetter(
        number=int(file.stem),
        to=str(message["To"]),
        subject=str(message["Subject"]),
        body=str(body.get_content()) if body else "",
        at=datetime.fromtimestamp(file.stat().st_mtime, LOCAL_ZONE),
    )
