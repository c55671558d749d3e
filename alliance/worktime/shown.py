"""The working calendar in the words of its pages."""

from calendar import monthcalendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from babel.dates import get_day_names, get_month_names
from flask import url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from ..foundation.kernel.clock import LOCAL_ZONE
from ..foundation.web.language import day, long_day, moment
from .counting import Hours
from .published import SATURDAY
from .queries import DayLine
from .vocabulary import TONES, kind_of

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class DayCell:
    """`look`: worked, free, off (a holiday), made-up (a weekend that is worked). `mark`: 班 or 休 where it is unlike
    its weekday; `own`: an administrator says so; `today`: it is this day."""

    number: int
    look: str
    mark: str
    own: bool
    today: bool


@dataclass(frozen=True, slots=True)
class MonthSheet:
    name: str
    weeks: Sequence[Sequence[DayCell | None]]


def weekdays() -> list[str]:
    names = get_day_names("narrow", locale=get_locale())
    return [names[number] for number in range(7)]


def sheets(year: int, found: Iterable[DayLine], today: date) -> list[MonthSheet]:
    """The twelve months, week by week; days of other months are None."""
    special = {line.day: line for line in found}
    names = get_month_names("wide", "stand-alone", get_locale())
    return [
        MonthSheet(
            names[month],
            [
                [_cell(date(year, month, n), special, today) if n else None for n in week]
                for week in monthcalendar(year, month)
            ],
        )
        for month in range(1, 13)
    ]


def _cell(on: date, special: Mapping[date, DayLine], today: date) -> DayCell:
    line, weekend = special.get(on), on.weekday() >= SATURDAY
    if line is None:
        return DayCell(on.day, "free" if weekend else "worked", "", own=False, today=on == today)
    look = ("made-up" if weekend else "worked") if line.works else "off"
    mark = _("work") if line.works else _("off")
    return DayCell(on.day, look, mark, own=line.change is not None, today=on == today)


def day_rows(found: Iterable[DayLine], *, keeps: bool) -> list[Row]:
    names = get_day_names("wide", locale=get_locale())
    return [
        (
            None,
            (day(line.day), names[line.day.weekday()]),
            (_(kind_of(works=line.works).label), TONES[kind_of(works=line.works)]),
            line.name or (_("Make-up workday") if line.works and line.change is None else None),
            (_("Changed here%(colon)s%(why)s", colon=_(": "), why=line.change.reason), _who(line, keeps=keeps))
            if line.change
            else (_("As published"), ""),
        )
        for line in found
    ]


def _who(line: DayLine, *, keeps: bool) -> str:
    """Its name is for those who keep the calendar; everybody reads when."""
    if line.change is None:
        return ""
    at = moment(line.change.set_at)
    return f"{line.change.set_by} · {at}" if keeps else at


def day_moves(found: Iterable[DayLine], today: date) -> list[dict[str, str]]:
    """The ways to take back what has not passed."""
    return [
        {
            "label": _("As published again: %(day)s", day=day(line.day)),
            "url": url_for("worktime.take_back_day", day=line.day.isoformat()),
            "kind": "secondary",
        }
        for line in found
        if line.change and line.day >= today
    ]


def year_tabs(shown: int, this: int, last: int) -> list[dict[str, Any]]:
    """The years around this one, and the one that is shown."""
    years = sorted({*range(this - 2, last + 1), shown})
    return [{"label": str(one), "url": url_for("worktime.year", year=one), "current": one == shown} for one in years]


def moment_words(at: datetime) -> str:
    """2026年10月8日（星期四）15:00; a moment in running text, with its weekday."""
    here = at.astimezone(LOCAL_ZONE)
    weekday = get_day_names("wide", locale=get_locale())[here.weekday()]
    return str(_("%(day)s (%(weekday)s) %(time)s", day=long_day(here), weekday=weekday, time=f"{here:%H:%M}"))


def hours_words(hours: Hours) -> str:
    """09:00–12:00, 14:00–18:00."""
    return str(_(", ")).join(f"{frm:%H:%M}–{to:%H:%M}" for frm, to in hours.halves)


def quiet_words(hours: Hours) -> str:
    return f"{hours.quiet_from:%H:%M}–{hours.quiet_to:%H:%M}"


def length(minutes: int) -> str:
    """Of a working day: 8 hours, 7 hours 30 minutes."""
    whole, rest = divmod(minutes, 60)
    said = _("%(hours)d h %(minutes)d min", hours=whole, minutes=rest) if rest else _("%(hours)d h", hours=whole)
    return str(said)


def hours_rows(found: Sequence[Hours], today: date) -> list[Row]:
    """The last first."""
    return [
        (
            None,
            (day(one.from_on), _("lies ahead") if one.from_on > today else ""),
            hours_words(one),
            length(one.minutes),
            quiet_words(one),
        )
        for one in reversed(found)
    ]


def hours_moves(found: Iterable[Hours], today: date) -> list[dict[str, str]]:
    return [
        {
            "label": _("Take back the hours from %(day)s on", day=day(one.from_on)),
            "url": url_for("worktime.take_back_hours", day=one.from_on.isoformat()),
            "kind": "secondary",
        }
        for one in found
        if one.from_on > today
    ]
