"""The calendar as its page shows it: a month as weeks of days, the same as a list, and by district."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from ..foundation.kernel.clock import first_of, local_day
from ..foundation.kernel.words import N_
from ..foundation.web import listing
from ..foundation.web.language import in_chinese, named
from ..organisations.queries import Term
from .forms import CalendarForm
from .queries import Choices, EventFilter, EventLine
from .shown import hours, state
from .vocabulary import FiveEntry

LIST, BY_DISTRICT = "list", "district"
VIEWS = (("", N_("Month and list")), (LIST, N_("List")), (BY_DISTRICT, N_("By district")))
IN_A_DAY = 3
WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def offered(form: CalendarForm, lists: Choices) -> CalendarForm:
    form.view.choices = [(value, _(label)) for value, label in VIEWS]
    form.kind.choices = [("", _("any")), *((term.code, named(term)) for term in lists.kinds)]
    form.district.choices = [("", _("any")), *((term.code, named(term)) for term in lists.districts)]
    form.entry.choices = [("", _("any")), *((one, _(one.label)) for one in FiveEntry)]
    return form


def wanted(form: CalendarForm) -> EventFilter:
    return EventFilter(form.kind.data, form.district.data, form.entry.data or None)


@dataclass(frozen=True, slots=True)
class Month:
    """`first`: its first day; the month is the one that is asked for, or today's."""

    first: date

    @property
    def end(self) -> date:
        """The first day of the next one."""
        return (self.first + timedelta(days=31)).replace(day=1)

    @property
    def before(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def code(self) -> str:
        """As addresses write it: 2026-11."""
        return f"{self.first:%Y-%m}"

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """From its first moment to before its last."""
        return first_of(self.first), first_of(self.end)


def month_of(form: CalendarForm, today: date) -> Month:
    asked = form.month.data
    return Month(date.fromisoformat(f"{asked}-01") if asked else today.replace(day=1))


def heading(month: Month) -> str:
    first = month.first
    return f"{first.year}年{first.month}月" if in_chinese() else f"{first:%B %Y}"


def ways(month: Month) -> dict[str, str]:
    """To the month before and the one after, with the filters of this page."""
    arguments: dict[str, Any] = request.args.to_dict(flat=False)
    return {
        name: listing.address("publicity.calendar", arguments | {"month": f"{first:%Y-%m}"})
        for name, first in (("before", month.before), ("after", month.end))
    }


def weeks(month: Month, lines: Sequence[EventLine], today: date) -> list[list[dict[str, Any]]]:
    """The days of the sheet, Monday first; each with the events that take place on it, and how many more there are."""
    sheet = calendar.Calendar().monthdatescalendar(month.first.year, month.first.month)
    lasting = [(local_day(line.starts_at), local_day(line.ends_at), line) for line in lines]
    return [[_day(day, month, lasting, today) for day in week] for week in sheet]


def _day(day: date, month: Month, lasting: Sequence[tuple[date, date, EventLine]], today: date) -> dict[str, Any]:
    its = [line for first, last, line in lasting if first <= day <= last]
    inside = day.month == month.first.month
    return {
        "number": day.day,
        "day": day,
        "inside": inside,
        "today": day == today,
        "events": [entry(line) for line in its[:IN_A_DAY]] if inside else [],
        "more": max(0, len(its) - IN_A_DAY) if inside else 0,
    }


def entry(line: EventLine) -> dict[str, Any]:
    """An event as the calendar shows it."""
    return {
        "title": line.title,
        "url": url_for("publicity.event", event_id=line.id),
        "when": hours(line.starts_at, line.ends_at),
        "where": f"{named(line.district)} · {line.venue}",
        "about": " · ".join(filter(None, (named(line.kind), line.five_entry and _(line.five_entry.label)))),
        "who": line.organisation or _("The center"),
        "state": state(line.state),
        "cancelled": line.state == "cancelled",
        "inner": not line.public,
    }


def by_district(lines: Sequence[EventLine], districts: Sequence[Term]) -> Sequence[tuple[str, list[dict[str, Any]]]]:
    """(name of the district, its events), in the order of the districts; those without any are left out."""
    found: Mapping[str, list[EventLine]] = {term.code: [] for term in districts}
    for line in lines:
        found[line.district.code].append(line)
    return [(named(term), [entry(line) for line in found[term.code]]) for term in districts if found[term.code]]
