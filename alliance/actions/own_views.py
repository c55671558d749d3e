"""The organisation's own page: what is asked of it, by day."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import Refusal
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import page
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import shown
from .blueprint import bp
from .own import Key, OwnFilter, OwnPage, own_assignments
from .sheet_telling import own_place
from .vocabulary import OPEN_LIGHTS, TONES, Light

NO_FILTER = N_("The address holds a filter that does not exist.")


@bp.get("/own")
@permit(Can.SEE_OWN_ACTIONS)
def own(work: Work) -> Response:
    wanted = _wanted()
    found = own_assignments(work, wanted, _after(finished=wanted.finished))
    return page(
        "actions/own.html",
        tabs=_tabs(wanted, found),
        lights=_lights(wanted, found),
        finished=wanted.finished,
        by_sheet=may(work.actor, Can.ANSWER_ASSIGNMENT, own_place(work)),
        rows=[shown.own_row(line) for line in found.lines],
        pager=listing.pager(found.next_key, len(found.lines)),
    )


def _wanted() -> OwnFilter:
    light = request.args.get("light", "")
    if light and light not in list(Light):
        raise Refusal(NO_FILTER)
    return OwnFilter(request.args.get("finished") == "1", Light(light) if light else None)


def _after(*, finished: bool) -> Key | None:
    """The last row of the page before: of open ones its day, of finished ones its moment."""
    if finished:
        moment = listing.after_moment()
        return (moment[0].isoformat(), moment[1]) if moment else None
    key = listing.after_row()
    if key is None:
        return None
    try:
        return (date.fromisoformat(key[0]).isoformat(), UUID(str(key[1])))
    except ValueError as damaged:
        raise Refusal(listing.DAMAGED) from damaged


def _tabs(wanted: OwnFilter, found: OwnPage) -> list[dict[str, Any]]:
    waiting = sum(count for light, count in found.counts.items() if light in OPEN_LIGHTS)
    return [
        {"label": _("To do"), "url": url_for("actions.own"), "current": not wanted.finished, "count": waiting},
        {"label": _("Done with"), "url": url_for("actions.own", finished=1), "current": wanted.finished},
    ]


def _lights(wanted: OwnFilter, found: OwnPage) -> list[dict[str, Any]]:
    """How much stands how, each a way to just that; the most urgent first."""
    if wanted.finished:
        return []
    return [
        {
            "label": _(light.label),
            "tone": TONES[light],
            "count": found.counts[light],
            "url": url_for("actions.own", light=light),
            "current": wanted.light is light,
        }
        for light in OPEN_LIGHTS
        if found.counts.get(light)
    ]
