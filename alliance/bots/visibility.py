"""Who may see which bots: the one filter for lists. It says in SQL what `Can.READ_BOT` says of one bot."""

from sqlalchemy import ColumnElement, false

from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from .model import Bot


def own(work: Work) -> ColumnElement[bool]:
    """Those of the actor's organisation; for the center, the center's."""
    if not may(work.actor, Can.SEE_BOTS):
        return false()
    own_id = work.actor.organisation_id
    return Bot.organisation_id == own_id if own_id else Bot.organisation_id.is_(None)
