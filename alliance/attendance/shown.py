"""Attendance in the words of its pages."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from ..foundation.kernel.clock import LOCAL_ZONE, local_day
from ..foundation.kernel.words import N_
from ..foundation.web.language import moment
from ..publicity.shown import hours
from .arriving import NOT_SHOWN_HERE, Answer
from .finding import Candidate, Missed
from .noting import Noted
from .places import Place
from .queries import OwnLine
from .times import LEAVES_UNTIL, opens_at
from .vocabulary import Act, Fault, Outcome

Row = tuple[Any, ...]
WORDS: Mapping[Fault, str] = {
    Fault.EVENT_CANCELLED: N_("This event is cancelled. Thank you for coming; whoever holds it can tell you more."),
    Fault.SHIFT_CANCELLED: N_("Your shift is called off. Ask at the table whether you can help elsewhere."),
    Fault.NOT_SIGNED_UP: N_("You have not signed up for this event. Go to the table: they can put you on the list."),
    Fault.NO_PLACE: N_("You have no firm place yet. Go to the table: they see the waiting list."),
    Fault.OTHER_DAY: N_("Your shift is on another day: %(day)s. You are welcome then."),
    Fault.OTHER_POINT: N_("Your shift is at another point: number %(number)s. Please go there and scan the code."),
    Fault.TOO_EARLY: N_("You are early. Check-in opens at %(opens)s: press the button once more then."),
    Fault.OVER: N_("Your shift ended at %(ended)s. Go to the table: they can enter your hours."),
    Fault.NOT_COME: N_("You have not checked in at this shift yet. Check in first, or go to the table."),
    Fault.OTHER_DIGITS: NOT_SHOWN_HERE,
    Fault.OLD_CODE: N_("This code no longer holds"),
    Fault.UNKNOWN: N_("Nobody on this list has that number. It is kept, so that you can settle it later."),
}
TAPPED = {
    (Outcome.TAKEN, Act.COME): N_("Checked in at %(time)s."),
    (Outcome.TAKEN, Act.LEAVE): N_("Checked out at %(time)s."),
    (Outcome.REPEATED, Act.COME): N_("Already checked in at %(time)s."),
    (Outcome.REPEATED, Act.LEAVE): N_("Already checked out at %(time)s."),
}


def clock(value: datetime | None) -> str:
    return f"{value.astimezone(LOCAL_ZONE):%H:%M}" if value else ""


def said(noted: Noted) -> str:
    """What came of noting somebody, in a line."""
    if noted.fault:
        return str(_(noted.fault.label))
    return str(_(TAPPED[noted.outcome, noted.act], time=clock(noted.at)))


def fault(of: Fault, params: Mapping[str, Any]) -> str:
    """For the volunteer: what is wrong, and what to do."""
    return str(_(WORDS[of], **{name: _param(value) for name, value in params.items()}))


def failure(answer: Answer) -> str:
    return fault(answer.noted.fault or Fault.UNKNOWN, answer.params)


def _param(value: Any) -> str:
    if isinstance(value, datetime):
        return clock(value)
    return value.isoformat() if isinstance(value, date) else str(value if value is not None else "")


def here(place: Place, coming: Candidate | Missed, answer: Answer | None) -> dict[str, Any]:
    """The page behind the code: the shift that is meant, and what one can press."""
    missed = isinstance(coming, Missed)
    near = coming.near if isinstance(coming, Missed) else coming
    trouble = fault(coming.fault, coming.params) if isinstance(coming, Missed) else ""
    if answer:
        trouble = failure(answer)
    return {
        "trouble": trouble,
        "missed": missed,
        "role": near.role if near else "",
        "when": hours(near.starts_at, near.ends_at) if near else "",
        "came": clock(near.came_at) if near else "",
        "left": clock(near.left_at) if near else "",
    }


def where(line: Any) -> str:
    """Venue and point."""
    return f"{line.venue} · {_('Point %(number)d', number=line.number)}" if line.number else str(line.venue)


def own_shift(line: OwnLine, now: datetime) -> dict[str, Any]:
    near = opens_at(line.starts_at) <= now <= line.ends_at + LEAVES_UNTIL
    return {
        "when": hours(line.starts_at, line.ends_at),
        "where": where(line),
        "came": clock(line.came_at),
        "left": clock(line.left_at),
        "opens": moment(opens_at(line.starts_at)),
        "near": near,
        "later": now < opens_at(line.starts_at),
        "duration": duration(line.minutes),
        "confirmed": confirmed(line, own=True) if line.came_at else None,
    }


def key_of(starts_at: str, sign_up_id: str) -> tuple[datetime, UUID]:
    return datetime.fromisoformat(starts_at).astimezone(UTC), UUID(sign_up_id)


def today_rows(lines: Iterable[OwnLine]) -> list[dict[str, Any]]:
    return [
        {
            "url": url_for("attendance.own_shift", sign_up_id=line.sign_up_id),
            "title": line.title,
            "task": line.task,
            "when": hours(line.starts_at, line.ends_at),
            "where": where(line),
            "came": clock(line.came_at),
        }
        for line in lines
    ]


def duration(minutes: int | None) -> str:
    """2 h 30 min, 2 h"""
    if minutes is None:
        return str(_("not complete"))
    hours, rest = divmod(minutes, 60)
    return str(_("%(hours)d h %(minutes)d min", hours=hours, minutes=rest) if rest else _("%(hours)d h", hours=hours))


def own_rows(lines: Iterable[OwnLine]) -> list[Row]:
    return [
        (
            url_for("attendance.own_shift", sign_up_id=line.sign_up_id),
            (line.title, line.task),
            local_day(line.starts_at).isoformat(),
            f"{clock(line.came_at)}–{clock(line.left_at)}",
            duration(line.minutes),
            confirmed(line, own=True),
        )
        for line in lines
    ]


def confirmed(line: Any, *, own: bool = False) -> tuple[str, str]:
    """How the hours stand, with a tone. `own`: said to the volunteer."""
    if line.minutes is None:
        return str(_("Check-out is missing")), "grey"
    if line.objection:
        return str(_("You have objected") if own else _("Objected to")), "red"
    if line.own_confirmed_at and line.kept_confirmed_at:
        return str(_("Confirmed by both")), "green"
    if line.own_confirmed_at:
        return str(_("The organisers have still to confirm")), "blue"
    return str(_("You have still to confirm") if own else _("The volunteer has still to confirm")), "amber"
