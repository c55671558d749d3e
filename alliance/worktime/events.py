"""What happens to the working calendar."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import NAMESPACE_OID, UUID, uuid5

from ..foundation.kernel.words import N_


def day_id(day: date) -> UUID:
    """The id under which the journal keeps a day, which itself goes by its date."""
    return uuid5(NAMESPACE_OID, f"calendar_day:{day.isoformat()}")


def hours_id(from_on: date) -> UUID:
    return uuid5(NAMESPACE_OID, f"office_hours:{from_on.isoformat()}")


@dataclass(frozen=True, slots=True)
class CalendarDaySet:
    day_id: UUID
    day: date
    works: bool
    reason: str
    about: ClassVar[str] = "calendar_day"
    words: ClassVar[str] = N_("Day of the working calendar changed")


@dataclass(frozen=True, slots=True)
class CalendarDayTakenBack:
    day_id: UUID
    day: date
    works: bool
    about: ClassVar[str] = "calendar_day"
    words: ClassVar[str] = N_("Day of the working calendar as the state has published it again")


@dataclass(frozen=True, slots=True)
class OfficeHoursSet:
    """`minutes`: of the day, at which it opens, rests, goes on and closes, gets quiet, and is quiet no longer."""

    hours_id: UUID
    from_on: date
    minutes: tuple[int, ...]
    about: ClassVar[str] = "office_hours"
    words: ClassVar[str] = N_("Office hours changed")


@dataclass(frozen=True, slots=True)
class OfficeHoursTakenBack:
    hours_id: UUID
    from_on: date
    about: ClassVar[str] = "office_hours"
    words: ClassVar[str] = N_("Office hours taken back before their first day")
