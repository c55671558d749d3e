"""The code at a venue or a point: on a screen, where it changes every minute, and on paper for a day."""

from typing import Any

from flask import current_app, url_for
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.answers import page
from ..plaques.pdf import code as picture_of
from ..policy.can import Can
from ..policy.gate import permit
from . import codes, places
from .blueprint import EVENT, bp
from .codes import Code
from .places import Place

POINT = f"{EVENT}/points/<uuid:point_id>"


def _shown(at: Place, code: Code) -> dict[str, Any]:
    base = current_app.config["SETTINGS"].base_url
    address = base + url_for("attendance.go", token=codes.written(code))
    return {"place": at, "address": address, "picture": picture_of(address), "digits": codes.digits(code)}


def _wall(work: Work, at: Place) -> Response:
    return page(
        "attendance/wall.html",
        **_shown(at, codes.wall(at.id, work.now)),
        seconds=codes.seconds_left(work.now),
        at=work.now,
    )


def _paper(work: Work, at: Place) -> Response:
    return page("attendance/paper.html", **_shown(at, codes.paper(at.id, work.now)), day=local_day(work.now))


@bp.get(f"{EVENT}/wall")
@permit(Can.KEEP_EVENT, subject=places.of_event)
def wall(work: Work, at: Place) -> Response:
    return _wall(work, at)


@bp.get(f"{POINT}/wall")
@permit(Can.KEEP_EVENT, subject=places.of_point)
def wall_of_point(work: Work, at: Place) -> Response:
    return _wall(work, at)


@bp.get(f"{EVENT}/paper")
@permit(Can.KEEP_EVENT, subject=places.of_event)
def paper(work: Work, at: Place) -> Response:
    """For a venue without a screen: the code holds today only."""
    return _paper(work, at)


@bp.get(f"{POINT}/paper")
@permit(Can.KEEP_EVENT, subject=places.of_point)
def paper_of_point(work: Work, at: Place) -> Response:
    return _paper(work, at)
