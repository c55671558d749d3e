"""What is done with attached files: keep one, discard one."""

from hashlib import sha256

from ..foundation.store.work import Work
from ..journal.record import record
from . import events
from .checking import Checked
from .keeping import Keeping
from .model import ScanVerdict, StoredFile
from .naming import masked_name


def keep(work: Work, checked: Checked) -> StoredFile:
    """Scan a checked file, put its contents into the store, and keep its row, which whoever it is attached to names.
    What is personal in the name of the file is masked.

    The contents lie in the store before the row is written: a transaction that fails leaves contents that nobody
    names, and the sweep finds them. Raises Invalid where the scanner found something, ScannerAway (503) where it does
    not answer.
    """
    if Keeping.scanner:
        Keeping.scanner.scan(checked.original)
    original = Keeping.store.put(checked.original)
    shared = original if checked.shared == checked.original else Keeping.store.put(checked.shared)
    file = StoredFile(
        kind=checked.kind,
        name=masked_name(checked.name),
        original=original,
        original_size=len(checked.original),
        original_sha256=sha256(checked.original).hexdigest(),
        shared=shared,
        shared_size=len(checked.shared),
        shared_sha256=sha256(checked.shared).hexdigest(),
        sealed=checked.sealed,
        scan=ScanVerdict.CLEAN if Keeping.scanner else ScanVerdict.NOT_SCANNED,
        kept_at=work.now,
        kept_by_id=work.actor.person_id,
    )
    work.session.add(file)
    work.session.flush()
    record(work, events.FileKept(file.id, file.kind, file.original_size, file.original_sha256))
    return file


def renew(work: Work, file: StoredFile, checked: Checked) -> None:
    """Let readers get a copy without what it told, in place of one that was made before such copies were."""
    file.shared, file.sealed = Keeping.store.put(checked.shared), False
    file.shared_size, file.shared_sha256 = len(checked.shared), sha256(checked.shared).hexdigest()
    work.session.flush()
    record(work, events.FileRenewed(file.id, file.original_sha256))


def discard(work: Work, file: StoredFile) -> None:
    """Forget a file to which nothing is attached any more. Its contents go with the sweep, once this is for good."""
    work.session.delete(file)
    work.session.flush()
    record(work, events.FileDiscarded(file.id, file.original_sha256))
