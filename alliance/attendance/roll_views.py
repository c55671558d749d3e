"""The pages of whoever keeps an event: the shifts of these days, one event, the list of a shift, what was not taken."""

from uuid import UUID

from flask import current_app, jsonify, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from ..foundation.web import listing as lists
from ..foundation.web.answers import go, page
from ..foundation.web.guard import limiter
from ..policy.can import Can
from ..policy.gate import permit
from ..publicity import points
from ..shifts import queries as shift_readings
from ..shifts.queries import ShiftReading
from . import failing, filling, listing, places, queries, roll_shown, shift_lists
from .blueprint import EVENT, SHIFT, bp
from .forms import AdmitForm, SearchForm, TapForm
from .places import Place
from .vocabulary import Outcome

SCAN = f"{EVENT}/failed/<uuid:scan_id>"


@bp.get("/")
@permit(Can.WRITE_EVENT)
def shifts(work: Work) -> Response:
    past = request.args.get("past") == "1"
    found = shift_lists.of_days(work, lists.after_moment(), past=past)
    return page(
        "attendance/shifts.html",
        tabs=roll_shown.tabs_of_days(past=past),
        rows=roll_shown.shift_rows(found.lines),
        pager=lists.pager(found.next_key, len(found.lines)),
    )


@bp.get(EVENT)
@permit(Can.KEEP_EVENT, subject=places.of_event)
def event(work: Work, at: Place) -> Response:
    return page(
        "attendance/event.html",
        place=at,
        rows=roll_shown.shift_rows(shift_lists.of_event(work, at.event_id)),
        failed=len(queries.failed(work, at.event_id)),
        points=roll_shown.point_rows(at, points.of_event(work, at.event_id)),
    )


@bp.get(SHIFT)
@permit(Can.KEEP_EVENT, subject=shift_readings.reading)
def roll(work: Work, shift: ShiftReading) -> Response:
    form = SearchForm(request.args)
    return _roll_page(work, shift, TapForm(formdata=None), lists.ask(form))


def _roll_page(
    work: Work, shift: ShiftReading, form: TapForm, search: SearchForm | None = None, status: int = 200
) -> Response:
    search = search or SearchForm(formdata=None)
    lines = queries.roll(work, shift, search.q.data or "")
    return page(
        "attendance/roll.html",
        status,
        shift=shift,
        form=form,
        search=search,
        lines=roll_shown.roll_lines(lines),
        counts=roll_shown.counts(lines),
        facts=roll_shown.shift_facts(shift),
        owner=roll_shown.owner(work),
    )


@bp.post(f"{SHIFT}/note")
@limiter.limit("600 per minute")
@permit(Can.KEEP_EVENT, subject=shift_readings.reading)
def note(work: Work, shift: ShiftReading) -> Response:
    """One line of the list; a phone that sends what it kept asks for an answer that a script reads."""
    form, by_script = TapForm(), request.accept_mimetypes.best == "application/json"
    if not form.settle(work, lambda: listing.tap(work, shift, filling.tap(form))):
        if by_script:
            return _told(422, {"outcome": "refused", "words": roll_shown.first_error(form)})
        return _roll_page(work, shift, form, status=422)
    said = roll_shown.tapped(form.result)
    if by_script:
        return _told(200, said)
    if form.result.outcome is Outcome.FAILED:
        return _roll_page(work, shift, roll_shown.with_error(form, said["words"]), status=409)
    return go("attendance.roll", shift_id=shift.id, said=said["words"])


def _told(status: int, said: dict[str, str]) -> Response:
    answer = jsonify(said)
    answer.status_code = status
    return answer


@bp.get("/offline")
@permit(Can.VISIT)
def offline(work: Work) -> Response:
    """The frame of a list, with nothing in it: a phone keeps it for where there is no network."""
    return page("attendance/offline.html")


@bp.get("/worker.js")
@permit(Can.VISIT)
def worker(work: Work) -> Response:
    """It keeps that frame, and lies beside the lists because a worker serves only what lies below it."""
    answer = current_app.send_static_file("js/roll-worker.js")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get(f"{EVENT}/failed")
@permit(Can.KEEP_EVENT, subject=places.of_event)
def failed(work: Work, at: Place) -> Response:
    return page("attendance/failed.html", place=at, rows=roll_shown.failed_rows(at, queries.failed(work, at.event_id)))


@bp.get(SCAN)
@permit(Can.KEEP_EVENT, subject=places.of_scan)
def settling(work: Work, at: Place) -> Response:
    return _settling_page(work, at, AdmitForm(formdata=None))


def _settling_page(work: Work, at: Place, form: AdmitForm, status: int = 200) -> Response:
    line = queries.failed_one(work, at.event_id, _scan_asked())
    if line is None:
        raise NotThere()
    form.offer(roll_shown.people(queries.to_choose(work, at.event_id)))  # anew: whoever was chosen may have withdrawn
    return page("attendance/settling.html", status, place=at, scan=line, form=form, facts=roll_shown.failed_facts(line))


@bp.post(f"{SCAN}/admit")
@permit(Can.KEEP_EVENT, subject=places.of_scan)
def admit(work: Work, at: Place) -> Response:
    form = AdmitForm()
    form.offer(roll_shown.people(queries.to_choose(work, at.event_id)))
    if form.settle(work, lambda: failing.admit(work, at.event_id, _scan_asked(), roll_shown.chosen(form))):
        return go("attendance.failed", event_id=at.event_id, said=_("Noted after all."))
    return _settling_page(work, at, form, 422)


@bp.post(f"{SCAN}/set-aside")
@permit(Can.KEEP_EVENT, subject=places.of_scan)
def set_aside(work: Work, at: Place) -> Response:
    failing.set_aside(work, at.event_id, _scan_asked())
    return go("attendance.failed", event_id=at.event_id, said=_("Set aside."))


def _scan_asked() -> UUID:
    scan_id: UUID = (request.view_args or {})["scan_id"]
    return scan_id
