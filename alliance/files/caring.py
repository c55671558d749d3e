"""Looking after the store: contents that nobody names go, and rows whose content is gone or altered are told."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from hashlib import sha256
from itertools import islice
from uuid import UUID

from ..foundation.kernel.errors import Invalid
from ..foundation.store.work import Work
from . import commands, queries
from .checking import check
from .keeping import Keeping
from .model import StoredFile
from .store import Store

KEPT_UNNAMED = timedelta(days=1)
"""A content lies in the store before its row is written: what is young may still get one."""
NAMES_AT_ONCE = 400


def sweep(work: Work) -> int:
    """Remove the contents that no row names and that are older than a day; how many."""
    old, removed = Keeping.store.names_before(work.now - KEPT_UNNAMED), 0
    while names := list(islice(old, NAMES_AT_ONCE)):
        for name in set(names) - queries.named(work, names):
            Keeping.store.remove(name)
            removed += 1
    return removed


def renew(work: Work, file_id: UUID) -> str:
    """Make the shared copy of a file anew; why it cannot be, or nothing."""
    file = work.session.get(StoredFile, file_id, with_for_update=True)
    if file is None or not Keeping.store.has(file.original):
        return "missing"
    with Keeping.store.open(file.original) as content:
        try:
            checked = check(content.read(), file.name)
        except Invalid as refusal:
            return str(refusal)
    if checked.sealed:
        return "signed"
    commands.renew(work, file, checked)
    return ""


def unsound(rows: Sequence[queries.KeptContents]) -> Iterator[tuple[UUID, str]]:
    """(id, "missing" or "altered") of each file with a content that is not as it was kept."""
    for row in rows:
        troubles = {_trouble(Keeping.store, name, digest) for name, digest in row.digests.items()} - {""}
        yield from ((row.id, trouble) for trouble in sorted(troubles))


def _trouble(store: Store, name: str, digest: str) -> str:
    if not store.has(name):
        return "missing"
    with store.open(name) as content:
        return "" if sha256(content.read()).hexdigest() == digest else "altered"
