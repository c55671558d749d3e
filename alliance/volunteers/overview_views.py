"""The list of volunteers, for the center, and figures that say of nobody who."""

from datetime import UTC, datetime
from uuid import UUID

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import page
from ..organisations.queries import districts
from ..policy.can import Can
from ..policy.gate import permit
from . import queries, shown
from .blueprint import bp
from .forms import VolunteerFilterForm
from .queries import ListKey, VolunteerFilter


@bp.get("/")
@permit(Can.OVERSEE_VOLUNTEERS)
def volunteers(work: Work) -> Response:
    form = VolunteerFilterForm(request.args)
    form.offer(districts(work))
    listing.ask(form)
    wanted = VolunteerFilter((form.q.data or "").strip(), form.district.data or "")
    found = queries.listed(work, wanted, listing.read_key(key_of))
    return page(
        "volunteers/volunteers.html",
        form=form,
        chips=listing.chips(form),
        rows=shown.rows(found.lines),
        pager=listing.pager(found.next_key, len(found.lines)),
    )


def key_of(since: str, volunteer_id: str) -> ListKey:
    """What the address of a page says of the row before it."""
    return datetime.fromisoformat(since).astimezone(UTC), UUID(volunteer_id)


@bp.get("/figures")
@permit(Can.SEE_VOLUNTEER_FIGURES)
def figures(work: Work) -> Response:
    found = queries.figures(work)
    tables = [
        (_("By district near which they help"), _("District"), shown.figure_rows(found.by_district)),
        (_("By what counts today"), _("Training or qualification"), shown.figure_rows(found.by_qualification)),
    ]
    return page("volunteers/figures.html", metrics=shown.metrics(found), tables=tables)
