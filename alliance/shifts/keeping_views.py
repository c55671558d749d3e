"""Shifts for whoever keeps the event: planned, changed, opened, closed, called off; who is in, and how many may be."""

from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from ..publicity import points
from ..publicity import queries as publicity
from ..publicity.queries import EventReading
from ..volunteers.queries import offered_qualifications
from . import capacity, keeping, people, queries, shown
from .blueprint import EVENT, ONE, bp
from .forms import NewShiftForm, PlacesForm, ReasonForm, ShiftForm, day_and_time
from .queries import ShiftReading

AS_THEY_ARE = ("version", "task", "point_id", "least_age", "needs_identity", "words")
CLOSES_BEFORE = timedelta(hours=12)
WITHDRAW_BEFORE = timedelta(hours=24)
AnyShiftForm = TypeVar("AnyShiftForm", bound=ShiftForm)


@bp.get(f"{EVENT}/new")
@permit(Can.KEEP_EVENT, subject=publicity.reading, sees=Can.READ_EVENT)
def new(work: Work, event: EventReading) -> Response:
    first, last = shown.local(event.starts_at), shown.local(event.ends_at)
    end = last if last.date() == first.date() else first + timedelta(hours=3)
    begun = {
        **day_and_time(first, "starts"),
        "ends_time": end.time(),
        **day_and_time(max(first - CLOSES_BEFORE, shown.local(work.now)), "sign_up"),
        **day_and_time(max(first - WITHDRAW_BEFORE, shown.local(work.now)), "withdraw"),
    }
    return _new_page(event, _offered(work, event.id, NewShiftForm(formdata=None, data=begun)))


@bp.post(f"{EVENT}/new")
@permit(Can.KEEP_EVENT, subject=publicity.reading, sees=Can.READ_EVENT)
def plan(work: Work, event: EventReading) -> Response:
    form = _offered(work, event.id, NewShiftForm())
    if form.settle(work, lambda: keeping.plan(work, event.id, form.text(form.places.data))):
        return go("shifts.shift", shift_id=form.result, said=_("The shift is planned. Open it when all is right."))
    return _new_page(event, form, form.status)


def _offered(work: Work, event_id: UUID, form: AnyShiftForm) -> AnyShiftForm:
    form.offer(points.of_event(work, event_id), offered_qualifications(work))
    return form


def _new_page(event: EventReading, form: NewShiftForm, status: int = 200) -> Response:
    at = {"event_id": event.id, "event_title": event.title}
    action = url_for("shifts.plan", event_id=event.id)
    return page("shifts/form.html", status, form=form, title=_("Plan a shift"), action=action, **at)


@bp.get(f"{ONE}/edit")
@permit(Can.KEEP_EVENT, subject=queries.reading)
def edit(work: Work, shift: ShiftReading) -> Response:
    kept = {name: getattr(shift, name) for name in AS_THEY_ARE}
    data = kept | {
        **day_and_time(shown.local(shift.starts_at), "starts"),
        "ends_time": shown.local(shift.ends_at).time(),
        **day_and_time(shown.local(shift.sign_up_until), "sign_up"),
        **day_and_time(shown.local(shift.withdraw_until), "withdraw"),
        "qualification_code": shift.qualification_code or "",
    }
    return _edit_page(shift, _offered(work, shift.event_id, ShiftForm(formdata=None, data=data)))


@bp.post(f"{ONE}/edit")
@permit(Can.KEEP_EVENT, subject=queries.reading)
def change(work: Work, shift: ShiftReading) -> Response:
    form = _offered(work, shift.event_id, ShiftForm())
    if form.settle(work, lambda: keeping.change(work, shift.event_id, shift.id, form.text())):
        return go("shifts.shift", shift_id=shift.id, said=_("The shift is changed."))
    form.seen("version", shift.version)
    return _edit_page(shift, form, form.status)


def _edit_page(shift: ShiftReading, form: ShiftForm, status: int = 200) -> Response:
    at = {"event_id": shift.event_id, "event_title": shift.title}
    action = url_for("shifts.change", shift_id=shift.id)
    return page("shifts/form.html", status, form=form, title=_("Change the shift"), action=action, **at)


@bp.post(f"{ONE}/open")
@permit(Can.KEEP_EVENT, subject=queries.reading)
def open(work: Work, shift: ShiftReading) -> Response:
    keeping.open_shift(work, shift.event_id, shift.id)
    return go("shifts.shift", shift_id=shift.id, said=_("The shift is open: volunteers can sign up."))


@bp.post(f"{ONE}/close")
@permit(Can.KEEP_EVENT, subject=queries.reading)
def close(work: Work, shift: ShiftReading) -> Response:
    keeping.close(work, shift.event_id, shift.id)
    return go("shifts.shift", shift_id=shift.id, said=_("Nobody signs up any more; whoever has a place keeps it."))


@bp.get(f"{ONE}/call-off")
@permit(Can.KEEP_EVENT, subject=queries.reading)
def calling_off(work: Work, shift: ShiftReading) -> Response:
    return _reason_page(shift, ReasonForm(formdata=None), _calling_off(shift))


@bp.post(f"{ONE}/call-off")
@permit(Can.KEEP_EVENT, subject=queries.reading)
def call_off(work: Work, shift: ShiftReading) -> Response:
    form = ReasonForm()
    if form.settle(work, lambda: keeping.call_off(work, shift.event_id, shift.id, form.reason.data)):
        return go("shifts.shift", shift_id=shift.id, said=_("The shift is called off; everybody is told."))
    return _reason_page(shift, form, _calling_off(shift), form.status)


def _calling_off(shift: ShiftReading) -> dict[str, str]:
    return {
        "title": _("Call the shift off"),
        "lead": _("Whoever has a place or waits gets a letter with your reason."),
        "action": url_for("shifts.call_off", shift_id=shift.id),
    }


def _reason_page(shift: ShiftReading, form: ReasonForm, about: dict[str, str], status: int = 200) -> Response:
    return page("shifts/reason.html", status, shift=shift, form=form, **about)


@bp.get(f"{ONE}/people")
@permit(Can.KEEP_EVENT, subject=queries.reading)
def people_in(work: Work, shift: ShiftReading) -> Response:
    lines = people.of_shift(work, shift.id)
    rows = shown.people_rows(shift, lines, may_release=shift.starts_at > work.now)
    short, columns = shift.lacks_people(work.now), shown.people_columns()
    return page("shifts/people.html", shift=shift, columns=columns, rows=rows, short=short)


RELEASE = f"{ONE}/people/<uuid:sign_up_id>/release"


@bp.get(RELEASE)
@permit(Can.KEEP_EVENT, subject=queries.with_sign_up)
def releasing(work: Work, found: queries.Held) -> Response:
    return _reason_page(found.shift, ReasonForm(formdata=None), _releasing(found))


@bp.post(RELEASE)
@permit(Can.KEEP_EVENT, subject=queries.with_sign_up)
def release(work: Work, found: queries.Held) -> Response:
    form, shift = ReasonForm(), found.shift
    reason = form.reason
    if form.settle(work, lambda: capacity.release(work, shift.event_id, shift.id, found.sign_up_id, reason.data)):
        return go("shifts.people_in", shift_id=shift.id, said=_("Released, and told by letter."))
    return _reason_page(shift, form, _releasing(found), form.status)


def _releasing(found: queries.Held) -> dict[str, str]:
    return {
        "title": _("Release a volunteer"),
        "lead": _("The volunteer gets a letter with your reason; the place is offered to who waits first."),
        "action": url_for("shifts.release", shift_id=found.shift.id, sign_up_id=found.sign_up_id),
    }


@bp.get(f"{ONE}/places")
@permit(Can.KEEP_EVENT, subject=queries.reading)
def setting_places(work: Work, shift: ShiftReading) -> Response:
    return _places_page(work, shift, PlacesForm(formdata=None, places=shift.places))


@bp.post(f"{ONE}/places")
@permit(Can.KEEP_EVENT, subject=queries.reading)
def set_places(work: Work, shift: ShiftReading) -> Response:
    form = _places_form(work, shift, PlacesForm())
    if form.settle(work, lambda: capacity.set_places(work, shift.event_id, shift.id, form.capacity())):
        return go("shifts.shift", shift_id=shift.id, said=_("The places are set."))
    return _places_page(work, shift, form, form.status)


def _places_form(work: Work, shift: ShiftReading, form: PlacesForm) -> PlacesForm:
    form.released.choices = shown.release_choices(people.of_shift(work, shift.id))
    return form


def _places_page(work: Work, shift: ShiftReading, form: PlacesForm, status: int = 200) -> Response:
    """Who holds a place is read anew: where somebody has just withdrawn, that may be why the form comes back."""
    return page("shifts/places.html", status, shift=shift, form=_places_form(work, shift, form))
