"""Many reports by one sheet: the template, the upload, what every row would tell, and what was told."""

from typing import Any

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.answers import attachment, go, page
from ..foundation.web.guard import limiter
from ..policy.can import Can
from ..policy.gate import permit
from ..sheets.commands import SheetUpload
from ..sheets.forms import TakeOverForm, UploadForm
from ..sheets.marking import mark
from ..sheets.model import SHEET_BYTES_MOST, SHEET_ROWS_MOST
from ..sheets.reading import CELL_LONGEST
from ..sheets.verdicts import Fault, Line, Verdict
from ..sheets.workbook import MEDIA_TYPE
from . import report_sheet, sheet_telling
from .blueprint import bp
from .board_model import ReportSheet
from .own_tasks import open_tasks
from .sheet_telling import OwnPlace, SheetReading
from .shown import number

ONE = "/own/sheets/<uuid:report_sheet_id>"


@bp.get("/own/sheets")
@permit(Can.ANSWER_ASSIGNMENT, subject=sheet_telling.own_place, sees=Can.SEE_OWN_ACTIONS)
def own_sheets(work: Work, _place: OwnPlace) -> Response:
    return _uploading(work, UploadForm(formdata=None))


@bp.post("/own/sheets")
@limiter.limit("20 per minute")
@permit(Can.ANSWER_ASSIGNMENT, subject=sheet_telling.own_place, sees=Can.SEE_OWN_ACTIONS)
def upload_sheet(work: Work, place: OwnPlace) -> Response:
    form = UploadForm()
    if form.settle(work, lambda: sheet_telling.check(work, place, _uploaded(form))):
        return go("actions.own_sheet", report_sheet_id=form.result.id)
    return _uploading(work, form, 422)


def _uploaded(form: UploadForm) -> SheetUpload:
    return SheetUpload(form.file.data.filename or "", form.file.data.read())


def _uploading(work: Work, form: UploadForm, status: int = 200) -> Response:
    return page(
        "actions/own_sheets.html",
        status,
        form=form,
        open_count=len(open_tasks(work)),
        megabytes=SHEET_BYTES_MOST // 1_000_000,
        rows_most=SHEET_ROWS_MOST,
        longest=CELL_LONGEST,
    )


@bp.get("/own/sheets/template")
@permit(Can.ANSWER_ASSIGNMENT, subject=sheet_telling.own_place, sees=Can.SEE_OWN_ACTIONS)
def sheet_template(work: Work, _place: OwnPlace) -> Response:
    content = report_sheet.template(open_tasks(work), local_day(work.now).isoformat(), _)
    return attachment(content, MEDIA_TYPE, f"reports-{local_day(work.now)}.xlsx")


@bp.get(ONE)
@permit(Can.ANSWER_ASSIGNMENT, subject=sheet_telling.reading)
def own_sheet(work: Work, sheet: SheetReading) -> Response:
    return page(
        "actions/own_sheet.html",
        sheet=sheet,
        taken=sheet.state.value == "taken_over",
        metrics=[{"label": _(verdict.label), "value": sheet.counts[verdict]} for verdict in Verdict],
        differs=sheet.counts[Verdict.NEW] + sheet.counts[Verdict.CHANGED],
        faults=[_fault_row(fault) for fault in sheet.faults],
        rows=[_line_row(line) for line in sheet.lines if line.changed],
        form=TakeOverForm(formdata=None, seen=sheet.digest),
    )


def _line_row(line: Line) -> tuple[Any, ...]:
    return (None, (line.name, number(int(line.mark))), _(line.verdict.label), "、".join(line.changed))


def _fault_row(fault: Fault) -> tuple[Any, ...]:
    return (None, _("Row %(row)d", row=fault.row), fault.column, fault.says or None, _reason(fault))


def _reason(fault: Fault) -> str:
    return str(_(fault.words, **fault.params))


@bp.get(f"{ONE}/marked")
@permit(Can.ANSWER_ASSIGNMENT, subject=sheet_telling.find)
def marked_sheet(work: Work, sheet: ReportSheet) -> Response:
    faults = sheet_telling.faults_of(sheet)
    content = mark(sheet.content, faults, _reason, _("Anti-Fraud Alliance Portal"))
    return attachment(content, MEDIA_TYPE, "reports-marked.xlsx")


@bp.post(f"{ONE}/take-over")
@permit(Can.ANSWER_ASSIGNMENT, subject=sheet_telling.find)
def take_sheet(work: Work, sheet: ReportSheet) -> Response:
    sheet_telling.take_over(work, sheet, TakeOverForm().seen.data or "")
    return go("actions.own_sheet", report_sheet_id=sheet.id)
