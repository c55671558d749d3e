"""The administrator's pages: how the portal runs, and the lists that are kept as data."""

from flask import Blueprint, current_app
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web.answers import page
from ..policy.can import Can
from ..policy.gate import permit
from . import judging, listed, queries, shown
from .gathering import mark_of

bp = Blueprint("administration", __name__, url_prefix="/administration")


@bp.get("/")
@permit(Can.SEE_ADMINISTRATION)
def overview(work: Work) -> Response:
    known = queries.overview(work)
    report = judging.report(known, mark_of(current_app.config["SECRET_KEY"]), work.now)
    return page(
        "administration/overview.html",
        verdict=shown.verdict(report),
        looked=shown.looked(report),
        groups=shown.groups(work, report),
        versions=shown.versions(known),
        ways=shown.ways(work),
    )


@bp.get("/lists")
@permit(Can.SEE_ADMINISTRATION)
def lists(work: Work) -> Response:
    return page("administration/lists.html", rows=[shown.list_row(line) for line in listed.lists(work)])
