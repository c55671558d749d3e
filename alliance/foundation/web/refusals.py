"""One handler for every refusal: the right status, plain words in the reader's language, nothing of the inside."""

import logging

from flask import Response, make_response, request
from flask_babel import gettext
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, TimeoutError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from ..kernel.errors import Conflict, NotThere, Refusal, TooMany
from ..kernel.words import N_
from .answers import page
from .portal import Portal

log = logging.getLogger("alliance")

WORDS = {
    404: NotThere.words,
    405: N_("This address does not take that kind of request."),
    429: TooMany.words,
    500: N_("Something failed on our side. Nothing was changed. Try again; if it fails again, tell the center."),
    503: N_("The portal is busy or being restarted. Nothing was changed. Try again in a moment."),
}

BACK = N_("Go back and look once more.")
TITLES = {
    400: (N_("Not understood"), BACK),
    403: (N_("Not allowed"), N_("If your work needs it, ask the center.")),
    404: (N_("Not found"), N_("Check the address, or begin at the front page.")),
    409: (N_("Changed in the meantime"), N_("Open the page again; what you see there is the state now.")),
    413: (N_("Too large"), N_("Send a smaller file.")),
    422: (N_("Not accepted"), BACK),
    429: (N_("Too many tries"), N_("Nothing is lost; it only takes a little patience.")),
    500: (N_("A failure on our side"), N_("The failure has been noted.")),
    503: (N_("For a moment not available"), N_("Try again in a few seconds.")),
}


def explain(portal: Portal) -> None:
    portal.register_error_handler(Refusal, _refused)
    portal.register_error_handler(HTTPException, _http)
    portal.register_error_handler(DBAPIError, database_trouble)
    portal.register_error_handler(TimeoutError, _unavailable)
    portal.register_error_handler(StaleDataError, lambda _error: _refused(Conflict()))
    portal.register_error_handler(Exception, failed)


def _tell(status: int, words: str, form: object = None) -> Response:
    title, onward = (gettext(text) for text in TITLES.get(status, TITLES[400]))
    return page("errors/refusal.html", status, code=status, title=title, what=words, onward=onward, form=form)


def _refused(refusal: Refusal) -> Response:
    return _tell(refusal.status, gettext(refusal.words, **refusal.params), refusal.params.get("form"))


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if isinstance(error, SecurityError):  # another Host: no page, because its links would lead there
        return make_response("This portal does not answer to that name.\n", 400, {"Content-Type": "text/plain"})
    if status < 400:
        return error.get_response()  # type: ignore[return-value]
    return _tell(status, gettext(WORDS.get(status, Refusal.words)))


def database_trouble(error: DBAPIError) -> Response:
    if isinstance(error, IntegrityError):
        return _refused(Conflict())
    away = isinstance(error, OperationalError) or error.connection_invalidated
    return _unavailable(error) if away else failed(error)


def _unavailable(error: Exception) -> Response:
    log.warning("database away on %s: %s", request.endpoint, type(error).__name__)
    answer = _tell(503, gettext(WORDS[503]))
    answer.headers["Retry-After"] = "5"
    return answer


def failed(error: Exception) -> Response:
    log.exception("failure on %s", request.endpoint, exc_info=error)
    return _tell(500, gettext(WORDS[500]))
