"""Where contents are kept and who looks them over first: one of each per process, set up before the first act."""

from pathlib import Path

from ..config_values import Bucket
from .bucket import BucketStore
from .scanning import Scanner
from .store import LocalStore, Store


class Keeping:
    store: Store
    scanner: Scanner | None = None


def set_up(place: Path | Bucket, clamd_url: str) -> None:
    """Keep contents in `place`: a folder is made with the first of them, a bucket has to be there. Without a
    `clamd_url` nothing is scanned."""
    Keeping.store = BucketStore(place) if isinstance(place, Bucket) else LocalStore(place)
    Keeping.scanner = Scanner(clamd_url) if clamd_url else None
