"""The tracking board: as a picture, as a list, by alliance; as a sheet; and the views that a person keeps of it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ..cases import searches
from ..cases.found_model import SavedSearch
from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import attachment, go, page
from ..foundation.web.guard import limiter
from ..foundation.web.language import moment
from ..jobs.asking import later
from ..organisations.queries import Term
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from ..sheets.filters import in_words
from ..sheets.workbook import MEDIA_TYPE
from . import board as boards
from . import board_list, board_long, board_shown, bulk
from .blueprint import bp
from .board_filter import BoardFilter
from .board_forms import BoardForm, BulkForm, KeepViewForm, Show, ShowForm
from .board_long import judged
from .board_words import PLACE, BoardWords

ALONG = "along"


@bp.get("/board")
@permit(Can.SEE_BOARD)
def board(work: Work) -> Response:
    form, known = judged(work)
    show = Show(listing.ask(ShowForm(request.args)).show.data)
    looked = LOOKS[show](work, form.asked(), known)
    return page(
        "actions/board.html",
        form=form,
        chips=listing.chips(form),
        asked=in_words(form),
        as_of=moment(work.now),
        **looked,
        **_around(work, known, show),
    )


def _picture(work: Work, wanted: BoardFilter, known: BoardWords) -> dict[str, Any]:
    rows = boards.rows(work, wanted, _down())
    columns = boards.columns(work, wanted, rows.ids, listing.after_row(ALONG))
    cells = boards.cells(work, wanted, rows.ids, [column.id for column in columns.columns])
    far, pick = boards.far(work, wanted, rows.rows), bulk.choosable(work)
    return {
        "rows": board_shown.picture(rows.rows, columns.columns, cells, far, pick=pick),
        "heads": [{"name": column.short_name, "full": column.name} for column in columns.columns],
        "pager": listing.pager(rows.next_key, len(rows.rows)),
        "sideways": _sideways(columns),
    }


def _sideways(columns: boards.Columns) -> listing.Pager:
    """The same as the pager of the rows, for columns."""
    shown = len(columns.columns)
    words = ngettext("%(num)d column on this page", "%(num)d columns on this page", shown)
    return replace(listing.pager(columns.next_key, shown, ALONG), showing=words)


def _by_alliance(work: Work, wanted: BoardFilter, known: BoardWords) -> dict[str, Any]:
    rows, terms = boards.rows(work, wanted, _down()), _terms(known.alliance, wanted)
    found = boards.by_alliance(work, wanted, rows.ids)
    return {
        "rows": board_shown.alliances(rows.rows, terms, found, boards.far(work, wanted, rows.rows)),
        "heads": [{"name": name, "full": name} for name in board_shown.names(terms)],
        "pager": listing.pager(rows.next_key, len(rows.rows)),
        "sideways": None,
    }


def _terms(alliances: Iterable[Term], wanted: BoardFilter) -> list[Term]:
    return [term for term in alliances if wanted.alliance in {"", term.code}]


def _list(work: Work, wanted: BoardFilter, known: BoardWords) -> dict[str, Any]:
    found = board_list.listed(work, wanted, listing.read_key(board_list.key_of))
    return {
        "rows": board_shown.lines(found.lines, bulk.choosable(work)),
        "heads": [],
        "pager": listing.pager(found.next_key, len(found.lines)),
        "sideways": None,
    }


LOOKS = {Show.PICTURE: _picture, Show.LIST: _list, Show.ALLIANCES: _by_alliance}


def _down() -> boards.RowKey | None:
    return listing.read_key(boards.key_of)


def _around(work: Work, known: BoardWords, show: Show) -> dict[str, Any]:
    """The other ways to look, what may be done with what is shown, and what the reader keeps."""
    here = tidy(request.args.items())
    return {
        "show": show.value,
        "tabs": [_tab(one, show) for one in Show],
        "legend": board_shown.legend(),
        "bulk_kinds": [(kind.value, _(kind.label)) for kind in bulk.open_to(work)],
        "bulk": BulkForm(formdata=None, data={"address": here}),
        "address": here,
        "kept": [_kept(term) for term in known.kept],
        "take_url": f"{url_for('actions.board_sheet')}?{here}",
        "sheet_most": board_list.SHEET_MOST,
        "leader_url": url_for("actions.leader") if may(work.actor, Can.SEE_LEADERS_PAGE) else None,
    }


def _tab(one: Show, show: Show) -> dict[str, Any]:
    pairs = [(name, value) for name, value in request.args.items() if name != "show"]
    asked = tidy([*pairs, ("show", one.value)])
    return {"label": _(one.label), "url": f"{url_for('actions.board')}?{asked}", "current": one is show}


def _kept(view: Term) -> dict[str, str]:
    return {
        "title": view.zh,
        "url": f"{url_for('actions.board')}?{view.en}",
        "drop_url": url_for("actions.drop_view", search_id=view.code),
    }


def tidy(pairs: Iterable[tuple[str, str]]) -> str:
    """Those of `pairs` that ask the board for something, as an address has them, without a page."""
    names = {*BoardForm(None)._fields, *ShowForm(None)._fields}
    return urlencode([(name, value) for name, value in pairs if name in names and value])


@bp.post("/board.xlsx")
@limiter.limit("20 per minute")
@permit(Can.SEE_BOARD)
def board_sheet(work: Work) -> Response:
    form, _known = judged(work)
    fits = min(board_list.count(work, form.asked()), board_list.SHEET_MOST)
    if fits > board_long.AT_ONCE_MOST:
        return later(work, board_long.SHEET, fits, in_words(form))
    taken = board_list.take(work, form.asked())
    return attachment(board_long.workbook(taken), MEDIA_TYPE, board_long.file_name(work))


@bp.post("/board/views")
@limiter.limit("60 per minute")
@permit(Can.SEE_BOARD)
def keep_view(work: Work) -> Response:
    form = KeepViewForm()
    wanted = tidy(parse_qsl(form.address.data or ""))
    if form.settle(work, lambda: _keep(work, form, wanted)):
        return go("actions.board", said=_("The view is kept."), **_arguments(wanted))
    return page("actions/keep_view.html", 422, form=form, address=wanted)


def _keep(work: Work, form: KeepViewForm, wanted: str) -> SavedSearch:
    if not wanted:
        raise Invalid("title", N_("There is nothing to keep: the board is shown as it always is."))
    return searches.keep(work, searches.SearchText(form.title.data, wanted, PLACE))


def _arguments(wanted: str) -> Mapping[str, Any]:
    return dict(parse_qsl(wanted))


@bp.post("/board/views/<uuid:search_id>/drop")
@permit(Can.DROP_SEARCH, subject=searches.find)
def drop_view(work: Work, search: SavedSearch) -> Response:
    searches.drop(work, search)
    return go("actions.board", said=_("The view is no longer kept."))
