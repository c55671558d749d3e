"""The pages of the roster sheet: template, upload, preview, and what came of it."""

from collections.abc import Sequence
from typing import Any, TypeVar

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import attachment, go, page
from ..foundation.web.guard import limiter
from ..foundation.web.language import moment
from ..jobs.asking import later
from ..policy.can import Can
from ..policy.gate import permit
from . import commands, long, queries
from .forms import ShowForm, TakeOverForm, UploadForm
from .marking import mark
from .model import SHEET_BYTES_MOST, SHEET_ROWS_MOST, RosterSheet, SheetState
from .template import template as empty_template
from .verdicts import Fault, Line, Verdict
from .workbook import MEDIA_TYPE

bp = Blueprint("sheets", __name__, url_prefix="/sheets")

STATE_TONES = {SheetState.CHECKED: "amber", SheetState.TAKEN_OVER: "green"}
Shown = TypeVar("Shown")


@bp.get("/")
@permit(Can.IMPORT_ROSTER)
def index(work: Work) -> Response:
    return _index(work, UploadForm(formdata=None))


@bp.post("/")
@limiter.limit("20 per minute")
@permit(Can.IMPORT_ROSTER)
def upload(work: Work) -> Response:
    form = UploadForm()
    if form.settle(work, lambda: commands.check(work, _uploaded(form))):
        return go("sheets.preview", sheet_id=form.result.id)
    return _index(work, form, 422)


def _uploaded(form: UploadForm) -> commands.SheetUpload:
    return commands.SheetUpload(form.file.data.filename or "", form.file.data.read())


def _index(work: Work, form: UploadForm, status: int = 200) -> Response:
    lines, next_key = queries.recent(work, listing.after_moment())
    return page(
        "sheets/index.html",
        status,
        form=form,
        rows=[_sheet_row(line) for line in lines],
        pager=listing.pager(next_key, len(lines)),
        megabytes=SHEET_BYTES_MOST // 1_000_000,
        rows_most=SHEET_ROWS_MOST,
    )


def _sheet_row(line: queries.SheetLine) -> tuple[Any, ...]:
    counted = "，".join(f"{_(verdict.label)} {line.counts[verdict]}" for verdict in Verdict if line.counts[verdict])
    to_page = url_for("sheets.preview", sheet_id=line.id)
    return (
        to_page,
        (line.file_name, counted),
        moment(line.uploaded_at),
        (_(line.state.label), STATE_TONES[line.state]),
    )


@bp.get("/template")
@permit(Can.IMPORT_ROSTER)
def template(work: Work) -> Response:
    made_on = local_day(work.now).isoformat()
    return attachment(empty_template(queries.vocabulary(work), made_on, _), MEDIA_TYPE, "roster-template.xlsx")


@bp.get("/<uuid:sheet_id>")
@permit(Can.IMPORT_ROSTER, subject=queries.reading)
def preview(work: Work, sheet: queries.SheetReading) -> Response:
    shown = _shown(sheet)
    rows, pager = _part(_rows(sheet, shown))
    return page(
        "sheets/preview.html",
        sheet=sheet,
        metrics=_metrics(sheet),
        differs=sheet.counts[Verdict.NEW] + sheet.counts[Verdict.CHANGED],
        tabs=_tabs(sheet, shown),
        shown=shown,
        rows=rows,
        pager=pager,
        form=TakeOverForm(formdata=None, seen=sheet.digest),
    )


def _shown(sheet: queries.SheetReading) -> Verdict:
    """The verdict whose rows the address asks for; else the first that any row has."""
    chosen = listing.ask(ShowForm(request.args)).show.data
    wanted = (verdict for verdict in Verdict if (verdict == chosen if chosen else sheet.counts[verdict]))
    return next(wanted, Verdict.SAME)


def _metrics(sheet: queries.SheetReading) -> list[dict[str, Any]]:
    return [{"label": _(verdict.label), "value": sheet.counts[verdict]} for verdict in Verdict]


def _tabs(sheet: queries.SheetReading, shown: Verdict) -> list[dict[str, Any]]:
    return [
        {
            "label": _(verdict.label),
            "url": url_for("sheets.preview", sheet_id=sheet.id, show=verdict.value),
            "current": verdict is shown,
            "count": sheet.counts[verdict],
        }
        for verdict in Verdict
    ]


def _rows(sheet: queries.SheetReading, shown: Verdict) -> list[tuple[Any, ...]]:
    """The rows of the table: each fault, or each row of the sheet with that verdict."""
    if shown is Verdict.FAULTY:
        names = {line.row: line.name for line in sheet.lines}
        return [_fault_row(fault, names[fault.row]) for fault in sheet.faults]
    return [_line_row(line) for line in sheet.lines if line.verdict is shown]


def _fault_row(fault: Fault, name: str) -> tuple[Any, ...]:
    return (None, (_("Row %(row)d", row=fault.row), name), fault.column, fault.says or None, _reason(fault))


def _line_row(line: Line) -> tuple[Any, ...]:
    return (None, (line.name, line.mark), str(line.row), "、".join(line.changed))


def _reason(fault: Fault) -> str:
    return str(_(fault.words, **fault.params))


def _part(rows: Sequence[Shown]) -> tuple[Sequence[Shown], listing.Pager]:
    """The part of a long list that the address asks for."""
    start = listing.after_number() or 0
    end = start + listing.PAGE_ROWS
    shown = rows[start:end]
    return shown, listing.pager((end,) if end < len(rows) else None, len(shown))


@bp.get("/<uuid:sheet_id>/marked")
@permit(Can.IMPORT_ROSTER, subject=queries.file_of)
def marked(work: Work, sheet: queries.SheetFile) -> Response:
    content = mark(sheet.content, sheet.faults, _reason, _("Anti-Fraud Alliance Portal"))
    return attachment(content, MEDIA_TYPE, "roster-marked.xlsx")


@bp.post("/<uuid:sheet_id>/check-again")
@permit(Can.IMPORT_ROSTER, subject=queries.find)
def check_again(work: Work, sheet: RosterSheet) -> Response:
    commands.check_again(work, sheet)
    return go("sheets.preview", sheet_id=sheet.id, said=_("The sheet is checked against the members of now."))


@bp.post("/<uuid:sheet_id>/take-over")
@permit(Can.IMPORT_ROSTER, subject=queries.find)
def take_over(work: Work, sheet: RosterSheet) -> Response:
    seen, differing = TakeOverForm().seen.data or "", queries.count_differing(sheet)
    if sheet.state is SheetState.CHECKED and differing > long.AT_ONCE_MOST:
        page = url_for("sheets.preview", sheet_id=sheet.id)
        return later(work, long.TAKE_OVER, differing, sheet.file_name, page, sheet_id=str(sheet.id), seen=seen)
    commands.take_over(work, sheet, seen)
    return go("sheets.preview", sheet_id=sheet.id)
