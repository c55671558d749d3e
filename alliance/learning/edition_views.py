"""The page on which readers learn from an edition: its marks, votes and comments, and what is taken along."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..cases import reading
from ..cases.reading import EditionReading
from ..foundation.kernel.errors import Refusal
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from . import marking, parts, queries, shown
from .blueprint import EDITION, bp
from .forms import CommentForm, MarkFilterForm, SignForm, VoteForm
from .vocabulary import Progress, ReadBy


@bp.get(EDITION)
@permit(Can.READ_EDITION, subject=reading.live)
def edition(work: Work, edition: EditionReading) -> Response:
    marking.check_stands(edition)
    form = CommentForm(None, edition_id=edition.id, read_by=ReadBy.READERS)
    return learning_page(work, edition, form)


def learning_page(work: Work, edition: EditionReading, form: CommentForm, status: int = 200) -> Response:
    """`form`: of a new comment, as it was sent or begun."""
    form.read_by.choices = [(one, _(one.label)) for one in ReadBy]
    return page("learning/edition.html", status, edition=edition, **parts.parts(work, edition, form))


@bp.get(f"{EDITION}/panel")
@permit(Can.READ_COMMENTS, subject=reading.live)
def panel(work: Work, edition: EditionReading) -> Response:
    """A fragment that the reading page fetches for itself; whoever opens the address gets the page instead."""
    if "HX-Request" not in request.headers:
        return go("learning.edition", **shown.address(edition))
    marking.check_stands(edition)
    return page("learning/_panel.html", edition=edition, own=parts.own(work, edition))


@bp.post(f"{EDITION}/read")
@permit(Can.SIGN_FOR_EDITION, subject=reading.live, sees=Can.READ_EDITION)
def read(work: Work, edition: EditionReading) -> Response:
    """Sent by the panel on the reading page, so that the text was on the screen."""
    marking.check_shown(edition, SignForm().edition_id.data)
    marking.read(work, edition)
    if "HX-Request" not in request.headers:
        return go("cases.edition_read", **shown.address(edition))
    return page("learning/_panel.html", edition=edition, own=parts.own(work, edition))


@bp.post(f"{EDITION}/receipt")
@permit(Can.SIGN_FOR_EDITION, subject=reading.live, sees=Can.READ_EDITION)
def receive(work: Work, edition: EditionReading) -> Response:
    marking.check_shown(edition, SignForm().edition_id.data)
    marking.receive(work, edition)
    said = _("Signed for: the center sees that your organisation has received it.")
    return go("learning.edition", said=said, **shown.address(edition))


@bp.post(f"{EDITION}/vote")
@permit(Can.COMMENT_ON_EDITION, subject=reading.live, sees=Can.READ_EDITION)
def judge(work: Work, edition: EditionReading) -> Response:
    form = VoteForm()
    if not form.validate():
        raise Refusal()
    marking.judge(work, edition, form.useful.data == "yes")
    return go("learning.edition", said=_("Thank you. You may change it at any time."), **shown.address(edition))


@bp.get(f"{EDITION}/marks")
@permit(Can.READ_RECEIPTS, subject=reading.live, sees=Can.READ_EDITION)
def marks(work: Work, edition: EditionReading) -> Response:
    form = MarkFilterForm(request.args)
    form.progress.choices = [("", _("All")), *((one.value, _(one.label)) for one in Progress)]
    wanted = listing.ask(form).as_(queries.MarkFilter)
    found = queries.marks(work, edition, wanted, listing.after_row())
    return page(
        "learning/marks.html",
        edition=edition,
        kind=_(edition.kind.label),
        found=found,
        form=form,
        chips=listing.chips(form),
        rows=[shown.mark_row(line) for line in found.lines],
        pager=listing.pager(found.next_key, len(found.lines)),
    )
