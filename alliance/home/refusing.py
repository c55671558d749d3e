"""What is too large is refused before anybody is let in: in the frame of whoever sent it, and saying what would fit."""

from contextlib import suppress
from typing import cast

from flask import Response, current_app, request
from flask_babel import gettext as _
from sqlalchemy.exc import DBAPIError, TimeoutError
from werkzeug.exceptions import RequestEntityTooLarge

from ..foundation.web.answers import page
from ..foundation.web.portal import Portal
from ..foundation.web.refusals import TITLES
from ..people.visits import recognise

MB = 1_000_000


def explain(portal: Portal) -> None:
    portal.register_error_handler(RequestEntityTooLarge, _too_large)


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
