"""Where contents are kept and who looks them over first: one of each per process, set up before the first act."""

from pathlib import Path

from .scanning import Scanner
from .store import LocalStore, Store


class Keeping:
    store: Store
    scanner: Scanner | None = None


def set_up(folder: Path, clamd_url: str) -> None:
    """Keep contents in `folder`, which is made with the first of them; without a `clamd_url` nothing is scanned."""
    Keeping.store = LocalStore(folder)
    Keeping.scanner = Scanner(clamd_url) if clamd_url else None
