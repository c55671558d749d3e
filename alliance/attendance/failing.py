"""What could not be taken: kept with its reason, shown to whoever keeps the event, and settled by them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.ids import new_id
from ..foundation.kernel.words import N_
from ..foundation.store.upsert import insert_or
from ..foundation.store.work import Work
from ..journal.record import record
from ..shifts.model import Shift, SignUp
from ..shifts.vocabulary import SignUpState
from . import events
from .model import Scan
from .noting import Hours, note
from .times import Told
from .vocabulary import Act, Fault, Outcome, Settlement, Way

SETTLED = N_("Somebody has settled this already.")
NOBODY_CHOSEN = N_("Choose who it was.")
STILL_NOT = N_("Nobody leaves who has not come: note first that they came.")


@dataclass(frozen=True, slots=True)
class About:
    event_id: UUID
    shift_id: UUID | None = None
    sign_up_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """`key`: known to the phone that tells of it. `at`: the moment that would have counted."""

    key: str
    act: Act
    way: Way
    fault: Fault | None = None
    outcome: Outcome = Outcome.FAILED
    typed: str = ""
    volunteer_id: UUID | None = None
    told: Told | None = None
    at: datetime | None = None


def keep(work: Work, about: About, attempt: Attempt) -> bool:
    """Whether it is new: the same key of the same person is kept once, also where it is sent twice at once."""
    values = {
        "id": new_id(),
        "by_id": work.person_id,
        "key": attempt.key,
        "event_id": about.event_id,
        "shift_id": about.shift_id,
        "sign_up_id": about.sign_up_id,
        "volunteer_id": attempt.volunteer_id,
        "act": attempt.act,
        "way": attempt.way,
        "device_at": attempt.told.device_at if attempt.told else None,
        "at": attempt.at or work.now,
        "received_at": work.now,
        "typed": attempt.typed,
        "outcome": attempt.outcome,
        "fault": attempt.fault,
    }
    made = insert_or(work.session, Scan).values(values).on_conflict_do_nothing().returning(Scan.id)
    scan_id = work.session.scalar(made)
    if scan_id is not None and attempt.fault:
        record(work, events.ScanFailed(scan_id, about.event_id, attempt.fault))
    return scan_id is not None


def admit(work: Work, event_id: UUID, scan_id: UUID, sign_up_id: UUID | None) -> None:
    """Whoever it was is noted after all, at the moment of the attempt."""
    if sign_up_id is None:
        raise Invalid("sign_up_id", NOBODY_CHOSEN)
    scan = _settle(work, event_id, scan_id, Settlement.ADMITTED)
    asked = (
        select(Shift.starts_at, Shift.ends_at)
        .join(SignUp, SignUp.shift_id == Shift.id)
        .where(SignUp.id == sign_up_id, Shift.event_id == event_id, SignUp.state == SignUpState.CONFIRMED)
    )
    hours = work.session.execute(asked).first()
    if hours is None:
        raise Invalid("sign_up_id", NOBODY_CHOSEN)
    told = Told(scan.at, work.now)
    noted = note(work, sign_up_id, Hours(*hours), (scan.act, Way.LISTED), told)
    if noted.fault:
        raise Invalid("sign_up_id", STILL_NOT)
    record(work, events.ScanSettled(scan.id, Settlement.ADMITTED, sign_up_id))


def set_aside(work: Work, event_id: UUID, scan_id: UUID) -> None:
    scan = _settle(work, event_id, scan_id, Settlement.SET_ASIDE)
    record(work, events.ScanSettled(scan.id, Settlement.SET_ASIDE, None))


def _settle(work: Work, event_id: UUID, scan_id: UUID, settlement: Settlement) -> Scan:
    s = Scan
    open_now = (s.id == scan_id, s.event_id == event_id, s.outcome == Outcome.FAILED, s.settled_at.is_(None))
    said = {"settlement": settlement, "settled_at": work.now, "settled_by_id": work.person_id}
    if work.session.scalar(update(s).where(*open_now).values(said).returning(s.id)) is None:
        raise Conflict(SETTLED)
    return work.session.get_one(s, scan_id)
