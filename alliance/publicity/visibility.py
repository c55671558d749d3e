"""Who may read which event: the one filter for the calendar, lists, counts, feeds, errands and files.

It says in SQL what `Can.READ_EVENT` says of one event; a test holds the two together.
"""

from collections.abc import Set
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, true

from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from .model import PublicityEvent


def readable(work: Work, audiences: Set[UUID]) -> ColumnElement[bool]:
    """The events that the actor may read; `audiences`: see `cases.visibility.audiences_reached`."""
    actor, approved = work.actor, PublicityEvent.approved_at.is_not(None)
    if may(actor, Can.OVERSEE_EVENTS):
        return true() if may(actor, Can.SEE_OWN_EVENTS) else approved
    if not may(actor, Can.SEE_OWN_EVENTS):
        return and_(approved, PublicityEvent.public)
    addressed = PublicityEvent.audience_id.in_(audiences) if audiences else false()
    return or_(own(work), and_(approved, or_(PublicityEvent.public, addressed)))


def own(work: Work) -> ColumnElement[bool]:
    """The events that the actor's organisation proposed; none for whoever acts for none."""
    if work.actor.organisation_id is None:
        return false()
    return PublicityEvent.organisation_id == work.actor.organisation_id


def kept(work: Work) -> ColumnElement[bool]:
    """The events that the actor prepares, or decides about: the center all of them, a member its own."""
    if not may(work.actor, Can.SEE_OWN_EVENTS):
        return false()
    return true() if may(work.actor, Can.OVERSEE_EVENTS) else own(work)
