"""Writing an operation down: the form of a new one and of one that is there."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..audiences.queries import preview
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from . import filling, queries, writing
from .blueprint import bp
from .forms import OperationForm
from .queries import OperationReading
from .vocabulary import Level


@bp.get("/new")
@permit(Can.WRITE_OPERATION)
def new(work: Work) -> Response:
    """Asked with a choice of who takes part, it shows who that is."""
    return _form_page(work, OperationForm(request.args or None, from_on=local_day(work.now), level=Level.CITY))


@bp.post("/new")
@permit(Can.WRITE_OPERATION)
def draft(work: Work) -> Response:
    form = filling.offered(work, OperationForm())
    if form.terms.editing:
        return _form_page(work, form)
    if form.settle(work, lambda: writing.draft(work, filling.text_of(form))):
        said = _("The operation is drafted. Put its stages in order, then start it.")
        return go("operations.operation", operation_id=form.result.id, said=said)
    return _form_page(work, form, status=422)


@bp.get("/<uuid:operation_id>/edit")
@permit(Can.WRITE_OPERATION, subject=queries.reading, sees=Can.READ_OPERATION)
def edit(work: Work, operation: OperationReading) -> Response:
    values = filling.values_of(work, operation, queries.links(work, operation.id))
    return _form_page(work, OperationForm(request.args or None, data=values), operation)


@bp.post("/<uuid:operation_id>/edit")
@permit(Can.WRITE_OPERATION, subject=queries.reading, sees=Can.READ_OPERATION)
def change(work: Work, operation: OperationReading) -> Response:
    form = filling.offered(work, OperationForm(), operation, queries.links(work, operation.id))
    if form.terms.editing:
        return _form_page(work, form, operation)
    if form.settle(work, lambda: writing.change(work, operation.id, filling.text_of(form))):
        return go("operations.operation", operation_id=operation.id, said=_("The operation is changed."))
    return _form_page(work, form, operation, 422)


def _form_page(
    work: Work, form: OperationForm, operation: OperationReading | None = None, status: int = 200
) -> Response:
    linked = queries.links(work, operation.id) if operation else None
    filling.offered(work, form, operation, linked)
    return page("operations/edit.html", status, form=form, operation=operation, who=preview(work, form.terms.data))
