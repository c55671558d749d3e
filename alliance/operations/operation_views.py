"""The list of operations, and one operation: its course, stages, hotspots and what became of it."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..audiences.queries import Preview, preview
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..foundation.web.forms import SeenForm
from ..journal.queries import Happening, timeline
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import charting, filling, hotspot_shown, hotspots, queries, running, shown
from .blueprint import bp
from .forms import OperationFilterForm, ReasonForm
from .keys import after_day
from .queries import OperationReading
from .vocabulary import OperationState


@bp.get("/")
@permit(Can.SEE_OPERATIONS)
def operations(work: Work) -> Response:
    form = filling.filter_offered(work, OperationFilterForm(request.args))
    listing.ask(form)
    found = queries.operations(work, filling.wanted(form), after_day())
    return page(
        "operations/operations.html",
        form=form,
        chips=listing.chips(form),
        columns=shown.columns(),
        rows=[shown.operation_row(line) for line in found.lines],
        pager=listing.pager(found.next_key, len(found.lines)),
        figures=shown.figures(queries.counts(work)),
        may_write=may(work.actor, Can.WRITE_OPERATION),
    )


@bp.get("/<uuid:operation_id>")
@permit(Can.READ_OPERATION, subject=queries.reading)
def operation(work: Work, operation: OperationReading) -> Response:
    parent, parts = queries.relatives(work, operation)
    course = charting.chart(work, operation)
    return page(
        "operations/operation.html",
        **seen(work, operation),
        **course,
        hotspots=[hotspot_shown.row(line) for line in hotspots.of_operation(work, operation.id)],
        parent=shown.operation_row(parent) if parent else None,
        parts=[shown.operation_row(line) for line in parts],
        columns=shown.columns(),
        moves=shown.moves(work, operation, course["through"]),
        who=_who_will_read(work, operation),
        story=shown.story(_happened(work, operation)),
    )


def _who_will_read(work: Work, operation: OperationReading) -> Preview | None:
    """Whom a draft reaches as soon as it starts."""
    draft = operation.state is OperationState.DRAFT
    return preview(work, queries.terms_of(work, operation.audience_id)) if draft else None


def _happened(work: Work, operation: OperationReading) -> list[Happening]:
    """The timeline; of how it was drafted, and which stages were thought of then, only the center reads."""
    told, begun = timeline(work, operation.id), operation.started_at
    drafts = may(work.actor, Can.WRITE_OPERATION)
    return told if drafts else [one for one in told if begun is not None and one.at >= begun]


def seen(work: Work, operation: OperationReading) -> dict[str, Any]:
    """What every page of an operation shows of it."""
    return {
        "operation": operation,
        "facts": shown.facts(operation, queries.links(work, operation.id)),
        "left": shown.left(operation, local_day(work.now)),
        "state": shown.state(operation),
    }


@bp.post("/<uuid:operation_id>/start")
@permit(Can.STEER_OPERATION, subject=queries.reading, sees=Can.READ_OPERATION)
def start(work: Work, operation: OperationReading) -> Response:
    running.start(work, operation.id, SeenForm().version.data or 0)
    return go("operations.operation", operation_id=operation.id, said=_("The operation runs. Its members read it now."))


@bp.post("/<uuid:operation_id>/finish")
@permit(Can.STEER_OPERATION, subject=queries.reading, sees=Can.READ_OPERATION)
def finish(work: Work, operation: OperationReading) -> Response:
    running.finish(work, operation.id)
    return go("operations.operation", operation_id=operation.id, said=_("The operation is finished."))


@bp.get("/<uuid:operation_id>/cancel")
@permit(Can.STEER_OPERATION, subject=queries.reading, sees=Can.READ_OPERATION)
def cancelling(work: Work, operation: OperationReading) -> Response:
    return _cancelling_page(operation, ReasonForm(formdata=None))


@bp.post("/<uuid:operation_id>/cancel")
@permit(Can.STEER_OPERATION, subject=queries.reading, sees=Can.READ_OPERATION)
def cancel(work: Work, operation: OperationReading) -> Response:
    form = ReasonForm()
    if form.settle(work, lambda: running.cancel(work, operation.id, form.reason.data)):
        return go("operations.operation", operation_id=operation.id, said=_("The operation is cancelled."))
    return _cancelling_page(operation, form, 422)


def _cancelling_page(operation: OperationReading, form: ReasonForm, status: int = 200) -> Response:
    return page(
        "operations/reason.html",
        status,
        form=form,
        operation=operation,
        title=_("Cancel the operation"),
        lead=_("Its joint actions go on until you stop them one by one."),
        hint=_("Everybody who reads the operation reads the reason."),
        action=url_for("operations.cancel", operation_id=operation.id),
    )
