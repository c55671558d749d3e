"""The pages of a case's files: attached by its writer, handed out behind the door of what they are attached to."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..files import handing_out
from ..files import queries as files
from ..files.receiving import takes_files
from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import attaching, listed, queries, reading, sealing
from .blueprint import bp
from .forms import FilesForm
from .model import TypicalCase
from .queries import CaseReading
from .reading import EditionReading
from .vocabulary import WITH_ITS_WRITER, EditionState

FILES = "/<uuid:case_id>/files"
ONE = f"{FILES}/<uuid:file_id>"


@bp.get(FILES)
@permit(Can.READ_CASE, subject=queries.reading)
def case_files(work: Work, case: CaseReading) -> Response:
    return _files_page(work, case, FilesForm(formdata=None))


@bp.post(FILES)
@permit(Can.CHANGE_CASE, subject=queries.find, sees=Can.READ_CASE)
@takes_files
def attach(work: Work, case: TypicalCase) -> Response:
    form = FilesForm()
    if form.settle(work, lambda: attaching.attach(work, case, form.files.data)):
        return go("cases.case_files", case_id=case.id, said=_("The files are attached."))
    again = queries.reading(work, case.id)
    if again is None:
        raise NotThere()
    return _files_page(work, again, form, status=422)


def _files_page(work: Work, case: CaseReading, form: FilesForm, status: int = 200) -> Response:
    changing = case.state in WITH_ITS_WRITER and may(work.actor, Can.CHANGE_CASE, case)
    lines = files.lines(work, attaching.of_case(case.id))
    rows = [listed.file_row(line, "cases.case_file", case_id=case.id) for line in lines]
    return page("cases/files.html", status, case=case, form=form if changing else None, rows=rows)


@bp.post(f"{ONE}/detach")
@permit(Can.CHANGE_CASE, subject=queries.find, sees=Can.READ_CASE)
def detach(work: Work, case: TypicalCase) -> Response:
    attaching.detach(work, case, handing_out.to_discard(work, attaching.of_case(case.id)))
    return go("cases.case_files", case_id=case.id, said=_("The file is taken away."))


@bp.get(ONE)
@permit(Can.READ_CASE, subject=queries.reading)
def case_file(work: Work, case: CaseReading) -> Response:
    return handing_out.shared_copy(handing_out.held(work, attaching.of_case(case.id)))


@bp.get(f"{ONE}/original")
@permit(Can.OPEN_ORIGINAL, subject=queries.reading, sees=Can.READ_CASE)
def original_file(work: Work, case: CaseReading) -> Response:
    """The file as it was sent, with what its shared copy leaves out: behind the same reason as the original text."""
    if sealing.opening_of(work, case.id) is None:
        return go("cases.original", case_id=case.id)
    return handing_out.original(handing_out.held(work, attaching.of_case(case.id)))


@bp.get("/<uuid:case_id>/<any(members,public):kind>/files/<uuid:file_id>")
@permit(Can.READ_EDITION, subject=reading.live)
def edition_file(work: Work, edition: EditionReading) -> Response:
    if edition.state is not EditionState.RELEASED:
        raise NotThere()
    return handing_out.shared_copy(handing_out.held(work, attaching.of_edition(edition.id)))
