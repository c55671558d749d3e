"""What a volunteer is trained or licensed for: confirmed by an office until a day, revoked with a reason."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select, update

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Invalid, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from . import events, queries
from .fitness import qualified
from .model import REASON_LENGTH, Volunteer, VolunteerQualification
from .vocabulary import VolunteerState

HELD_MOST = 40


@dataclass(frozen=True, slots=True)
class ConfirmText:
    """`until_on`: the last day on which it counts; None, for good."""

    qualification_code: str
    until_on: date | None = None


def confirm(work: Work, volunteer_id: UUID, text: ConfirmText) -> UUID:
    """Confirm it for the actor's organisation, or for the center. The volunteer's row is locked meanwhile, so that two
    who confirm the same at once do it once."""
    _check(work, text)
    lock = select(Volunteer.state).where(Volunteer.id == volunteer_id).with_for_update()
    if work.session.scalar(lock) is not VolunteerState.ACTIVE:
        raise MoveNotOpen()
    as_long = text.until_on or date.max
    if work.session.scalar(select(qualified(volunteer_id, text.qualification_code, as_long))):
        raise Invalid("qualification_code", N_("This is confirmed already, for as long or longer."))
    kept = select(func.count()).where(VolunteerQualification.volunteer_id == volunteer_id)
    if (work.session.scalar(kept) or 0) >= HELD_MOST:
        raise Invalid("qualification_code", N_("So many are on record that no more can be added."))
    held = VolunteerQualification(
        volunteer_id=volunteer_id,
        qualification_code=text.qualification_code,
        organisation_id=work.actor.organisation_id,
        confirmed_by_id=work.person_id,
        confirmed_at=work.now,
        until_on=text.until_on,
    )
    work.session.add(held)
    work.session.flush()
    record(work, events.QualificationConfirmed(volunteer_id, text.qualification_code, text.until_on))
    return held.id


def _check(work: Work, text: ConfirmText) -> None:
    if text.qualification_code not in {one.code for one in queries.offered_qualifications(work)}:
        raise Invalid("qualification_code", N_("Choose one of the list."))
    if text.until_on is not None and text.until_on < local_day(work.now):
        raise Invalid("until_on", N_("This day is over."))


def revoke(work: Work, held: queries.QualificationLine, reason: str) -> None:
    """From now on it does not count; the volunteer reads why."""
    safe = masked_within("reason", reason, REASON_LENGTH)
    revoked = (
        update(VolunteerQualification)
        .where(VolunteerQualification.id == held.id, VolunteerQualification.revoked_at.is_(None))
        .values(revoked_at=work.now, revoked_because=safe)
        .returning(VolunteerQualification.id)
    )
    if work.session.scalar(revoked) is None:
        raise MoveNotOpen()
    record(work, events.QualificationRevoked(held.volunteer_id, held.term.code))
