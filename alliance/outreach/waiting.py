"""What waits about everyday publicity: near the end of a month, for a liaison that has told nothing of it."""

from datetime import date
from functools import partial

from sqlalchemy import exists, select

from ..foundation.kernel.actor import Role
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from ..questions import Found, Question, columns, single
from . import months
from .model import Outreach


def questions(work: Work) -> list[Question]:
    """Nothing is asked before the day from which it is late."""
    today, actor = local_day(work.now), work.actor
    if today.day < months.LATE_DAY or actor.role is not Role.LIAISON or not may(actor, Can.LOG_OUTREACH):
        return []
    month = months.month_of(today)
    told = exists().where(Outreach.organisation_id == actor.organisation_id, Outreach.month == month)
    return [single(select(*columns()).where(~told), partial(_tell, month))]


def _tell(month: date, found: Found) -> Errand:
    words, why = N_("Tell of this month's everyday publicity"), N_("Nothing was told of this month yet.")
    return Errand(words, why, "outreach.ours", due=months.last_day(month))
