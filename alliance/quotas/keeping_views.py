"""Places kept for members, before whoever keeps the event."""

from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from ..publicity.filling import search
from ..shifts.forms import day_and_time
from ..shifts.queries import ShiftReading
from ..shifts.queries import reading as shift_reading
from ..shifts.shown import local
from . import keeping, queries, shown
from .blueprint import KEPT, SHIFT, bp
from .forms import NewQuotaForm, QuotaForm
from .queries import KeptQuota

RETURNS_BEFORE = timedelta(hours=48)
"""So long before the shift the form proposes that the places return."""


@bp.get(SHIFT)
@permit(Can.KEEP_EVENT, subject=shift_reading)
def of_shift(work: Work, shift: ShiftReading) -> Response:
    returns_at = max(local(shift.starts_at) - RETURNS_BEFORE, local(work.now) + timedelta(hours=1))
    begun = day_and_time(min(returns_at, local(shift.starts_at)), "returns")
    return _shift_page(work, shift, NewQuotaForm(formdata=None, data=begun))


@bp.post(SHIFT)
@permit(Can.KEEP_EVENT, subject=shift_reading)
def keep(work: Work, shift: ShiftReading) -> Response:
    form = NewQuotaForm()
    search(work, form)
    if form.settle(work, lambda: keeping.keep(work, shift.id, form.text(form.organisation_id.data))):
        return go("quotas.of_shift", shift_id=shift.id, said=_("The places are kept; the organisation gets a letter."))
    return _shift_page(work, shift, form, form.status)


def _shift_page(work: Work, shift: ShiftReading, form: NewQuotaForm, status: int = 200) -> Response:
    return page(
        "quotas/of_shift.html",
        status,
        shift=shift,
        form=form,
        search=search(work, form),
        columns=shown.shift_columns(),
        rows=shown.shift_rows(queries.of_shift(work, shift.id), work.now),
    )


@bp.get(KEPT)
@permit(Can.KEEP_EVENT, subject=queries.kept)
def edit(work: Work, found: KeptQuota) -> Response:
    quota = found.quota
    said = {"version": quota.version, "places": quota.places, **day_and_time(local(quota.returns_at), "returns")}
    return _edit_page(work, found, QuotaForm(formdata=None, data=said))


@bp.post(KEPT)
@permit(Can.KEEP_EVENT, subject=queries.kept)
def change(work: Work, found: KeptQuota) -> Response:
    form, quota = QuotaForm(), found.quota
    if form.settle(work, lambda: keeping.change(work, quota.shift_id, quota.id, form.text())):
        return go("quotas.of_shift", shift_id=quota.shift_id, said=_("Changed; the organisation gets a letter."))
    form.seen("version", quota.version)
    return _edit_page(work, found, form, form.status)


def _edit_page(work: Work, found: KeptQuota, form: QuotaForm, status: int = 200) -> Response:
    quota = found.quota
    giving_back = url_for("quotas.give_back", shift_id=quota.shift_id, quota_id=quota.id)
    state = shown.state(quota, work.now)
    return page("quotas/edit.html", status, quota=quota, form=form, state=state, giving_back=giving_back)


@bp.post(f"{KEPT}/return")
@permit(Can.KEEP_EVENT, subject=queries.kept)
def give_back(work: Work, found: KeptQuota) -> Response:
    keeping.give_back(work, found.quota.shift_id, found.quota.id)
    said = _("What nobody has confirmed is everybody's now.")
    return go("quotas.of_shift", shift_id=found.quota.shift_id, said=said)
