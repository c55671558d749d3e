"""The files of an initiative: attached to the draft, handed out behind the door of the initiative."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..files import handing_out
from ..files.receiving import takes_files
from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from . import attaching, parts, reading
from .blueprint import ONE, bp
from .forms import FilesForm
from .reading import InitiativeReading
from .vocabulary import InitiativeState


@bp.get(f"{ONE}/files")
@permit(Can.WRITE_INITIATIVE, subject=reading.reading, sees=Can.READ_INITIATIVE)
def files(work: Work, initiative: InitiativeReading) -> Response:
    return _files_page(work, initiative, FilesForm(formdata=None))


@bp.post(f"{ONE}/files")
@permit(Can.WRITE_INITIATIVE, subject=reading.reading, sees=Can.READ_INITIATIVE)
@takes_files
def attach(work: Work, initiative: InitiativeReading) -> Response:
    form = FilesForm()
    if form.settle(work, lambda: attaching.attach(work, reading.row(work, initiative), form.files.data)):
        return go("initiatives.files", initiative_id=initiative.id, said=_("The files are attached."))
    again = reading.reading(work, initiative.id)
    if again is None:
        raise NotThere()
    return _files_page(work, again, form, status=422)


def _files_page(work: Work, initiative: InitiativeReading, form: FilesForm, status: int = 200) -> Response:
    return page(
        "initiatives/files.html",
        status,
        initiative=initiative,
        form=form if initiative.state is InitiativeState.DRAFT else None,
        rows=parts.file_rows(work, initiative),
    )


@bp.post(f"{ONE}/files/<uuid:file_id>/detach")
@permit(Can.WRITE_INITIATIVE, subject=reading.reading, sees=Can.READ_INITIATIVE)
def detach(work: Work, initiative: InitiativeReading) -> Response:
    held = handing_out.to_discard(work, attaching.of_initiative(initiative.id))
    attaching.detach(work, reading.row(work, initiative), held)
    return go("initiatives.files", initiative_id=initiative.id, said=_("The file is taken away."))


@bp.get(f"{ONE}/files/<uuid:file_id>")
@permit(Can.READ_INITIATIVE, subject=reading.reading)
def file(work: Work, initiative: InitiativeReading) -> Response:
    return handing_out.shared_copy(handing_out.held(work, attaching.of_initiative(initiative.id)))
