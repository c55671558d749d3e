"""From a draft to what is handed out, and back: propose, give back, approve, withdraw."""

from sqlalchemy import func, select

from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from . import events, reading
from .model import REASON_LENGTH, MaterialVersion
from .workflow import VERSION_WORKFLOW

NOTHING_IN_IT = N_("There is nothing to hand out yet: attach a file, or give a link.")


def propose(work: Work, version: MaterialVersion, seen: int) -> None:
    """To the center, for a second person to approve. `seen`: the version of the row that the page showed."""
    _check_seen(version, seen)
    files = work.session.scalar(select(func.count()).select_from(reading.files_of(version.id).subquery()))
    if not files and not version.link:
        raise Invalid("files", NOTHING_IN_IT)
    VERSION_WORKFLOW.apply(version, "propose", work.now)
    version.submitted_at, version.reason = work.now, ""
    work.session.flush()
    record(work, events.MaterialProposed(version.material_id, version.number))


def give_back(work: Work, version: MaterialVersion, reason: str) -> None:
    VERSION_WORKFLOW.apply(version, "give_back", work.now)
    version.reason = masked_within("reason", reason, REASON_LENGTH)
    work.session.flush()
    record(work, events.MaterialGivenBack(version.material_id, version.number, version.reason))


def approve(work: Work, version: MaterialVersion, seen: int) -> None:
    _check_seen(version, seen)
    VERSION_WORKFLOW.apply(version, "approve", work.now)
    version.approved_at, version.approved_by_id = work.now, work.person_id
    work.session.flush()
    record(work, events.MaterialApproved(version.material_id, version.number, version.public))


def withdraw(work: Work, version: MaterialVersion, reason: str) -> None:
    """Its links stay and say so."""
    VERSION_WORKFLOW.apply(version, "withdraw", work.now)
    version.reason = masked_within("reason", reason, REASON_LENGTH)
    work.session.flush()
    record(work, events.MaterialWithdrawn(version.material_id, version.number, version.reason))


def _check_seen(version: MaterialVersion, seen: int) -> None:
    """Only what was looked at is decided about."""
    if seen != version.version:
        raise Conflict()
