"""The pages of a member: what it has told, and telling."""

from uuid import UUID

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import MoveNotOpen
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import filling, months, queries, shown, telling, totals
from .blueprint import ONE, bp
from .forms import OutreachForm
from .queries import OutreachLine


@bp.get("/ours")
@permit(Can.SEE_OWN_OUTREACH)
def ours(work: Work) -> Response:
    wanted, month = filling.last_year(work), months.usual(work.now)
    found = queries.listed(work, wanted, listing.read_key(queries.key_of))
    counted = totals.own_totals(work, wanted)
    return page(
        "outreach/ours.html",
        rows=shown.own_rows(found.lines),
        pager=listing.pager(found.next_key, len(found.lines)),
        charts=shown.charts(counted, wanted),
        months=shown.month_table(counted, wanted),
        again=shown.again_rows(queries.still_to_tell(work, month, months.before(month))),
        month=months.as_text(month),
        tells=may(work.actor, Can.LOG_OUTREACH),
    )


@bp.get("/new")
@permit(Can.LOG_OUTREACH)
def new(work: Work) -> Response:
    """Filled with the report that the address names, or with the last one."""
    last = _like(work) or queries.own_last(work)
    return _telling_page(filling.begun(work, last, request.args.get("material", "")), last)


def _like(work: Work) -> OutreachLine | None:
    """A report of the own organisation, if the address names one."""
    try:
        named = UUID(request.args.get("like", ""))
    except ValueError:
        return None
    found = queries.reading(work, named)
    return found if found and found.organisation_id == work.actor.organisation_id else None


@bp.post("/new")
@permit(Can.LOG_OUTREACH)
def tell(work: Work) -> Response:
    form = filling.offered(work, OutreachForm(), _like(work))
    if form.settle(work, lambda: telling.tell(work, filling.outreach_text(form))):
        return go("outreach.report", outreach_id=form.result, said=_("It is kept. Attach proof here, if there is any."))
    return _telling_page(form, _like(work), status=422)


def _telling_page(form: OutreachForm, last: OutreachLine | None, status: int = 200) -> Response:
    corrects = bool(form.revision.data)
    return page("outreach/telling.html", status, form=form, last=last.id if last else None, corrects=corrects)


@bp.get(f"{ONE}/correct")
@permit(Can.KEEP_OUTREACH, subject=queries.reading, sees=Can.READ_OUTREACH)
def correct(work: Work, line: OutreachLine) -> Response:
    if line.month not in months.open_months(work.now):
        raise MoveNotOpen()
    return _telling_page(filling.correcting(work, line), line)
