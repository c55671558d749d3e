"""Events in the words of their pages: rows of lists, facts, and the moves that are open."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ..cases.listed import file_row
from ..foundation.kernel.clock import LOCAL_ZONE, local_day
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.language import long_day, named
from ..foundation.web.language import moment as told_moment
from ..journal.queries import Happening
from ..policy.can import Can
from ..policy.table import may
from .holding import AHEAD, ARRANGEABLE, OVER, WRITABLE
from .parts import FileOfEvent, HostLine
from .queries import EventLine, EventReading
from .vocabulary import EVENT_TONES, EventFileKind, EventState
from .workflow import EVENT_WORKFLOW

PAGES = {
    "propose": "publicity.proposing",
    "approve": "publicity.approving",
    "give_back": "publicity.giving_back",
    "decline": "publicity.declining",
    "summarise": "publicity.summarising",
    "cancel": "publicity.cancelling",
}
"""Moves that ask for words, or for a look, have a page of their own."""
QUIET = {"decline", "cancel", "take_back", "give_back"}


def hours(starts_at: datetime, ends_at: datetime) -> str:
    """From when to when, in the zone of the alliance; the last day is told where it is another one."""
    first, last = (moment.astimezone(LOCAL_ZONE) for moment in (starts_at, ends_at))
    end = f"{last:%H:%M}" if first.date() == last.date() else told_moment(ends_at)
    return f"{told_moment(starts_at)} – {end}"


def state(of: EventState) -> tuple[str, str]:
    return str(_(of.label)), EVENT_TONES[of]


def columns() -> Sequence[tuple[str, str]]:
    return (
        (_("Publicity event"), "pair"),
        (_("When"), ""),
        (_("Where"), "pair"),
        (_("Proposing unit"), ""),
        (_("State"), "status"),
    )


def row(line: EventLine) -> tuple[Any, ...]:
    return (
        url_for("publicity.event", event_id=line.id),
        (line.title, named(line.kind)),
        hours(line.starts_at, line.ends_at),
        (line.venue, named(line.district)),
        line.organisation or _("The center"),
        state(line.state),
    )


def facts(event: EventReading, *, papers: bool) -> list[dict[str, Any]]:
    """What is known of it; with `papers`, also what is only for those who take part or look after it."""
    contact = " ".join(filter(None, (event.contact_office, event.contact_phone)))
    rows = [
        {"key": _("When"), "value": hours(event.starts_at, event.ends_at)},
        {"key": _("Where"), "value": f"{named(event.district)} · {event.venue}"},
        {"key": _("Kind"), "value": named(event.kind)},
    ]
    if event.five_entry:
        rows.append({"key": _("Five entries"), "value": _(event.five_entry.label)})
    if event.theme:
        rows.append({"key": _("Theme"), "value": event.theme})
    rows.append({"key": _("Proposing unit"), "value": event.organisation or _("The center")})
    if contact:
        rows.append({"key": _("Contact"), "value": contact})
    if event.planned_attendance is not None:
        rows.append({"key": _("People expected"), "value": f"{event.planned_attendance:,}"})
    if event.attendance is not None:
        rows.append({"key": _("People who came"), "value": f"{event.attendance:,}"})
    if papers:
        rows.append({"key": _("Who reads it"), "value": _("Everybody") if event.public else _("Its audience")})
    return rows


def described(event: EventReading) -> str | None:
    """The event in one sentence, for whoever is sent its address; None where it is not for everybody."""
    if not event.public or event.approved_at is None:
        return None
    begins = event.starts_at.astimezone(LOCAL_ZONE)
    when, where = f"{long_day(begins.date())} {begins:%H:%M}", f"{named(event.district)}{event.venue}"
    off = f"{_(event.state.label)}：" if event.state is EventState.CANCELLED else ""
    return " ".join(f"{off}{when}，{where}。{event.description}".split())[:160]


def marks(event: EventReading) -> list[tuple[str, str]]:
    found = [state(event.state)]
    return found if event.public else [*found, (str(_("Not public")), "grey")]


REASONS = {
    EventState.CANCELLED: (N_("Called off"), "red"),
    EventState.DECLINED: (N_("Not approved"), "red"),
    EventState.RETURNED: (N_("Given back"), "amber"),
}


def reason(event: EventReading) -> dict[str, Any] | None:
    if not event.reason or event.state not in REASONS:
        return None
    title, tone = REASONS[event.state]
    return {"title": _(title), "tone": tone, "text": event.reason}


def moves(work: Work, event: EventReading) -> dict[str, list[dict[str, Any]]]:
    """`links` lead to a page, `buttons` act at once. It begins on its day at the earliest."""
    open_now = EVENT_WORKFLOW.open_to(event.state, lambda can: may(work.actor, Can(can), event))
    if local_day(work.now) < local_day(event.starts_at):
        open_now = tuple(one for one in open_now if one.name != "start")
    buttons = [
        way(one.label, f"publicity.{one.name}", event, _kind(one.name)) for one in open_now if one.name not in PAGES
    ]
    links = [way(one.label, PAGES[one.name], event, _kind(one.name)) for one in open_now if one.name in PAGES]
    if may(work.actor, Can.KEEP_EVENT, event):
        links = [*_keeping(event), *links]
        if event.state in WRITABLE:
            buttons.append(way(N_("Drop the draft"), "publicity.drop", event, "quiet"))
    if may(work.actor, Can.ADD_COVERAGE) and event.approved_at and event.state is not EventState.CANCELLED:
        links.append(way(N_("Add what was published"), "publicity.new_coverage", event))
    if may(work.actor, Can.ENTER_REACH) and event.state in OVER:
        links.append(way(N_("Enter how many were reached"), "publicity.reach_form", event))
    return {"links": links, "buttons": buttons}


def _kind(name: str) -> str:
    return "quiet" if name in QUIET else "primary"


def _keeping(event: EventReading) -> list[dict[str, Any]]:
    ways = []
    if event.state in WRITABLE:
        ways.append(way(N_("Go on writing"), "publicity.edit", event))
    if event.state is EventState.DRAFT and event.series_id is None:
        ways.append(way(N_("Repeat it as a series"), "publicity.repeating_form", event))
    if event.state in AHEAD:
        ways.append(way(N_("Change time or place"), "publicity.moving", event))
    if event.state in ARRANGEABLE:
        ways.append(way(N_("Programme"), "publicity.programme", event))
    ways.append(way(N_("Files"), "publicity.files", event))
    return ways


def way(label: str, endpoint: str, event: EventReading, kind: str = "secondary") -> dict[str, Any]:
    return {"label": _(label), "url": url_for(endpoint, event_id=event.id), "kind": kind}


def file_rows(event: EventReading, files: Sequence[FileOfEvent]) -> list[dict[str, Any]]:
    """The files with what each is; a picture that others do not see says so."""
    rows = []
    for one in files:
        row = file_row(one.line, "publicity.file", event_id=event.id)
        hidden = one.kind is EventFileKind.PICTURE and not one.faces_agreed
        about = [_(one.kind.label), one.caption, _("not shown: no consent") if hidden else "", row["about"]]
        rows.append(row | {"about": " · ".join(filter(None, about))})
    return rows


def host_rows(event: EventReading, hosts: Sequence[HostLine], *, may_keep: bool) -> list[dict[str, Any]]:
    return [
        {
            "part": _(one.part.label),
            "name": one.name,
            "url": url_for("directory.member", organisation_id=one.organisation_id) if one.organisation_id else None,
            "drop_url": url_for("publicity.remove_host", event_id=event.id, host_id=one.id) if may_keep else None,
        }
        for one in hosts
    ]


def story(happenings: Sequence[Happening]) -> list[dict[str, Any]]:
    """What happened, with what it was about."""
    return [{"at": one.at, "who": _(one.who), "what": _happened(one)} for one in happenings]


def _happened(one: Happening) -> str:
    said = one.payload
    if "visitors" in said:
        about = _("point %(number)d, %(visitors)d visitors, %(questions)d questions", **said)
    elif "point_id" in said:
        about = _("point %(number)d", number=said["number"])
    else:
        about = said.get("reason") or said.get("office") or said.get("title") or said.get("venue") or said.get("name")
    return f"{_(one.what)}{_(': ')}{about}" if about else str(_(one.what))
