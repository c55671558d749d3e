"""The leader's page in words and figures, and the picture of a year as plain numbers that a template draws."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from ..foundation.web.language import day, named
from .leader import AllianceLine, BehindLine, Month, RedLine
from .shown import number

Row = tuple[Any, ...]
WIDTH, HEIGHT, GAP = 48, 100, 10
"""Of the picture, in its own units: each month this wide, a bar of 100 % this high, this far from the next."""


def red_rows(found: Iterable[RedLine]) -> list[Row]:
    return [
        (
            url_for("actions.board", show="list", light="red", organisation=line.organisation),
            (
                line.organisation,
                _("In charge: %(name)s", name=line.leader) if line.leader else _("Nobody in charge named"),
            ),
            line.late,
            ngettext("%(num)d day", "%(num)d days", line.days),
            "；".join(f"{one.title}（{ngettext('%(num)d day', '%(num)d days', one.days)}）" for one in line.actions),
        )
        for line in found
    ]


def behind_rows(found: Iterable[BehindLine]) -> list[Row]:
    return [
        (
            url_for("actions.action", action_id=line.action.id),
            (line.action.title, number(line.action.number)),
            f"{line.standing.roll_up.percent}%",
            _("%(verified)d of %(asked)d", verified=line.standing.roll_up.verified, asked=line.standing.roll_up.asked),
            line.standing.late,
            day(line.action.due_on),
        )
        for line in found
    ]


def alliance_rows(found: Iterable[AllianceLine]) -> list[Row]:
    return [
        (
            url_for("actions.board", alliance=line.alliance.code),
            named(line.alliance),
            line.asked,
            line.verified,
            f"{_percent(line.verified, line.asked)}%",
            line.late,
        )
        for line in found
    ]


def _percent(part: int, whole: int) -> int:
    """Rounded down, so that only what is whole reads as a hundred."""
    return 100 * part // whole if whole else 0


def chart(found: Sequence[Month]) -> dict[str, Any]:
    """A bar for each month: where it stands, how high it is, and what is written above and below."""
    bars = [_bar(place, month) for place, month in enumerate(found)]
    return {"width": WIDTH * len(found), "height": HEIGHT, "bar": WIDTH - GAP, "bars": bars}


def _bar(place: int, month: Month) -> dict[str, Any]:
    share = _percent(month.done, month.asked)
    return {
        "x": place * WIDTH + GAP // 2,
        "middle": place * WIDTH + WIDTH // 2,
        "y": HEIGHT - share,
        "high": share,
        "share": f"{share}%" if month.asked else "–",
        "name": f"{month.year}-{month.month:02d}",
        "month": format_date(date(month.year, month.month, 1), "LLL"),
        "done": month.done,
        "asked": month.asked,
    }
