"""The points of an event: placed beforehand, and on the day."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import filling, placing, points, programme_shown, queries
from .blueprint import ONE, bp
from .holding import ARRANGEABLE
from .points import PointReading
from .programme_forms import CountForm, PointForm
from .queries import EventReading
from .vocabulary import POINT_TONES, EventState

POINT = f"{ONE}/points/<uuid:point_id>"


@bp.get(f"{ONE}/points/new")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def new_point(work: Work, event: EventReading) -> Response:
    number = filling.next_number(points.of_event(work, event.id))
    return _form_page(work, event, PointForm(formdata=None, number=number))


@bp.post(f"{ONE}/points/new")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def add_point(work: Work, event: EventReading) -> Response:
    form = filling.point_offered(work, event, PointForm())
    filling.search(work, form)
    if form.settle(work, lambda: placing.add(work, event.id, form.as_(placing.PointText))):
        return go("publicity.programme", event_id=event.id, said=_("The point is added."))
    return _form_page(work, event, form, status=422)


@bp.get(f"{POINT}/edit")
@permit(Can.KEEP_EVENT, subject=points.reading, sees=Can.READ_EVENT)
def edit_point(work: Work, reading: PointReading) -> Response:
    values = filling.point_values(reading.point)
    return _form_page(work, reading.event, PointForm(formdata=None, data=values), reading)


@bp.post(f"{POINT}/edit")
@permit(Can.KEEP_EVENT, subject=points.reading, sees=Can.READ_EVENT)
def change_point(work: Work, reading: PointReading) -> Response:
    event = reading.event
    form = filling.point_offered(work, event, PointForm())
    filling.search(work, form, _operator(reading))
    if form.settle(work, lambda: placing.change(work, event.id, reading.id, form.as_(placing.PointText))):
        return go("publicity.point", event_id=event.id, point_id=reading.id, said=_("The point is changed."))
    return _form_page(work, event, form, reading, 422)


def _operator(reading: PointReading | None) -> tuple[object, str] | None:
    """Who operates it stays to choose, whatever the search finds."""
    if reading is None or reading.point.organisation_id is None:
        return None
    return reading.point.organisation_id, reading.point.organisation or ""


def _form_page(
    work: Work, event: EventReading, form: PointForm, reading: PointReading | None = None, status: int = 200
) -> Response:
    filling.point_offered(work, event, form)
    search = filling.search(work, form, _operator(reading))
    address: dict[str, Any] = {"event_id": event.id} | ({"point_id": reading.id} if reading else {})
    look, act = ("edit_point", "change_point") if reading else ("new_point", "add_point")
    return page(
        "publicity/form.html",
        status,
        event=event,
        form=form,
        search=search,
        search_url=url_for(f"publicity.{look}", **address),
        title=_("Change the point") if reading else _("Add a point"),
        lead=_("Find its operator first. Two points never have the same number."),
        action=url_for(f"publicity.{act}", q=search.q.data or None, **address),
        submit=_("Save"),
    )


@bp.post(f"{POINT}/remove")
@permit(Can.KEEP_EVENT, subject=points.reading, sees=Can.READ_EVENT)
def remove_point(work: Work, reading: PointReading) -> Response:
    placing.remove(work, reading.event.id, reading.id)
    return go("publicity.programme", event_id=reading.event.id, said=_("Taken away."))


@bp.get(POINT)
@permit(Can.READ_EVENT, subject=points.reading)
def point(work: Work, reading: PointReading) -> Response:
    return _point_page(work, reading, CountForm(formdata=None))


def _point_page(work: Work, reading: PointReading, form: CountForm, status: int = 200) -> Response:
    event, line = reading.event, reading.point
    counts = event.state is EventState.RUNNING and may(work.actor, Can.WORK_POINT, reading)
    return page(
        "publicity/point.html",
        status,
        event=event,
        point=line,
        form=form if counts else None,
        may_keep=may(work.actor, Can.KEEP_EVENT, event) and event.state in ARRANGEABLE,
        state=(_(line.state.label), POINT_TONES[line.state]),
        facts=programme_shown.point_facts(reading),
        moves=programme_shown.point_moves(work, reading),
    )


@bp.post(f"{POINT}/count")
@permit(Can.WORK_POINT, subject=points.reading, sees=Can.READ_EVENT)
def count(work: Work, reading: PointReading) -> Response:
    form = CountForm()
    if form.settle(work, lambda: placing.count(work, reading.event.id, reading.id, form.as_(placing.CountText))):
        return go("publicity.point", event_id=reading.event.id, point_id=reading.id, said=_("Counted."))
    return _point_page(work, reading, form, 422)


def _turned(work: Work, reading: PointReading, move: str) -> Response:
    placing.turn(work, reading.event.id, reading.id, move)
    return go("publicity.point", event_id=reading.event.id, point_id=reading.id, said=_("Noted."))


@bp.post(f"{POINT}/man")
@permit(Can.WORK_POINT, subject=points.reading, sees=Can.READ_EVENT)
def man(work: Work, reading: PointReading) -> Response:
    return _turned(work, reading, "man")


@bp.post(f"{POINT}/pause")
@permit(Can.WORK_POINT, subject=points.reading, sees=Can.READ_EVENT)
def pause(work: Work, reading: PointReading) -> Response:
    return _turned(work, reading, "pause")


@bp.post(f"{POINT}/clear")
@permit(Can.WORK_POINT, subject=points.reading, sees=Can.READ_EVENT)
def clear(work: Work, reading: PointReading) -> Response:
    return _turned(work, reading, "clear")
