"""Taking the list along: as a sheet or on paper, without what must stay in the portal, and on record."""

from flask import url_for
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.answers import attachment, page
from ..foundation.web.guard import limiter
from ..jobs.asking import later
from ..policy.can import Can
from ..policy.gate import permit
from ..sheets.filters import in_words
from ..sheets.workbook import MEDIA_TYPE
from . import found_shown, long, taking
from . import shelf as shelves
from .blueprint import bp
from .searching import address, asked
from .taking import PAPER_MOST, SHEET_MOST
from .taking_words import cut, judged, left_out, remarks

QR_LONGEST = 900


@bp.get("/taking")
@permit(Can.TAKE_CASES)
def taking_along(work: Work) -> Response:
    """What goes along and what stays, before anything leaves."""
    form = judged(work)
    found = shelves.taken(work, asked(work, form))
    return page(
        "cases/taking.html",
        asked=in_words(form),
        leaves=ngettext("%(num)d edition", "%(num)d editions", found.leaves),
        any_leave=bool(found.leaves),
        left_out=left_out(found.left_out),
        sheet_cut=cut(found.leaves, SHEET_MOST),
        paper_cut=cut(found.leaves, PAPER_MOST),
        sheet_url=f"{url_for('cases.sheet')}?{address()}",
        paper_url=f"{url_for('cases.paper')}?{address()}",
        back_url=f"{url_for('cases.shelf')}?{address()}",
    )


@bp.post("/cases.xlsx")
@limiter.limit("20 per minute")
@permit(Can.TAKE_CASES)
def sheet(work: Work) -> Response:
    form = judged(work)
    fits = min(shelves.taken(work, asked(work, form)).leaves, SHEET_MOST)
    if fits > long.AT_ONCE_MOST:
        return later(work, long.SHEET, fits, in_words(form))
    taken = taking.take(work, asked(work, form), taking.Manner.SHEET, in_words(form))
    return attachment(long.workbook(taken), MEDIA_TYPE, long.file_name(work))


@bp.post("/paper")
@limiter.limit("20 per minute")
@permit(Can.TAKE_CASES)
def paper(work: Work) -> Response:
    form = judged(work)
    taken = taking.take(work, asked(work, form), taking.Manner.PAPER, in_words(form))
    return page(
        "cases/paper.html",
        entries=found_shown.paper(taken.lines),
        remarks=remarks(taken, PAPER_MOST),
        asked=in_words(form),
        counted=ngettext("%(num)d edition", "%(num)d editions", len(taken.lines)),
        today=local_day(work.now),
        qr=_qr(),
        back_url=f"{url_for('cases.taking_along')}?{address()}",
    )


def _qr() -> str:
    """The way back to this very list, or to the shelf where its address is too long for paper."""
    import segno

    here = address()
    link = url_for("cases.shelf", _external=True)
    link = f"{link}?{here}" if len(here) <= QR_LONGEST else link
    return str(segno.make(link, error="m", micro=False).svg_data_uri(border=0, dark="#000"))
