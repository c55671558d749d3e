"""What a backup says of itself, and where the backups of a portal lie."""

import hashlib
import hmac
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ..config import Settings
from ..journal.record import Journal

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
NAME = re.compile(r"\d{8}T\d{6}Z")
NAMED = "%Y%m%dT%H%M%SZ"


class Unfit(Exception):
    """A backup that cannot be taken, is not whole, or has no place to go to. Its text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Of one table: how many, and a mark that any change of any of them changes."""

    count: int
    mark: str


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup and what its manifest says. `at`: the moment it shows, at the latest; `kind`: the database's; `entries`
    and `digest`: the head of the journal; `lacking`: contents that the portal itself had lost or that were altered;
    `size`: in bytes; `sums`: SHA-256 of the list of sums."""

    folder: Path
    at: datetime
    kind: str
    revision: str
    entries: int
    digest: str
    tables: Mapping[str, Rows]
    files: int
    lacking: Sequence[str]
    size: int
    sums: str

    @property
    def rows(self) -> int:
        return sum(rows.count for rows in self.tables.values())


def write(backup: Backup) -> str:
    """The text of the manifest, sealed with the portal's key."""
    told = asdict(backup) | {"at": backup.at.isoformat()}
    del told["folder"]
    return json.dumps({"backup": told, "seal": _seal(told)}, ensure_ascii=False, indent=1) + "\n"


def read(folder: Path) -> Backup:
    """What the manifest in `folder` says; raises Unfit where there is none or it is damaged. The seal is not asked."""
    return _backup(folder, _told(folder)["backup"])


def read_sealed(folder: Path) -> Backup:
    """The same, of this portal and unaltered; raises Unfit."""
    told = _told(folder)
    if not hmac.compare_digest(str(told.get("seal")), _seal(told["backup"])):
        raise Unfit(
            f"the seal of {folder} does not fit: it was made with another ALLIANCE_SECRET_KEY, or its manifest was "
            "altered. Give the portal the key that it had"
        )
    return _backup(folder, told["backup"])


def backups_in(folder: Path) -> Iterator[Backup]:
    """Those that have a manifest, the newest first."""
    names = (path.name for path in folder.iterdir()) if folder.is_dir() else ()
    for name in sorted(filter(NAME.fullmatch, names), reverse=True):
        try:
            yield read(folder / name)
        except Unfit:
            continue


def last_backup(settings: Settings) -> Backup | None:
    """The newest backup of this portal on this machine; it reads one small file."""
    return next(backups_in(settings.backups), None)


def _told(folder: Path) -> dict[str, Any]:
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except OSError as missing:
        raise Unfit(f"{folder} is no whole backup: its {MANIFEST} cannot be read ({missing.strerror})") from missing
    except ValueError as damaged:
        raise Unfit(f"{folder} is damaged: its {MANIFEST} is no manifest") from damaged
    if not isinstance(told, dict) or not isinstance(told.get("backup"), dict):
        raise Unfit(f"{folder} is damaged: its {MANIFEST} is no manifest")
    return told


def _backup(folder: Path, told: Mapping[str, Any]) -> Backup:
    try:
        tables = {name: Rows(**rows) for name, rows in told["tables"].items()}
        given = {**told, "at": datetime.fromisoformat(told["at"]), "tables": tables}
        return Backup(folder=folder, **given)
    except (TypeError, ValueError, KeyError, AttributeError) as damaged:
        raise Unfit(f"{folder} is damaged: its {MANIFEST} is no manifest") from damaged


def _seal(told: Mapping[str, Any]) -> str:
    """HMAC-SHA256, in hex, by the key that the journal's chain has too."""
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hmac.new(Journal.key, text.encode(), hashlib.sha256).hexdigest()
