"""Until when an action is to be signed for: a day that was given, or so many working hours from when one gets it."""

from dataclasses import dataclass
from datetime import date, datetime

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..worktime.queries import timetable

NEITHER = N_("Give a day, or working hours below.")
BOTH = N_("Give a day or working hours, not both.")


@dataclass(frozen=True, slots=True)
class Signing:
    """`at`: when the hours are over, on the day `due_on`; None where a day was given."""

    due_on: date
    at: datetime | None


def planned(work: Work, due_on: date | None, hours: int | None) -> Signing:
    """What either comes to for whoever gets it now."""
    if hours is None:
        if due_on is None:
            raise Invalid("receipt_due_on", NEITHER)
        return Signing(due_on, None)
    if due_on is not None:
        raise Invalid("receipt_hours", BOTH)
    at = timetable(work).moment_after(work.now, hours * 60)
    return Signing(local_day(at), at)


def for_now(work: Work, due_on: date, hours: int | None) -> Signing:
    """For whoever gets it now: the hours begin now; of the days there are as many as are left, and at least today."""
    return planned(work, max(due_on, local_day(work.now)), None) if hours is None else planned(work, None, hours)
