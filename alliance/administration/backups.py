"""The newest backup in the folder of backups, by its manifest; a backup without one was not finished."""

from datetime import UTC, datetime
from pathlib import Path

MANIFEST = "manifest.json"


def last_backup(folder: Path) -> datetime | None:
    """When the newest backup was finished; None where there is none. Only the times of files are asked, for what stands
    in a manifest is its maker's affair."""
    finished = [one.stat().st_mtime for one in folder.glob(f"*/{MANIFEST}")]
    return datetime.fromtimestamp(max(finished), UTC) if finished else None
