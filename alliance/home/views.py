"""The front page, the desk, and the reader's preferences."""

from urllib.parse import urlsplit

from flask import Blueprint, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web.answers import page
from ..foundation.web.guard import limiter
from ..foundation.web.language import LANGUAGES
from ..matrix.shown import picture
from ..operating.metrics import MEDIA_TYPE, told
from ..operating.queries import standing
from ..operating.watching import Watcher, asks_nobody, watcher
from ..policy.can import Can
from ..policy.gate import permit
from . import desk, queries

bp = Blueprint("home", __name__)

YEAR = 365 * 24 * 3600


@bp.get("/")
@permit(Can.VISIT)
def front(work: Work) -> Response:
    found = queries.front(work)
    return page("home/front.html", board=picture(found.board), cases=found.cases)


@bp.get("/desk", endpoint="desk")
@permit(Can.SEE_DESK)
def own_desk(work: Work) -> Response:
    return page("home/desk.html", **desk.desk(work))


@bp.get("/healthz")
@permit(Can.VISIT)
@asks_nobody
def healthz(work: Work) -> Response:
    """The process answers, whatever becomes of the database."""
    return make_response("ok\n", {"Content-Type": "text/plain"})


@bp.get("/readyz")
@permit(Can.VISIT)
@asks_nobody
def readyz(work: Work) -> Response:
    """It can do its work: the database answers and has the schema that the code expects. 503 where not."""
    missing = queries.missing(work)
    status = 503 if missing else 200
    return make_response((missing or "ready") + "\n", status, {"Content-Type": "text/plain"})


@bp.get("/metrics")
@permit(Can.READ_METRICS, subject=watcher)
@asks_nobody
def metrics(work: Work, _watcher: Watcher) -> Response:
    """The figures, for Prometheus."""
    return make_response(told(standing(work)), {"Content-Type": MEDIA_TYPE})


@bp.post("/preferences")
@limiter.limit("60 per minute")
@permit(Can.VISIT)
def preferences(work: Work) -> Response:
    """Keep the language or the type size in a cookie of this browser, and show the page that one came from again."""
    answer = make_response(redirect(_back(), 303))
    if request.form.get("language") in LANGUAGES:
        answer.set_cookie("language", request.form["language"], max_age=YEAR, samesite="Lax", httponly=True)
    if request.form.get("care") in {"0", "1"}:
        answer.set_cookie("care", request.form["care"], max_age=YEAR, samesite="Lax", httponly=True)
    return answer


def _back() -> str:
    """The path of the page of ours that the form stood on; only path and query of it, so that it never leads away."""
    came_from = urlsplit(request.referrer or "")
    own = came_from.netloc == request.host and came_from.path.startswith("/") and not came_from.path.startswith("//")
    if not own:
        return url_for("home.front")
    return came_from.path + (f"?{came_from.query}" if came_from.query else "")
