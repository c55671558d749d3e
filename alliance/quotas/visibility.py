"""Who may see which places kept for organisations: the one filter for lists, counts and errands.

The member whose they are, and whoever keeps the event (`shifts.visibility.kept`). It says in SQL what `Can.READ_QUOTA`
says of one quota; a test holds them together.
"""

from sqlalchemy import ColumnElement, false

from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from ..shifts.model import Quota


def own(work: Work) -> ColumnElement[bool]:
    """Those of the actor's organisation."""
    if not may(work.actor, Can.SEE_OWN_QUOTAS) or not work.actor.organisation_id:
        return false()
    return Quota.organisation_id == work.actor.organisation_id
