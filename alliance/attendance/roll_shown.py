"""Lists of shifts, and what was not taken, in the words of their pages."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.language import moment
from ..publicity.points import PointLine
from ..publicity.shown import hours
from ..shifts.queries import ShiftReading
from .forms import AdmitForm, TapForm
from .noting import Noted
from .places import Place
from .queries import FailedLine, RollLine
from .shift_lists import ShiftLine
from .shown import clock, said, where

Row = tuple[Any, ...]


def tabs_of_days(*, past: bool) -> list[dict[str, Any]]:
    return [
        {"label": _("Today and the next days"), "url": url_for("attendance.shifts"), "current": not past},
        {"label": _("The last two weeks"), "url": url_for("attendance.shifts", past="1"), "current": past},
    ]


def shift_rows(lines: Iterable[ShiftLine]) -> list[Row]:
    return [
        (
            url_for("attendance.roll", shift_id=line.shift.id),
            (line.shift.task, line.shift.title),
            hours(line.shift.starts_at, line.shift.ends_at),
            _("Point %(number)d", number=line.shift.number) if line.shift.number else None,
            line.expected,
            line.came,
            line.left,
        )
        for line in lines
    ]


def point_rows(place: Place, points: Iterable[PointLine]) -> list[dict[str, Any]]:
    return [
        {
            "label": _("Point %(number)d: %(title)s", number=one.number, title=one.title),
            "wall": url_for("attendance.wall_of_point", event_id=place.event_id, point_id=one.id),
            "paper": url_for("attendance.paper_of_point", event_id=place.event_id, point_id=one.id),
        }
        for one in points
    ]


def shift_facts(shift: ShiftReading) -> list[dict[str, Any]]:
    told = [
        {"key": _("When"), "value": hours(shift.starts_at, shift.ends_at)},
        {"key": _("Where"), "value": where(shift)},
    ]
    if shift.needs_identity:
        told.append({"key": _("Identity"), "value": _("Look at an identity document; note nothing of it.")})
    return told


def roll_lines(lines: Iterable[RollLine]) -> list[dict[str, Any]]:
    return [
        {
            "id": line.sign_up_id,
            "number": line.number,
            "name": line.name or _("has left"),
            "tail": line.tail,
            "named_only": line.named_only,
            "came": clock(line.came_at),
            "left": clock(line.left_at),
            "doubtful": line.doubtful,
        }
        for line in lines
    ]


def counts(lines: Sequence[RollLine]) -> dict[str, int]:
    return {
        "expected": len(lines),
        "came": sum(1 for line in lines if line.came_at),
        "left": sum(1 for line in lines if line.left_at),
    }


def owner(work: Work) -> str:
    """Whose phone keeps the list: a mark that tells one person from another and names nobody."""
    return hashlib.sha256(f"list:{work.actor.person_id}".encode()).hexdigest()[:16]


def tapped(noted: Noted) -> dict[str, str]:
    """The answer to a phone."""
    return {"outcome": noted.outcome.value, "act": noted.act.value, "time": clock(noted.at), "words": said(noted)}


def first_error(form: TapForm) -> str:
    return next((str(one.errors[0]) for one in form if one.errors), "")


def with_error(form: TapForm, words: str) -> TapForm:
    form.typed.errors = [words]
    return form


def failed_rows(place: Place, lines: Iterable[FailedLine]) -> list[Row]:
    return [
        (
            url_for("attendance.settling", event_id=place.event_id, scan_id=line.id),
            (who(line), _(line.fault.label)),
            moment(line.at),
            _(line.act.label),
            _(line.way.label),
        )
        for line in lines
    ]


def who(line: FailedLine) -> str:
    if line.name:
        return f"{line.name} {line.tail}".strip()
    return str(_("Typed: %(digits)s", digits=line.typed)) if line.typed else str(_("Somebody without an entry"))


def failed_facts(line: FailedLine) -> list[dict[str, Any]]:
    found = [
        {"key": _("Who"), "value": who(line)},
        {"key": _("Why not"), "value": _(line.fault.label)},
        {"key": _("When"), "value": moment(line.at)},
    ]
    if line.device_at:
        found.append({"key": _("By the phone's clock"), "value": moment(line.device_at)})
    if line.role:
        found.append({"key": _("Shift"), "value": line.role})
    return found


def people(lines: Iterable[tuple[UUID, str, datetime, int, str, str]]) -> list[tuple[str, str]]:
    return [
        (str(sign_up_id), f"{local_day(starts).isoformat()} {role} · {number} {name} {tail}")
        for sign_up_id, role, starts, number, name, tail in lines
    ]


def chosen(form: AdmitForm) -> UUID | None:
    said = (form.sign_up_id.data or "").strip()  # what is blank counts as nothing chosen
    return UUID(said) if said else None
