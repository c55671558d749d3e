"""The pages of whoever looks after many: the totals, the reports behind them, the sheet."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import attachment, page
from ..foundation.web.guard import limiter
from ..policy.can import Can
from ..policy.gate import permit
from ..sheets.workbook import MEDIA_TYPE, text_workbook
from . import filling, queries, shown, totals
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
    wanted = filling.asked(work, OutreachFilterForm(request.args), totals.words(work))
    taken = queries.take(work, wanted)
    rows = [*shown.sheet(taken.lines), *_remark(taken)]
    content = text_workbook(_("Everyday publicity"), [_(name) for name in shown.SHEET], rows)
    return attachment(content, MEDIA_TYPE, f"outreach-{local_day(work.now)}.xlsx")


def _remark(taken: queries.Taken) -> list[shown.Row]:
    """What a reader of the sheet must know where it was cut."""
    most = len(taken.lines)
    if taken.fit == most:
        return []
    cut = _(
        "Only the first %(most)d of %(fit)d stand here. Narrow the list to take the rest.", most=most, fit=taken.fit
    )
    return [(cut, *[""] * (len(shown.SHEET) - 1))]
