"""One report with its figures and its proof."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..cases.listed import file_row
from ..files import handing_out
from ..files import queries as stored
from ..files.receiving import takes_files
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import months, proving, queries, shown
from .blueprint import ONE, bp
from .forms import FilesForm
from .queries import OutreachLine


@bp.get(ONE)
@permit(Can.READ_OUTREACH, subject=queries.reading)
def report(work: Work, line: OutreachLine) -> Response:
    return _report_page(work, line, FilesForm(formdata=None))


def _report_page(work: Work, line: OutreachLine, form: FilesForm, status: int = 200) -> Response:
    files = stored.lines(work, proving.files_of(line.id))
    keeps = may(work.actor, Can.KEEP_OUTREACH, line)
    return page(
        "outreach/report.html",
        status,
        report=line,
        facts=shown.facts(line),
        figures=shown.figure_rows(queries.figures(work, line.id)),
        files=[file_row(one, "outreach.file", outreach_id=line.id) for one in files],
        form=form if keeps else None,
        corrects=keeps and line.month in months.open_months(work.now),
        month=months.as_text(line.month),
        back="outreach.ours" if may(work.actor, Can.SEE_OWN_OUTREACH) else "outreach.overview",
    )


@bp.post(f"{ONE}/files")
@permit(Can.KEEP_OUTREACH, subject=queries.reading, sees=Can.READ_OUTREACH)
@takes_files
def attach(work: Work, line: OutreachLine) -> Response:
    form = FilesForm()
    if form.settle(work, lambda: proving.attach(work, line.id, form.files.data)):
        return go("outreach.report", outreach_id=line.id, said=_("The files are attached."))
    return _report_page(work, line, form, status=422)


@bp.post(f"{ONE}/files/<uuid:file_id>/detach")
@permit(Can.KEEP_OUTREACH, subject=queries.reading, sees=Can.READ_OUTREACH)
def detach(work: Work, line: OutreachLine) -> Response:
    proving.detach(work, line.id, handing_out.to_discard(work, proving.files_of(line.id)))
    return go("outreach.report", outreach_id=line.id, said=_("The file is taken away."))


@bp.get(f"{ONE}/files/<uuid:file_id>")
@permit(Can.READ_OUTREACH, subject=queries.reading)
def file(work: Work, line: OutreachLine) -> Response:
    return handing_out.shared_copy(handing_out.held(work, proving.files_of(line.id)))
