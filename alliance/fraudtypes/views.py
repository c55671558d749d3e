"""The pages of fraud types: the lists side by side, each of them, and the type of a story."""

from typing import Any

from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web.answers import page
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import keeping_views, queries, shown
from .blueprint import bp
from .forms import SuggestForm

__all__ = ["bp", "keeping_views"]


@bp.get("/")
@permit(Can.VISIT)
def crosswalk(work: Work) -> Response:
    known = queries.catalogue(work)
    return page(
        "fraudtypes/crosswalk.html",
        tabs=shown.tabs(known, None),
        lists=known.lists,
        rows=shown.rows(known),
        may_suggest=may(work.actor, Can.SUGGEST_FRAUD_TYPE),
    )


@bp.get("/<list_code>")
@permit(Can.VISIT, subject=queries.opened)
def one_list(work: Work, opened: queries.Opened) -> Response:
    return page(
        "fraudtypes/list.html",
        tabs=shown.tabs(opened.beside, opened.listed.code),
        listed=opened.listed,
        facts=shown.facts(opened.listed),
        rows=shown.list_rows(opened),
    )


@bp.get("/suggest")
@permit(Can.SUGGEST_FRAUD_TYPE)
def tell(work: Work) -> Response:
    return _suggest_page(queries.catalogue(work), SuggestForm(None))


@bp.post("/suggest")
@permit(Can.SUGGEST_FRAUD_TYPE)
def suggest(work: Work) -> Response:
    """The whole page; a form that asks while somebody types takes the part called #type-suggestions out of it."""
    known, form = queries.catalogue(work), SuggestForm()
    form.fraud_type.choices = shown.select_choices(known)
    return _suggest_page(known, form, status=200 if form.validate() else 422)


def _suggest_page(known: queries.Catalogue, form: Any, status: int = 200) -> Response:
    form.fraud_type.choices = shown.select_choices(known)
    form.text.render_kw = shown.asking()
    told = status == 200 and form.text.data
    found = queries.suggested(known, form.text.data) if told else ()
    chosen = None if form.errors else form.fraud_type.data
    return page(
        "fraudtypes/suggest.html",
        status,
        form=form,
        options=shown.options(found, chosen),
        told=bool(told),
        elsewhere=shown.elsewhere(known, chosen),
    )
