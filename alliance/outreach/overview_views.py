"""The pages of whoever looks after many: the totals, the reports behind them, the sheet."""

from flask import request
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import attachment, page
from ..foundation.web.guard import limiter
from ..jobs.asking import later
from ..policy.can import Can
from ..policy.gate import permit
from ..sheets.filters import in_words
from ..sheets.workbook import MEDIA_TYPE
from . import filling, long, queries, shown, totals
from .blueprint import bp
from .forms import OutreachFilterForm


@bp.get("/")
@permit(Can.OVERSEE_OUTREACH)
def overview(work: Work) -> Response:
    form = OutreachFilterForm(request.args)
    wanted = filling.asked(work, form, totals.words(work))
    found, kept = totals.totals(work, wanted), _kept(form)
    return page(
        "outreach/overview.html",
        form=form,
        chips=listing.chips(form),
        metrics=shown.metrics(found.whole),
        charts=shown.charts(found.by_month, wanted),
        months=shown.month_table(found.by_month, wanted),
        tables=shown.tables(found, kept),
        empty=not found.whole.reports,
        kept=kept,
    )


def _kept(form: OutreachFilterForm) -> dict[str, str]:
    """The filters in use, to go on with."""
    return {field.name: field.data for field in form if field.data}


@bp.get("/reports")
@permit(Can.OVERSEE_OUTREACH)
def reports(work: Work) -> Response:
    form = OutreachFilterForm(request.args)
    wanted = filling.asked(work, form, totals.words(work))
    found = queries.listed(work, wanted, listing.read_key(queries.key_of))
    return page(
        "outreach/reports.html",
        form=form,
        chips=listing.chips(form),
        rows=shown.rows(found.lines),
        pager=listing.pager(found.next_key, len(found.lines)),
        kept=_kept(form),
    )


@bp.post("/outreach.xlsx")
@limiter.limit("20 per minute")
@permit(Can.OVERSEE_OUTREACH)
def sheet(work: Work) -> Response:
    form, wanted = long.judged(work)
    fit = min(queries.count(work, wanted), queries.SHEET_MOST)
    if fit > long.AT_ONCE_MOST:
        return later(work, long.SHEET, fit, in_words(form))
    return attachment(long.workbook(queries.take(work, wanted)), MEDIA_TYPE, long.file_name(work))
