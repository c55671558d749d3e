"""Who may read which edition: the one filter for every list, search, count, export, hint and notice; and which case.

It says in SQL what `Can.READ_EDITION` says of one edition, and `Can.READ_CASE` of one case; tests hold them together.
"""

from collections.abc import Sequence, Set
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, true

from ..audiences.queries import audiences_of
from ..foundation.kernel.actor import Actor
from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from .model import Edition, TypicalCase
from .vocabulary import OPEN_AMONG_MEMBERS, EditionKind, EditionState


def audiences_reached(work: Work) -> frozenset[UUID]:
    """The audiences to which the actor's organisation belongs now; none for whoever reads by role, or stands for none.
    At most one statement."""
    if work.actor.organisation_id is None or not work.actor.organisation_stands:
        return frozenset()
    return audiences_of(work, work.actor.organisation_id)


def readable(
    work: Work, audiences: Set[UUID], states: Sequence[EditionState] = (EditionState.RELEASED,)
) -> ColumnElement[bool]:
    """The editions in one of `states`, released as a rule, that the actor may read; `audiences`: see
    `audiences_reached`."""
    return and_(Edition.state.in_(states), or_(Edition.kind == EditionKind.PUBLIC, _among(work, audiences)))


def _among(work: Work, audiences: Set[UUID]) -> ColumnElement[bool]:
    """What the actor reads besides public editions."""
    actor = work.actor
    if may(actor, Can.READ_EVERY_EDITION):
        return true()
    if may(actor, Can.OVERSEE_DISTRICT_CASES):
        own = Edition.district_code == actor.district_code if actor.district_code else false()
        return or_(Edition.tlp.in_(sorted(OPEN_AMONG_MEMBERS)), own)
    if actor.organisation_id is None or actor.of_the_media or not may(actor, Can.SEE_OWN_CASES):
        return false()
    addressed = Edition.audience_id.in_(audiences) if audiences else false()
    return or_(Edition.source_id == actor.organisation_id, addressed)


def cases_of(actor: Actor) -> ColumnElement[bool]:
    """The cases that the actor may read as they were written, which is not as others read them."""
    c, sent_in = TypicalCase, TypicalCase.submitted_at.is_not(None)
    if may(actor, Can.PREPARE_EDITION):
        return or_(sent_in, c.organisation_id.is_(None))
    if may(actor, Can.OVERSEE_DISTRICT_CASES):
        return and_(sent_in, c.district_code == actor.district_code) if actor.district_code else false()
    if may(actor, Can.SEE_CASES_HANDED_IN):
        return sent_in
    own = may(actor, Can.SEE_OWN_CASES) and actor.organisation_id is not None
    return c.organisation_id == actor.organisation_id if own else false()
