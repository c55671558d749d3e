"""The shelf: searched, filtered, and the searches that a person keeps."""

from typing import Any
from urllib.parse import parse_qsl

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import Invalid, Refusal
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..foundation.web.guard import limiter
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import found_shown, moving, searches
from . import shelf as shelves
from .blueprint import bp
from .found_forms import KeepForm
from .found_model import SavedSearch
from .searching import address, asked, filters, offer_alliances, tidy
from .shelf import ShelfPage


@bp.get("/")
@permit(Can.FIND_CASES)
def shelf(work: Work) -> Response:
    form = filters(work)
    wanted = asked(work, form)
    found = shelves.shelf(work, wanted, _after())
    offer_alliances(form, found.alliances)
    return page(
        "cases/shelf.html",
        form=form,
        chips=listing.chips(form),
        hits=found_shown.hits(found.lines, wanted.q),
        counted=found_shown.counted(found.count),
        pager=listing.pager(found.next_key, len(found.lines)),
        **_ways(work, found),
        **_empty(work, found),
    )


def _after() -> tuple[int, int] | None:
    """Score and release number of the row that this page follows."""
    key = listing.after()
    if key is None:
        return None
    if len(key) != 2 or not all(listing.SMALL.fullmatch(part) for part in key):
        raise Refusal(listing.DAMAGED)
    return int(key[0]), int(key[1])


def _ways(work: Work, found: ShelfPage) -> dict[str, Any]:
    """The lists beside it, and what may be done with this one: keeping the search, taking it along."""
    here, may_take = address(), may(work.actor, Can.TAKE_CASES)
    taking = ("cases.sheet", "cases.paper", "cases.taking_along")
    return {
        "tabs": moving.tabs(work, "cases.shelf"),
        "may_keep": bool(here) and may(work.actor, Can.KEEP_SEARCH),
        "take_urls": [f"{url_for(endpoint)}?{here}" for endpoint in taking] if may_take else None,
        "address": here,
        "kept": found_shown.kept(found.kept),
    }


def _empty(work: Work, found: ShelfPage) -> dict[str, Any]:
    """Why there is nothing, and the one next step."""
    if found.lines:
        return {"empty": None}
    if address():
        why = _("No case that you may read fits all of this. Take a filter away, or search for a shorter word.")
        return {"empty": (_("No case fits"), why, url_for("cases.shelf"), _("Show all cases"))}
    if not work.actor.known:
        why = _("No public edition is released yet. Members sign in to read what is shared with them.")
        return {"empty": (_("No case yet"), why, url_for("people.sign_in"), _("Sign in"))}
    if not work.actor.organisation_stands:
        why = _("Your organisation is suspended: what is shared with members is open to it again once it is resumed.")
        return {"empty": (_("No case yet"), why, None, None)}
    why = _("Cases stand here as soon as the center has released them to you.")
    return {"empty": (_("No case yet"), why, None, None)}


@bp.post("/searches")
@limiter.limit("60 per minute")
@permit(Can.KEEP_SEARCH)
def keep_search(work: Work) -> Response:
    form = KeepForm()
    wanted = tidy(parse_qsl(form.address.data or ""))
    if form.settle(work, lambda: _keep(work, form, wanted)):
        return go("cases.shelf", said=_("The search is kept."), **dict(parse_qsl(wanted)))
    return page("cases/keep_search.html", 422, form=form, address=wanted)


def _keep(work: Work, form: KeepForm, wanted: str) -> SavedSearch:
    if not wanted:
        raise Invalid("title", N_("There is nothing to keep: the search asks for nothing yet."))
    return searches.keep(work, searches.SearchText(form.title.data, wanted))


@bp.post("/searches/<uuid:search_id>/drop")
@permit(Can.DROP_SEARCH, subject=searches.find)
def drop_search(work: Work, search: SavedSearch) -> Response:
    searches.drop(work, search)
    return go("cases.shelf", said=_("The search is no longer kept."))
