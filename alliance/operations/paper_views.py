"""An operation to be taken along: on paper, as a PDF, and its focus areas side by side."""

from flask import render_template
from flask_babel import force_locale
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.answers import attachment, page
from ..foundation.web.language import LANGUAGES
from ..plaques import pdf
from ..policy.can import Can
from ..policy.gate import permit
from . import charting, focusing, hotspot_shown, hotspots, queries
from .blueprint import bp
from .operation_views import seen
from .queries import OperationReading


@bp.get("/<uuid:operation_id>/print")
@permit(Can.READ_OPERATION, subject=queries.reading)
def paper(work: Work, operation: OperationReading) -> Response:
    lines = hotspots.of_operation(work, operation.id)
    return page(
        "operations/paper.html",
        **seen(work, operation),
        **charting.chart(work, operation),
        hotspots=[hotspot_shown.row(line) for line in lines],
    )


@bp.get("/<uuid:operation_id>/pdf")
@permit(Can.READ_OPERATION, subject=queries.reading)
def document(work: Work, operation: OperationReading) -> Response:
    """The course of the operation on one sheet across, in Chinese whatever the reader's language."""
    with force_locale(LANGUAGES[0]):
        values = seen(work, operation) | charting.chart(work, operation)
        html = render_template("operations/operation_pdf.html", **values, today=local_day(work.now))
    return attachment(pdf.drawn(html), pdf.MEDIA_TYPE, "operation.pdf")


@bp.get("/<uuid:operation_id>/focus")
@permit(Can.READ_OPERATION, subject=queries.reading)
def focus(work: Work, operation: OperationReading) -> Response:
    return page("operations/focus.html", operation=operation, columns=focusing.columns(work, operation))
