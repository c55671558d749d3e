"""What an administrator does with the working calendar: say of a day that it is otherwise here, keep office hours."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.upsert import insert_or
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from . import events
from .counting import Hours
from .model import REASON_LENGTH, CalendarDay, OfficeHours
from .published import is_worked
from .queries import HOURS, calendar

YEARS_AHEAD = 2
PAST = N_("This day has passed: what was counted by it stays. Choose today or a later day.")
FAR = N_("This day lies too far ahead. The calendar is kept for two years.")
WORKED = N_("This day is worked already.")
FREE = N_("This day is free already.")
GONE_BY = N_("This day has passed: what was counted by it stays.")
BEGUN = N_("Office hours hold for whole days, and none are changed afterwards. Choose tomorrow or a later day.")
TAKEN = N_("There are office hours from this day on already. Take them back first, or choose another day.")
ORDER = N_("The hours follow one another: the morning, the rest at noon, the afternoon.")
QUIET = N_("The quiet hours begin in the evening and end on the next morning.")
HOLD = N_("These office hours have begun: they are not taken back any more. Make others from a later day on.")


@dataclass(frozen=True, slots=True)
class DayText:
    day: date
    works: bool
    reason: str


def set_day(work: Work, text: DayText) -> None:
    """Say of a day that it is worked here, or not, whatever the state has published."""
    today = local_day(work.now)
    if text.day < today:
        raise Invalid("day", PAST)
    if text.day.year > today.year + YEARS_AHEAD:
        raise Invalid("day", FAR)
    if calendar(work).works(text.day) == text.works:
        raise Invalid("works", WORKED if text.works else FREE)
    reason = masked_within("reason", text.reason, REASON_LENGTH)
    if is_worked(text.day) == text.works:
        _as_published(work, text.day)
        return
    row = {"works": text.works, "reason": reason, "set_by_id": work.person_id, "set_at": work.now}
    kept = insert_or(work.session, CalendarDay).values(day=text.day, **row)
    work.session.execute(kept.on_conflict_do_update(index_elements=["day"], set_=row))
    record(work, events.CalendarDaySet(events.day_id(text.day), text.day, text.works, reason))


def take_back_day(work: Work, day: CalendarDay) -> None:
    """Let the day be again as the state has published it."""
    if day.day < local_day(work.now):
        raise Conflict(GONE_BY)
    _as_published(work, day.day)


def _as_published(work: Work, day: date) -> None:
    gone = delete(CalendarDay).where(CalendarDay.day == day).returning(CalendarDay.day)
    if work.session.scalar(gone) is not None:
        record(work, events.CalendarDayTakenBack(events.day_id(day), day, is_worked(day)))


def set_hours(work: Work, text: Hours) -> None:
    """Let these be the hours from a day on, until others follow. Of two who give the same day one is taken."""
    if text.from_on <= local_day(work.now):
        raise Invalid("from_on", BEGUN)
    if not text.opens < text.rest_from <= text.rest_to < text.closes:
        raise Invalid("opens", ORDER)
    if not text.quiet_to < text.quiet_from:
        raise Invalid("quiet_from", QUIET)
    values = {name: getattr(text, name) for name in HOURS}
    kept = insert_or(work.session, OfficeHours).values(values).on_conflict_do_nothing()
    if work.session.scalar(kept.returning(OfficeHours.from_on)) is None:
        raise Invalid("from_on", TAKEN)
    minutes = tuple(at.hour * 60 + at.minute for at in list(values.values())[1:])
    record(work, events.OfficeHoursSet(events.hours_id(text.from_on), text.from_on, minutes))


def take_back_hours(work: Work, held: OfficeHours) -> None:
    """As if they had never been meant; those before them go on."""
    if held.from_on <= local_day(work.now):
        raise Conflict(HOLD)
    gone = delete(OfficeHours).where(OfficeHours.from_on == held.from_on).returning(OfficeHours.from_on)
    if work.session.scalar(gone) is not None:
        record(work, events.OfficeHoursTakenBack(events.hours_id(held.from_on), held.from_on))
