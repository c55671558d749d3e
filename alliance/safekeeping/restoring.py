"""Looking whether a backup is whole, and bringing one back into an empty place."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy.orm import Session

from ..files.store import Store
from ..foundation.store.engine import for_reading
from ..journal import queries as journal
from . import contents, databases, manifest, rows, sums
from .manifest import Backup, Unfit
from .taking import SOON, Holdings

HOLDS_SOMETHING = "a backup is restored into an empty place only"


def check(folder: Path) -> Backup:
    """The backup in `folder`, when everything in it is as it was; raises Unfit."""
    backup = manifest.read_sealed(folder)
    found = list(sums.troubles(folder, sums.read(folder, backup.sums)))
    if found:
        raise Unfit(f"{folder} is damaged: {sums.in_words(found)}")
    return backup


def restore(holdings: Holdings, folder: Path, now: datetime) -> Backup:
    """Bring a backup into an empty database and an empty store, all or nothing, and then to the newest schema. Raises
    Unfit, OSError or what the database says."""
    from ..foundation.store import migrate

    backup = check(folder)
    _check_place(holdings, backup, now)
    names = [Path(path).name for path in sums.read(folder, backup.sums) if path.startswith(f"{contents.FOLDER}/")]
    with contents.put_back(holdings.store, folder, names):
        databases.copy_in(holdings.database, folder)
    differing = _differing(holdings, backup)
    migrate.upgrade(holdings.database)
    if differing := [*differing, *_broken_chain(holdings)]:
        raise Unfit(f"{folder} was restored, but differs: {sums.in_words(differing)}")
    return backup


def lost(holdings: Holdings, backup: Backup) -> Sequence[str]:
    """The contents that rows name and that cannot be read back as they were, but for those that the backup lacked."""
    with for_reading(holdings.database).connect() as connection:
        named = contents.named(connection)
    wrong = [name for name, digest in named.items() if _read_back(holdings.store, name) != digest]
    return sorted(set(wrong) - set(backup.lacking))


def _check_place(holdings: Holdings, backup: Backup, now: datetime) -> None:
    kind = holdings.database.dialect.name
    if backup.kind != kind:
        raise Unfit(f"it is of a {backup.kind} database, and ALLIANCE_DATABASE_URL names one of {kind}")
    if not _known(backup.revision):
        raise Unfit(f"its schema {backup.revision} is newer than this portal: put the portal's newer release in place")
    if not databases.is_empty(holdings.database):
        raise Unfit(f"the database of ALLIANCE_DATABASE_URL is in use: {HOLDS_SOMETHING}")
    if next(holdings.store.names_before(now + SOON), None):
        raise Unfit(f"the folder of ALLIANCE_FILES holds something: {HOLDS_SOMETHING}")


def _known(revision: str) -> bool:
    from alembic.script import ScriptDirectory

    from ..foundation.store import migrate

    return revision in {script.revision for script in ScriptDirectory(str(migrate.MIGRATIONS)).walk_revisions()}


def _differing(holdings: Holdings, backup: Backup) -> list[str]:
    """The tables that are not as they were: every row counts."""
    with for_reading(holdings.database).connect() as connection:
        found = rows.tables(connection)
    names = sorted(found.keys() | backup.tables.keys())
    return [f"table {name}" for name in names if found.get(name) != backup.tables.get(name)]


def _broken_chain(holdings: Holdings) -> Iterator[str]:
    with Session(for_reading(holdings.database)) as session:
        verdict = journal.verify(session)
    if verdict.altered is not None:
        yield f"the journal from entry {verdict.altered} on"


def _read_back(store: Store, name: str) -> str:
    try:
        with store.open(name) as content:
            return sha256(content.read()).hexdigest()
    except FileNotFoundError:
        return ""
