"""Who may read which report of everyday publicity: the one filter for lists, totals, files and the sheet.

It says in SQL what `Can.READ_OUTREACH` says of one report; a test holds the two together.
"""

from sqlalchemy import ColumnElement, false, true

from ..foundation.store.work import Work
from ..organisations.model import Organisation
from ..policy.can import Can
from ..policy.table import may
from .model import Outreach


def readable(work: Work) -> ColumnElement[bool]:
    """The reports that the actor may read, in a statement that joins their `Organisation`."""
    if may(work.actor, Can.READ_OUTREACH):
        return true()
    if may(work.actor, Can.OVERSEE_OUTREACH):
        return Organisation.district_code == work.actor.district_code
    if may(work.actor, Can.SEE_OWN_OUTREACH):
        return Outreach.organisation_id == work.actor.organisation_id
    return false()
