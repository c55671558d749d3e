"""The pages on which the center's administrator adds, edits and closes alliances and matrices."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from . import founding, groups, shown
from .blueprint import bp
from .forms import AllianceForm, AllianceFoundingForm, ClosingForm, FoundingForm, GroupForm
from .founding import GroupText, NewGroup
from .groups import ALLIANCES, GroupReading
from .queries import open_matrices

KIND = "<any(alliances, matrices):kind>"


@bp.get(f"/found/{KIND}")
@permit(Can.KEEP_MATRIX)
def found(work: Work, kind: str) -> Response:
    return _founding_page(work, kind, _founding_form(work, kind, fresh=True))


@bp.post(f"/found/{KIND}")
@permit(Can.KEEP_MATRIX)
def founded(work: Work, kind: str) -> Response:
    form = _founding_form(work, kind)
    if form.settle(work, lambda: founding.found(work, kind, _new_group(form))):
        return go(shown.ENDPOINTS[kind], code=form.code.data, said=_("It is added, and stands on the board."))
    return _founding_page(work, kind, form, status=422)


def _founding_form(work: Work, kind: str, *, fresh: bool = False) -> FoundingForm:
    """An empty form proposes the next place in the order and today."""
    proposed: dict[str, Any] = {}
    if fresh:
        proposed = {
            "formdata": None,
            "data": {"from_on": local_day(work.now), "position": groups.next_place(work, kind)},
        }
    if kind != ALLIANCES:
        return FoundingForm(**proposed)
    form = AllianceFoundingForm(**proposed)
    form.duties.matrices = [(term.code, shown.title("matrices", term)) for term in open_matrices(work)]
    return form


def _new_group(form: FoundingForm) -> NewGroup:
    text = form.as_(GroupText)
    if not isinstance(form, AllianceFoundingForm):
        return NewGroup(form.code.data, text)
    return NewGroup(form.code.data, text, form.lead.data or "", form.duties.data)


def _founding_page(work: Work, kind: str, form: FoundingForm, status: int = 200) -> Response:
    return page("matrix/found.html", status, kind=kind, form=form, action=url_for("matrix.founded", kind=kind))


@bp.get(f"/{KIND}/<code>/edit")
@permit(Can.KEEP_MATRIX, subject=groups.reading, sees=Can.VISIT)
def edit(work: Work, group: GroupReading) -> Response:
    return _editing_page(group, _editing_form(work, group, fresh=True))


@bp.post(f"/{KIND}/<code>/edit")
@permit(Can.KEEP_MATRIX, subject=groups.reading, sees=Can.VISIT)
def edited(work: Work, group: GroupReading) -> Response:
    form = _editing_form(work, group)
    if form.settle(work, lambda: _keep(work, group, form)):
        return go(shown.ENDPOINTS[group.kind], code=group.code, said=_("The changes are kept."))
    return _editing_page(group, form, status=422)


def _keep(work: Work, group: GroupReading, form: GroupForm) -> None:
    if isinstance(form, AllianceForm):
        founding.keep_alliance(work, group.code, form.as_(GroupText), form.lead_seat.data)
    else:
        founding.keep(work, group.kind, group.code, form.as_(GroupText))


def _editing_form(work: Work, group: GroupReading, *, fresh: bool = False) -> GroupForm:
    given: dict[str, Any] = {"formdata": None} if fresh else {}
    if group.kind != ALLIANCES:
        return GroupForm(obj=group, **given)
    seats = groups.seated_in(work, group.code)
    leading = next((str(seat.id) for seat in seats if seat.leads), "")
    form = AllianceForm(obj=group, **given, data={"lead_seat": leading})
    form.lead_seat.choices = [("", _("No lead")), *((str(seat.id), seat.name) for seat in seats)]
    return form


def _editing_page(group: GroupReading, form: GroupForm, status: int = 200) -> Response:
    return page(
        "matrix/edit.html",
        status,
        group=group,
        name=shown.title(group.kind, group),
        back=shown.page_of(group.kind, group.code),
        form=form,
        action=url_for("matrix.edited", kind=group.kind, code=group.code),
    )


@bp.get(f"/{KIND}/<code>/close")
@permit(Can.KEEP_MATRIX, subject=groups.reading, sees=Can.VISIT)
def closing(work: Work, group: GroupReading) -> Response:
    return _closing_page(group, ClosingForm(formdata=None, data={"to_on": local_day(work.now)}))


@bp.post(f"/{KIND}/<code>/close")
@permit(Can.KEEP_MATRIX, subject=groups.reading, sees=Can.VISIT)
def closed(work: Work, group: GroupReading) -> Response:
    form = ClosingForm()
    if form.settle(work, lambda: founding.close(work, group.kind, group.code, form.to_on.data)):
        return go(f"matrix.{group.kind}", said=_("It is closed. What was done in it stays on record."))
    return _closing_page(group, form, status=422)


def _closing_page(group: GroupReading, form: ClosingForm, status: int = 200) -> Response:
    return page(
        "matrix/close.html",
        status,
        name=shown.title(group.kind, group),
        kind=group.kind,
        back=shown.page_of(group.kind, group.code),
        form=form,
        action=url_for("matrix.closed", kind=group.kind, code=group.code),
    )
