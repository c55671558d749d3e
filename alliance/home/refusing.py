"""What is too large is refused before anybody is let in: in the frame of whoever sent it, and saying what would fit.
And where the disk is full, nothing can be kept: that is told as what it is, and reading goes on."""

import sqlite3
from contextlib import suppress
from typing import cast

from flask import Response, current_app, request
from flask_babel import gettext as _
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError
from werkzeug.exceptions import RequestEntityTooLarge

from ..files.store import FULL
from ..foundation.web.answers import page
from ..foundation.web.portal import Portal
from ..foundation.web.refusals import TITLES, database_trouble, failed
from ..people.visits import recognise

MB = 1_000_000
FULL_TO_POSTGRESQL = "53100"


def explain(portal: Portal) -> None:
    portal.register_error_handler(RequestEntityTooLarge, _too_large)
    portal.register_error_handler(OperationalError, _database)
    portal.register_error_handler(OSError, _system)


def _too_large(_error: RequestEntityTooLarge) -> Response:
    with suppress(DBAPIError, TimeoutError):
        recognise(cast(Portal, current_app))
    title, _onward = TITLES[413]
    return page(
        "errors/refusal.html",
        413,
        code=413,
        title=_(title),
        what=_(
            "At most %(most)d MB can be sent here at once, and this was more. Nothing of it was kept.", most=_most()
        ),
        onward=_("Send a smaller file, or a shorter text."),
        form=None,
    )


def _most() -> int:
    """The limit that was passed, in MB: of the whole request, or of the text among its files."""
    whole = request.max_content_length or 0
    return (whole if (request.content_length or 0) > whole else current_app.config["MAX_FORM_MEMORY_SIZE"]) // MB


def _database(error: OperationalError) -> Response:
    """SQLite takes the whole transaction back, and the savepoint that is given up then is not there any more: what it
    was stands further down in the chain."""
    reason: BaseException | None = error
    while reason is not None:
        if _is_full(reason):
            return _no_room(error)
        reason = reason.__context__
    return database_trouble(error)


def _is_full(reason: BaseException) -> bool:
    of_sqlite = getattr(reason, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return of_sqlite or getattr(reason, "sqlstate", None) == FULL_TO_POSTGRESQL


def _system(error: OSError) -> Response:
    return _no_room(error) if error.errno in FULL else failed(error)


def _no_room(error: Exception) -> Response:
    """In the frame of whoever it was, if that was known by then. In the log it is the failure that it is."""
    current_app.logger.error("no room is left on the disk, %s: %s", request.endpoint, error)
    return page(
        "errors/refusal.html",
        507,
        code=507,
        title=_("No room left"),
        what=_("The portal's disk is full: nothing of what you sent was kept. What was there before is unharmed."),
        onward=_("Keep your text and tell the center. Everything can still be read."),
        form=None,
    )
