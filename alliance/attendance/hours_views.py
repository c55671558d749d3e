"""The pages of hours: a shift's for whoever keeps the event, one person's to correct, and one's own."""

from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from ..shifts import queries as shift_readings
from ..shifts.queries import ShiftReading
from . import hours, hours_queries, hours_shown, queries
from .blueprint import OWN, SHIFT, bp
from .forms import HoursForm, ObjectionForm, RevisionForm
from .hours_queries import HoursLine
from .queries import OwnLine

ONE = f"{SHIFT}/hours/<uuid:sign_up_id>"


@bp.get(f"{SHIFT}/hours")
@permit(Can.KEEP_EVENT, subject=shift_readings.reading)
def of_shift(work: Work, shift: ShiftReading) -> Response:
    lines = hours_queries.of_shift(work, shift)
    return page("attendance/hours.html", shift=shift, lines=hours_shown.lines(work, shift, lines))


@bp.post(f"{SHIFT}/hours/confirm")
@permit(Can.KEEP_EVENT, subject=shift_readings.reading)
def confirm_plain(work: Work, shift: ShiftReading) -> Response:
    count = hours.confirm_plain(work, shift.id)
    said = ngettext("%(num)d figure is confirmed.", "%(num)d figures are confirmed.", count)
    return go("attendance.of_shift", shift_id=shift.id, said=said)


@bp.post(f"{ONE}/confirm")
@permit(Can.KEEP_EVENT, subject=hours_queries.line)
def confirm_kept(work: Work, line: HoursLine) -> Response:
    form = RevisionForm()
    hours.confirm_kept(work, line, form.shown)
    return go("attendance.of_shift", shift_id=line.shift_id, said=_("Confirmed."))


@bp.get(ONE)
@permit(Can.KEEP_EVENT, subject=hours_queries.line)
def correcting(work: Work, line: HoursLine) -> Response:
    return _correcting_page(work, line, HoursForm(formdata=None, data=hours_shown.values(line)))


def _correcting_page(work: Work, line: HoursLine, form: HoursForm, status: int = 200) -> Response:
    return page(
        "attendance/correcting.html",
        status,
        line=line,
        form=form,
        facts=hours_shown.facts(line),
        figures=hours_shown.figure_rows(hours_queries.figures(work, line.sign_up_id)),
    )


@bp.post(ONE)
@permit(Can.KEEP_EVENT, subject=hours_queries.line)
def correct(work: Work, line: HoursLine) -> Response:
    form = HoursForm()
    if form.settle(work, lambda: hours.correct(work, line, hours_shown.text(form))):
        return go("attendance.of_shift", shift_id=line.shift_id, said=_("Noted. The volunteer is asked to confirm it."))
    form.seen("revision", line.revision)
    return _correcting_page(work, line, form, form.status)


@bp.post(f"{OWN}/confirm")
@permit(Can.KEEP_OWN_HOURS, subject=queries.own_line)
def confirm_own(work: Work, line: OwnLine) -> Response:
    form = RevisionForm()
    hours.confirm_own(work, line.sign_up_id, form.shown)
    return go("attendance.own_shift", sign_up_id=line.sign_up_id, said=_("Confirmed. Thank you for helping."))


@bp.get(f"{OWN}/object")
@permit(Can.KEEP_OWN_HOURS, subject=queries.own_line)
def objecting(work: Work, line: OwnLine) -> Response:
    form = ObjectionForm(formdata=None, revision=line.revision)
    return page("attendance/objecting.html", line=line, form=form, said=hours_shown.own(line))


@bp.post(f"{OWN}/object")
@permit(Can.KEEP_OWN_HOURS, subject=queries.own_line)
def object_to(work: Work, line: OwnLine) -> Response:
    form = ObjectionForm()
    if form.settle(work, lambda: hours.object_to(work, line.sign_up_id, form.shown, form.words.data)):
        return go("attendance.own_shift", sign_up_id=line.sign_up_id, said=_("The organisers are told."))
    form.seen("revision", line.revision)
    return page("attendance/objecting.html", form.status, line=line, form=form, said=hours_shown.own(line))
