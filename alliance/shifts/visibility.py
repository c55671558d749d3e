"""Who may see which shift: the one filter for lists, counts and errands.

A shift is read by whoever reads its event, once it was opened; by whoever keeps the event, always. Names stand before
whoever keeps it, and oneself; so do attendance and hours. It says in SQL what `Can.READ_SHIFT` and `Can.KEEP_EVENT` say
of one shift, `Can.ANSWER_OWN_SIGN_UP` and `Can.KEEP_OWN_HOURS` of one sign-up; a test holds them together.
"""

from collections.abc import Set
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_

from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from ..publicity.model import PublicityEvent
from ..publicity.visibility import own as own_events
from ..publicity.visibility import readable as readable_events
from ..volunteers.model import Volunteer
from .model import Shift
from .vocabulary import ShiftState


def readable(work: Work, audiences: Set[UUID]) -> ColumnElement[bool]:
    """In a statement that joins the `PublicityEvent`; `audiences`: see `cases.visibility.audiences_reached`."""
    approved = PublicityEvent.approved_at.is_not(None)
    opened = and_(Shift.state != ShiftState.PLANNED, approved, readable_events(work, audiences))
    return or_(opened, kept(work))


def kept(work: Work) -> ColumnElement[bool]:
    """What belongs to events that the actor keeps, in a statement that joins the `PublicityEvent`."""
    if not may(work.actor, Can.WRITE_EVENT):
        return false()
    if may(work.actor, Can.OVERSEE_EVENTS):
        return or_(PublicityEvent.organisation_id.is_(None), PublicityEvent.approved_at.is_not(None))
    return own_events(work)


def own(work: Work) -> ColumnElement[bool]:
    """What is the actor's own, in a statement that joins the `Volunteer`."""
    return Volunteer.person_id == work.actor.person_id if work.actor.known else false()
