"""Who may read which initiative: the one filter for lists, counts, the wall, attachments and errands.

It says in SQL what `Can.READ_INITIATIVE` says of one initiative; a test holds the two together. Letters go to the same
organisations: those that `audiences.queries.members_of` finds, of which a member's right to read hangs.
"""

from collections.abc import Set
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, true

from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from .model import Initiative


def readable(work: Work, audiences: Set[UUID]) -> ColumnElement[bool]:
    """The initiatives that the actor may read; `audiences`: see `cases.visibility.audiences_reached`."""
    if may(work.actor, Can.WRITE_INITIATIVE):
        return true()
    issued = Initiative.issued_at.is_not(None)
    if may(work.actor, Can.OVERSEE_INITIATIVES):
        return issued
    return and_(issued, or_(Initiative.public, addressed_to(audiences)))


def addressed_to(audiences: Set[UUID]) -> ColumnElement[bool]:
    return Initiative.audience_id.in_(audiences) if audiences else false()
