"""The pages of the local mailbox; registered only where letters are caught."""

from pathlib import Path

from flask import Blueprint, current_app, url_for
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from ..foundation.web.answers import page
from ..foundation.web.language import moment
from ..policy.can import Can
from ..policy.gate import permit
from . import queries
from .catcher import folder_of

bp = Blueprint("mailbox", __name__, url_prefix="/mailbox")


def _folder() -> Path:
    return folder_of(current_app.config["SETTINGS"].instance)


@bp.get("/")
@permit(Can.READ_MAILBOX)
def letters(work: Work) -> Response:
    rows = [
        (url_for("mailbox.letter", number=caught.number), caught.subject, caught.to, moment(caught.at))
        for caught in queries.letters(_folder())
    ]
    return page("mailbox/letters.html", rows=rows)


@bp.get("/<int:number>")
@permit(Can.READ_MAILBOX)
def letter(work: Work, number: int) -> Response:
    caught = queries.letter(_folder(), number)
    if caught is None:
        raise NotThere()
    return page("mailbox/letter.html", letter=caught, lines=_lines(caught.body))


def _lines(body: str) -> list[tuple[str, bool]]:
    """The lines of the letter, and of each whether it is an address to follow."""
    own = current_app.config["SETTINGS"].base_url + "/"
    return [(line, line.strip().startswith(own)) for line in body.splitlines()]
