"""The pages of whoever writes a material: begin it, change it, drop it, begin its next version; its files."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..files import handing_out
from ..files.receiving import takes_files
from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from . import attaching, drafting, filling, parts, reading
from .blueprint import ONE, bp
from .forms import FilesForm, MaterialForm
from .reading import VersionReading
from .vocabulary import VersionState


@bp.get("/new")
@permit(Can.WRITE_MATERIAL)
def new(work: Work) -> Response:
    return page("materials/writing.html", form=filling.new_form(work), material=None)


@bp.post("/new")
@permit(Can.WRITE_MATERIAL)
def begin(work: Work) -> Response:
    form = filling.offered(work, MaterialForm())
    if form.settle(work, lambda: drafting.begin(work, filling.material_text(form))):
        said, made = _("The draft is kept. Attach its files now."), form.result
        return go("materials.files", material_id=made.material_id, number=made.number, said=said)
    return page("materials/writing.html", 422, form=form, material=None)


@bp.get(f"{ONE}/edit")
@permit(Can.CHANGE_MATERIAL, subject=reading.reading, sees=Can.READ_MATERIAL)
def edit(work: Work, version: VersionReading) -> Response:
    if version.state is not VersionState.DRAFT:
        return go("materials.material", **version.address)
    return page("materials/writing.html", form=filling.draft_form(work, version), material=version)


@bp.post(f"{ONE}/edit")
@permit(Can.CHANGE_MATERIAL, subject=reading.reading, sees=Can.READ_MATERIAL)
def change(work: Work, version: VersionReading) -> Response:
    form = filling.offered(work, MaterialForm())
    if form.settle(work, lambda: drafting.change(work, reading.row(work, version), filling.material_text(form))):
        return go("materials.material", **version.address, said=_("The draft is kept."))
    return page("materials/writing.html", 422, form=form, material=version)


@bp.post(f"{ONE}/drop")
@permit(Can.CHANGE_MATERIAL, subject=reading.reading, sees=Can.READ_MATERIAL)
def drop(work: Work, version: VersionReading) -> Response:
    drafting.drop(work, reading.row(work, version))
    return go("materials.materials", said=_("The draft is gone."))


@bp.post(f"{ONE}/next")
@permit(Can.CHANGE_MATERIAL, subject=reading.reading, sees=Can.READ_MATERIAL)
def begin_next(work: Work, version: VersionReading) -> Response:
    made = drafting.begin_next(work, reading.row(work, version))
    said = _("Say what changes, then attach the new files.")
    return go("materials.edit", material_id=made.material_id, number=made.number, said=said)


@bp.get(f"{ONE}/files")
@permit(Can.CHANGE_MATERIAL, subject=reading.reading, sees=Can.READ_MATERIAL)
def files(work: Work, version: VersionReading) -> Response:
    return _files_page(work, version, FilesForm(formdata=None))


@bp.post(f"{ONE}/files")
@permit(Can.CHANGE_MATERIAL, subject=reading.reading, sees=Can.READ_MATERIAL)
@takes_files
def attach(work: Work, version: VersionReading) -> Response:
    form = FilesForm()
    if form.settle(work, lambda: attaching.attach(work, reading.row(work, version), form.files.data)):
        return go("materials.files", **version.address, said=_("The files are attached."))
    return _files_page(work, version, form, status=422)


def _files_page(work: Work, version: VersionReading, form: FilesForm, status: int = 200) -> Response:
    return page(
        "materials/files.html",
        status,
        material=version,
        form=form if version.state is VersionState.DRAFT else None,
        rows=parts.file_rows(work, version),
    )


@bp.post(f"{ONE}/files/<uuid:file_id>/detach")
@permit(Can.CHANGE_MATERIAL, subject=reading.reading, sees=Can.READ_MATERIAL)
def detach(work: Work, version: VersionReading) -> Response:
    held = handing_out.to_discard(work, reading.files_of(version.id))
    attaching.detach(work, reading.row(work, version), held)
    return go("materials.files", **version.address, said=_("The file is taken away."))


@bp.get(f"{ONE}/files/<uuid:file_id>")
@permit(Can.READ_MATERIAL, subject=reading.reading)
def file(work: Work, version: VersionReading) -> Response:
    """A withdrawn version is handed out to nobody but the center and whose it is."""
    if not parts.hands_out(work, version):
        raise NotThere()
    return handing_out.shared_copy(handing_out.held(work, reading.files_of(version.id)))
