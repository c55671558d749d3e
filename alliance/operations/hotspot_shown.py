"""Hotspots in the words of their pages: rows of lists, who is stationed, the log, and the moves that are open."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.language import day, long_day, named
from ..policy.can import Can
from ..policy.table import may
from .hotspots import HotspotLine, HotspotReading, LogLine, PostingLine
from .vocabulary import HOTSPOT_TONES, HotspotState, OperationState
from .workflow import HOTSPOT_WORKFLOW

PAGES = {"propose": "operations.proposing"}


def row(line: HotspotLine) -> tuple[Any, ...]:
    return (
        url_for("operations.hotspot", hotspot_id=line.id),
        (line.place, named(line.district)),
        day(line.listed_on),
        line.days,
        line.visits,
        line.persons,
        line.cases,
        (_(line.state.label), HOTSPOT_TONES[line.state]),
    )


def state(hotspot: HotspotReading) -> tuple[str, str]:
    return str(_(hotspot.state.label)), HOTSPOT_TONES[hotspot.state]


def facts(hotspot: HotspotReading) -> list[dict[str, Any]]:
    rows = [
        {"key": _("District"), "value": named(hotspot.district)},
        {"key": _("Listed on"), "value": long_day(hotspot.listed_on)},
        {"key": _("Why it is listed"), "value": hotspot.why},
    ]
    if hotspot.proposed_at:
        rows.append({"key": _("Proposed on"), "value": long_day(local_day(hotspot.proposed_at))})
        rows.append({"key": _("Why it need not be listed any longer"), "value": hotspot.proposal})
    if hotspot.delisted_on:
        rows.append({"key": _("Delisted on"), "value": long_day(hotspot.delisted_on)})
    return rows


def moves(work: Work, hotspot: HotspotReading) -> dict[str, list[dict[str, Any]]]:
    """`links` lead to a page, `buttons` act at once; nothing is open once the operation is over."""
    links: list[dict[str, Any]] = []
    address: dict[str, Any] = {"hotspot_id": hotspot.id}
    if hotspot.operation.state is not OperationState.RUNNING:
        return {"links": [], "buttons": []}
    if hotspot.state is not HotspotState.DELISTED:
        if may(work.actor, Can.WRITE_LOG, hotspot):
            links.append(
                {"label": _("Write today's log"), "url": url_for("operations.log_form", **address), "kind": "primary"}
            )
        if may(work.actor, Can.KEEP_HOTSPOT):
            links.append(
                {
                    "label": _("Station somebody"),
                    "url": url_for("operations.new_posting", **address),
                    "kind": "secondary",
                }
            )
    open_now = HOTSPOT_WORKFLOW.open_to(hotspot.state, lambda can: may(work.actor, Can(can), hotspot))
    links += [_way(one.label, PAGES[one.name], address) for one in open_now if one.name in PAGES]
    names = {"keep": "operations.keep", "delist": "operations.delist"}
    buttons = [_way(one.label, names[one.name], address) for one in open_now if one.name in names]
    return {"links": links, "buttons": buttons}


def _way(label: str, endpoint: str, address: dict[str, Any]) -> dict[str, Any]:
    return {"label": _(label), "url": url_for(endpoint, **address), "kind": "secondary"}


def posting_rows(
    hotspot: HotspotReading, lines: Sequence[PostingLine], today: date, *, may_end: bool
) -> list[dict[str, Any]]:
    return [
        {
            "office": line.office,
            "who": line.organisation or _("The center or a sub-center"),
            "days": f"{day(line.from_on)} → {day(line.to_on) or '…'}",
            "over": bool(line.to_on and line.to_on < today),
            "end_url": _ending(hotspot, line) if may_end and not (line.to_on and line.to_on <= today) else None,
        }
        for line in lines
    ]


def _ending(hotspot: HotspotReading, line: PostingLine) -> str:
    return url_for("operations.end_posting", hotspot_id=hotspot.id, posting_id=line.id)


def log_rows(lines: Sequence[LogLine]) -> list[dict[str, Any]]:
    return [
        {
            "day": day(line.day),
            "who": line.organisation or _("The center or a sub-center"),
            "words": line.words,
            "figures": [
                (_("Households visited"), line.visits),
                (_("Persons reached"), line.persons),
                (_("Cases stopped or found"), line.cases),
            ],
        }
        for line in lines
    ]


def sheet_columns() -> Sequence[str]:
    return (
        _("Day"),
        _("Written by"),
        _("What happened"),
        _("Households visited"),
        _("Persons reached"),
        _("Cases stopped or found"),
    )


def sheet_rows(lines: Sequence[LogLine]) -> Iterator[tuple[Any, ...]]:
    for line in lines:
        who = line.organisation or _("The center or a sub-center")
        yield day(line.day), who, line.words, line.visits, line.persons, line.cases
