"""Commenting on an edition, and withdrawing a comment."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..cases import reading
from ..cases.forms import ReasonForm
from ..cases.reading import EditionReading
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from . import commenting, shown
from .blueprint import EDITION, bp
from .edition_views import learning_page
from .forms import CommentForm
from .model import Comment
from .vocabulary import ReadBy

COMMENT = f"{EDITION}/comments/<uuid:comment_id>/withdrawal"


@bp.post(f"{EDITION}/comments")
@permit(Can.COMMENT_ON_EDITION, subject=reading.live, sees=Can.READ_EDITION)
def comment(work: Work, edition: EditionReading) -> Response:
    form = CommentForm()
    form.read_by.choices = [(one, one.label) for one in ReadBy]
    if form.settle(work, lambda: commenting.comment(work, edition, form.as_(commenting.CommentText))):
        return go("learning.edition", said=_("Your comment stands below."), **shown.address(edition))
    form.edition_id.data = edition.id
    return learning_page(work, edition, form, 422)


@bp.get(COMMENT)
@permit(Can.WITHDRAW_COMMENT, subject=commenting.find)
def withdrawing(work: Work, comment: Comment) -> Response:
    return page("learning/withdrawing.html", text=comment.text, form=ReasonForm(formdata=None))


@bp.post(COMMENT)
@permit(Can.WITHDRAW_COMMENT, subject=commenting.find)
def withdraw(work: Work, comment: Comment) -> Response:
    form = ReasonForm()
    if form.settle(work, lambda: commenting.withdraw(work, comment, form.reason.data)):
        return go("learning.edition", said=_("The comment is withdrawn."), **_edition_asked())
    return page("learning/withdrawing.html", 422, text=comment.text, form=form)


def _edition_asked() -> dict[str, Any]:
    """The edition that the address names."""
    asked = request.view_args or {}
    return {"case_id": asked["case_id"], "kind": asked["kind"]}
