"""Hours in the words of their pages."""

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ..foundation.kernel.clock import LOCAL_ZONE
from ..foundation.store.work import Work
from ..foundation.web.language import moment
from ..publicity.shown import hours
from ..shifts.queries import ShiftReading
from . import shown
from .forms import HoursForm
from .hours import HoursText
from .hours_queries import FigureLine, HoursLine
from .queries import OwnLine


def lines(work: Work, shift: ShiftReading, found: Iterable[HoursLine]) -> list[dict[str, Any]]:
    """`confirms`: the figure waits for the reader's confirmation; nobody confirms their own."""
    return [
        {
            "number": one.number,
            "name": one.name or _("has left"),
            "tail": one.tail,
            "span": f"{shown.clock(one.came_at)}–{shown.clock(one.left_at)}" if one.came_at else _("not there"),
            "duration": shown.duration(one.minutes) if one.came_at else "",
            "state": shown.confirmed(one) if one.came_at else None,
            "doubtful": one.doubtful,
            "objection": one.objection,
            "revision": one.revision,
            "own": one.person_id == work.actor.person_id,
            "confirms": one.minutes is not None and one.kept_confirmed_at is None,
            "confirm": url_for("attendance.confirm_kept", shift_id=shift.id, sign_up_id=one.sign_up_id),
            "correct": url_for("attendance.correcting", shift_id=shift.id, sign_up_id=one.sign_up_id),
        }
        for one in found
    ]


def values(line: HoursLine) -> dict[str, Any]:
    """The form as it begins: what was noted, or else the hours of the shift."""
    came, left = line.came_at or line.starts_at, line.left_at or line.ends_at
    local = [one.astimezone(LOCAL_ZONE).time() for one in (came, left)]
    return {"came": local[0], "left": local[1], "revision": line.revision}


def text(form: HoursForm) -> HoursText:
    return HoursText(form.came.data, form.left.data, form.reason.data, form.revision.data or 0)


def facts(line: HoursLine) -> list[dict[str, Any]]:
    found = [
        {"key": _("Volunteer"), "value": f"{line.number} {line.name} {line.tail}".strip()},
        {"key": _("Hours of the shift"), "value": hours(line.starts_at, line.ends_at)},
        {
            "key": _("Noted from, to"),
            "value": f"{shown.clock(line.came_at)}–{shown.clock(line.left_at)}" if line.came_at else "",
        },
    ]
    if line.objection:
        found.append({"key": _("The volunteer says"), "value": line.objection})
    return found


def figure_rows(found: Iterable[FigureLine]) -> list[tuple[Any, ...]]:
    return [
        (
            None,
            (shown.duration(one.minutes), f"{shown.clock(one.came_at)}–{shown.clock(one.left_at)}"),
            _("Volunteer") if one.by_oneself else _("Organisers"),
            moment(one.said_at),
            one.reason or None,
        )
        for one in found
    ]


def own(line: OwnLine) -> dict[str, Any]:
    return {
        "span": f"{shown.clock(line.came_at)}–{shown.clock(line.left_at)}",
        "duration": shown.duration(line.minutes),
        "state": shown.confirmed(line, own=True),
    }
