"""The door while typing: a text is sent as it stands, and comes back with what is personal in it marked."""

from flask import Blueprint
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web.answers import page
from ..foundation.web.guard import limiter
from ..policy.can import Can
from ..policy.gate import permit
from .finding import pieces
from .forms import LookForm
from .pasted import plain

bp = Blueprint("masking", __name__, url_prefix="/masking")


@bp.post("/look")
@limiter.limit("120 per minute")
@permit(Can.LOOK_FOR_PERSONAL)
def look(work: Work) -> Response:
    """A fragment for the page that the field stands on, nothing is kept; 422 in words where the text is unfit."""
    form = LookForm()
    if not form.validate():
        return page("masking/look.html", status=422, refused=form.text.errors[0], parts=[], count=0)
    found = pieces(plain(form.text.data))
    parts = [(piece.text, _(piece.kind.label) if piece.kind else None, piece.shown) for piece in found]
    return page("masking/look.html", refused=None, parts=parts, count=sum(piece.kind is not None for piece in found))
