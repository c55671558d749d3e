"""The door while typing: texts are sent as they stand, and come back with what is personal in them marked."""

from typing import Any

from flask import Blueprint, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web.answers import page
from ..foundation.web.guard import limiter
from ..policy.can import Can
from ..policy.gate import permit
from .finding import pieces
from .forms import TEXTS_MOST, LookForm
from .pasted import plain

bp = Blueprint("masking", __name__, url_prefix="/masking")


@bp.post("/look")
@limiter.limit("120 per minute")
@permit(Can.LOOK_FOR_PERSONAL)
def look(work: Work) -> Response:
    """Fragments for the page that the fields stand on, one for each `text`, in their order; nothing is kept. 422 where
    one is unfit, with its words."""
    looked = [_looked(text) for text in request.form.getlist("text")[:TEXTS_MOST] or [""]]
    return page("masking/look.html", 422 if any(one["refused"] for one in looked) else 200, looked=looked)


def _looked(text: str) -> dict[str, Any]:
    form = LookForm(MultiDict({"text": text}))
    if not form.validate():
        return {"refused": form.text.errors[0], "parts": [], "count": 0}
    found = pieces(plain(form.text.data))
    parts = [(piece.text, _(piece.kind.label) if piece.kind else None, piece.shown) for piece in found]
    return {"refused": None, "parts": parts, "count": sum(piece.kind is not None for piece in found)}
