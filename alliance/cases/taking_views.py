"""Taking the list along: as a sheet or on paper, without what must stay in the portal, and on record."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import attachment, page
from ..foundation.web.guard import limiter
from ..matrix.queries import open_alliances
from ..policy.can import Can
from ..policy.gate import permit
from ..sheets.workbook import MEDIA_TYPE, text_workbook
from . import found_shown, taking
from . import shelf as shelves
from .blueprint import bp
from .found_forms import SearchForm
from .searching import address, asked, filters, offer_alliances
from .taking import PAPER_MOST, SHEET_MOST

QR_LONGEST = 900


@bp.get("/taking")
@permit(Can.TAKE_CASES)
def taking_along(work: Work) -> Response:
    """What goes along and what stays, before anything leaves."""
    form = _judged(work)
    found = shelves.taken(work, asked(work, form))
    return page(
        "cases/taking.html",
        asked=_in_words(form),
        leaves=ngettext("%(num)d edition", "%(num)d editions", found.leaves),
        any_leave=bool(found.leaves),
        left_out=_left_out(found.left_out),
        sheet_cut=_cut(found.leaves, SHEET_MOST),
        paper_cut=_cut(found.leaves, PAPER_MOST),
        sheet_url=f"{url_for('cases.sheet')}?{address()}",
        paper_url=f"{url_for('cases.paper')}?{address()}",
        back_url=f"{url_for('cases.shelf')}?{address()}",
    )


@bp.post("/cases.xlsx")
@limiter.limit("20 per minute")
@permit(Can.TAKE_CASES)
def sheet(work: Work) -> Response:
    form = _judged(work)
    taken = taking.take(work, asked(work, form), taking.Manner.SHEET, _in_words(form))
    rows = found_shown.sheet(taken.lines)
    rows += [(words,) + ("",) * (len(found_shown.SHEET) - 1) for words in _remarks(taken, SHEET_MOST)]
    content = text_workbook(_("Typical cases"), [_(name) for name in found_shown.SHEET], rows)
    return attachment(content, MEDIA_TYPE, f"cases-{local_day(work.now)}.xlsx")


@bp.post("/paper")
@limiter.limit("20 per minute")
@permit(Can.TAKE_CASES)
def paper(work: Work) -> Response:
    form = _judged(work)
    taken = taking.take(work, asked(work, form), taking.Manner.PAPER, _in_words(form))
    return page(
        "cases/paper.html",
        entries=found_shown.paper(taken.lines),
        remarks=_remarks(taken, PAPER_MOST),
        asked=_in_words(form),
        counted=ngettext("%(num)d edition", "%(num)d editions", len(taken.lines)),
        today=local_day(work.now),
        qr=_qr(),
        back_url=f"{url_for('cases.taking_along')}?{address()}",
    )


def _judged(work: Work) -> SearchForm:
    form = filters(work)
    offer_alliances(form, open_alliances(work))
    return form


def _in_words(form: SearchForm) -> str:
    return " · ".join(chip["label"] for chip in listing.chips(form))


def _remarks(taken: taking.TakenAlong, most: int) -> list[str]:
    """What a reader of the list must know: that it is cut, that something is missing."""
    return [words for words in (_cut(taken.fits, most), _left_out(taken.left_out)) if words]


def _cut(fits: int, most: int) -> str:
    if fits <= most:
        return ""
    return str(
        _("Only the first %(most)d of %(fits)d go along. Narrow the list to take the rest.", most=most, fits=fits)
    )


def _left_out(count: int) -> str:
    if not count:
        return ""
    return str(
        ngettext(
            "%(num)d edition marked AMBER+STRICT or RED stays in the portal.",
            "%(num)d editions marked AMBER+STRICT or RED stay in the portal.",
            count,
        )
    )


def _qr() -> str:
    """The way back to this very list, or to the shelf where its address is too long for paper."""
    import segno

    here = address()
    link = url_for("cases.shelf", _external=True)
    link = f"{link}?{here}" if len(here) <= QR_LONGEST else link
    return str(segno.make(link, error="m", micro=False).svg_data_uri(border=0, dark="#000"))
