"""What is taken along, in words: what was asked for, that the list is cut, that something stays in the portal."""

from flask_babel import gettext as _
from flask_babel import ngettext

from ..foundation.store.work import Work
from ..matrix.queries import open_alliances
from . import taking
from .found_forms import SearchForm
from .searching import filters, offer_alliances


def judged(work: Work) -> SearchForm:
    form = filters(work)
    offer_alliances(form, open_alliances(work))
    return form


def remarks(taken: taking.TakenAlong, most: int) -> list[str]:
    """What a reader of the list must know: that it is cut, that something is missing."""
    return [words for words in (cut(taken.fits, most), left_out(taken.left_out)) if words]


def cut(fits: int, most: int) -> str:
    if fits <= most:
        return ""
    return str(
        _("Only the first %(most)d of %(fits)d go along. Narrow the list to take the rest.", most=most, fits=fits)
    )


def left_out(count: int) -> str:
    if not count:
        return ""
    return str(
        ngettext(
            "%(num)d edition marked AMBER+STRICT or RED stays in the portal.",
            "%(num)d editions marked AMBER+STRICT or RED stay in the portal.",
            count,
        )
    )
