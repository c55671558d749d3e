"""The programme in the words of its pages: agenda, formations, points, and the plan on which they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ..foundation.kernel.clock import LOCAL_ZONE, local_day
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.language import moment
from ..policy.can import Can
from ..policy.table import may
from .parts import AgendaLine, FormationLine, VenueLine
from .points import PointLine, PointReading
from .queries import EventReading
from .vocabulary import POINT_TONES, EventState, PointState
from .workflow import POINT_WORKFLOW

WIDTH, HEIGHT, EDGE = 1000, 560, 40
"""The plan in its own units; points stand at least an edge away from its sides."""


def agenda_rows(event: EventReading, lines: Sequence[AgendaLine], *, may_keep: bool) -> list[dict[str, Any]]:
    one_day = local_day(event.starts_at) == local_day(event.ends_at)
    return [
        {
            "when": f"{line.at.astimezone(LOCAL_ZONE):%H:%M}" if one_day else moment(line.at),
            "words": line.words,
            "office": line.office,
            "drop_url": url_for("publicity.remove_item", event_id=event.id, item_id=line.id) if may_keep else None,
        }
        for line in lines
    ]


@dataclass(frozen=True, slots=True)
class Spot:
    """Something on the plan, in its units. `mark`: what stands in its circle; a venue has none."""

    x: float
    y: float
    mark: str
    words: str
    tone: str


def plan(points: Sequence[PointLine], venues: Sequence[VenueLine]) -> Sequence[Spot]:
    """What has a place on the plan: venues first, so that points are drawn over them."""
    spots = [
        Spot(*_at(one.across, one.down), "", one.title, "purple")
        for one in venues
        if one.across is not None and one.down is not None
    ]
    spots += [
        Spot(*_at(one.across, one.down), str(one.number), f"{one.number} {one.title}", POINT_TONES[one.state])
        for one in points
        if one.across is not None and one.down is not None
    ]
    return spots


def _at(across: int, down: int) -> tuple[float, float]:
    return EDGE + across * (WIDTH - 2 * EDGE) / 100, EDGE + down * (HEIGHT - 2 * EDGE) / 100


def formation_rows(event: EventReading, lines: Sequence[FormationLine], *, may_keep: bool) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "title": line.title,
            "members": [
                {"name": name, "url": url_for("directory.member", organisation_id=organisation_id)}
                for organisation_id, name in line.members.items()
            ],
            "heads": line.heads,
            "leader": line.leader,
            "moves": _formation_moves(event, line, number, len(lines)) if may_keep else None,
        }
        for number, line in enumerate(lines, 1)
    ]


def _formation_moves(event: EventReading, line: FormationLine, number: int, count: int) -> dict[str, Any]:
    def way(label: str, endpoint: str) -> dict[str, Any]:
        return {
            "label": _(label),
            "kind": "quiet",
            "url": url_for(f"publicity.{endpoint}", event_id=event.id, formation_id=line.id),
        }

    buttons = [way(N_("Move earlier"), "formation_earlier")] if number > 1 else []
    buttons += [way(N_("Move later"), "formation_later")] if number < count else []
    buttons.append(way(N_("Take it away"), "remove_formation"))
    return {
        "links": [way(N_("Change"), "formation"), way(N_("Who stands in it"), "formation_members")],
        "buttons": buttons,
    }


def holder(event: EventReading) -> str:
    """Who operates a point for which no other organisation is named."""
    return event.organisation or str(_("The center"))


def point_columns() -> Sequence[tuple[str, str]]:
    return (
        (_("Point"), "pair"),
        (_("Operated by"), "pair"),
        (_("Materials"), ""),
        (_("Visitors"), "number"),
        (_("Questions"), "number"),
        (_("State"), "status"),
    )


def point_row(event: EventReading, line: PointLine) -> tuple[Any, ...]:
    return (
        url_for("publicity.point", event_id=event.id, point_id=line.id),
        (f"{line.number} {line.title}", " · ".join(filter(None, (_(line.kind.label), line.venue)))),
        (line.organisation or holder(event), line.staff),
        line.materials or None,
        line.visitors,
        line.questions,
        (_(line.state.label), POINT_TONES[line.state]),
    )


def point_facts(reading: PointReading) -> list[dict[str, Any]]:
    point = reading.point
    return [
        {"key": _("Operated by"), "value": point.organisation or holder(reading.event)},
        {"key": _("Kind"), "value": _(point.kind.label)},
        {"key": _("Venue"), "value": point.venue or reading.event.venue},
        {"key": _("Materials"), "value": point.materials},
        {"key": _("Staff, as offices"), "value": point.staff},
    ]


def point_moves(work: Work, reading: PointReading) -> dict[str, Any]:
    """How the point may say that it stands; nothing where the event does not take place."""
    if reading.event.state is not EventState.RUNNING:
        return {"links": [], "buttons": []}
    open_now = POINT_WORKFLOW.open_to(reading.point.state, lambda can: may(work.actor, Can(can), reading))
    address: dict[str, Any] = {"event_id": reading.event.id, "point_id": reading.id}
    return {
        "links": [],
        "buttons": [
            {"label": _(one.label), "url": url_for(f"publicity.{one.name}", **address), "kind": "secondary"}
            for one in open_now
        ],
    }


def figures(points: Sequence[PointLine]) -> list[tuple[str, int]]:
    """The points of an event in four figures."""
    return [
        (_("Points"), len(points)),
        (_("Manned now"), sum(one.state is PointState.MANNED for one in points)),
        (_("Visitors"), sum(one.visitors for one in points)),
        (_("Questions answered"), sum(one.questions for one in points)),
    ]
