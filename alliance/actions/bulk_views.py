"""The bar below the board: one act on whatever is chosen, and what came of it."""

from urllib.parse import parse_qsl
from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import Refusal
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..foundation.web.guard import limiter
from ..policy.can import Can
from ..policy.gate import permit
from . import bulk
from .blueprint import bp
from .board_forms import BulkForm
from .board_views import tidy
from .bulk import BulkReading, BulkText, RefusedLine
from .vocabulary import BulkKind


@bp.post("/board/bulk")
@limiter.limit("30 per minute")
@permit(Can.REVIEW_ASSIGNMENT, subject=bulk.some_report, sees=Can.SEE_BOARD)
def bulk_act(work: Work, _report: bulk.SomeReport) -> Response:
    form = BulkForm()
    if form.settle(work, lambda: bulk.act(work, _text(form))):
        return go("actions.bulk_done", bulk_id=form.result.id, **_board(form))
    kinds = [(kind.value, _(kind.label)) for kind in bulk.open_to(work)]
    back_url = f"{url_for('actions.board')}?{tidy(parse_qsl(form.address.data or ''))}"
    return page("actions/bulk.html", 422, form=form, bulk_kinds=kinds, back_url=back_url)


def _text(form: BulkForm) -> BulkText:
    chosen = dict(_chosen(one) for one in form.chosen.data)
    return BulkText(BulkKind(form.kind.data), chosen, form.until_on.data, form.words.data)


def _chosen(ticked: str) -> tuple[UUID, int]:
    """An assignment and a revision out of what a box to tick says."""
    assignment_id, _colon, revision = ticked.partition(":")
    try:
        return UUID(assignment_id), listing.small(revision)
    except ValueError as damaged:
        raise Refusal() from damaged


def _board(form: BulkForm) -> dict[str, str]:
    """The board as it was, with its filters."""
    return dict(parse_qsl(tidy(parse_qsl(form.address.data or ""))))


@bp.get("/board/bulk/<uuid:bulk_id>")
@permit(Can.SEE_BOARD, subject=bulk.reading)
def bulk_done(work: Work, done: BulkReading) -> Response:
    return page(
        "actions/bulk_done.html",
        kind=_(done.kind.label),
        done=ngettext("%(num)d done", "%(num)d done", done.done),
        refused=ngettext("%(num)d not done", "%(num)d not done", len(done.refused)) if done.refused else "",
        rows=[_row(line) for line in done.refused],
        back_url=f"{url_for('actions.board')}?{tidy(request.args.items())}",
    )


def _row(line: RefusedLine) -> tuple[object, ...]:
    url = url_for("actions.assignment", assignment_id=line.assignment_id) if line.assignment_id else None
    return (url, (line.organisation or _("Not known"), line.title), _(line.words, **line.params))
