"""After an event, and beside it: coverage, reach, and its files."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..files import handing_out
from ..files.receiving import takes_files
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from . import attaching, parts, queries, shown, telling
from .attaching import CLOSED
from .blueprint import ONE, bp
from .form_page import Purpose, form_page
from .model import Coverage, EventFile
from .programme_forms import CoverageForm, EventFilesForm, ReachForm
from .programme_views import named_in_address
from .queries import EventReading
from .vocabulary import EventFileKind

COVERAGE = Purpose(
    "add_coverage",
    N_("Add what was published"),
    N_("Whoever reads the event finds the link."),
    N_("Add"),
)
REACH = Purpose(
    "enter_reach",
    N_("Enter how many were reached"),
    N_("It counts toward the organisation. A second figure takes the place of the first."),
    N_("Enter"),
)
FILE = parts.having(EventFile.file_id, "file_id")


@bp.get(f"{ONE}/coverage/new")
@permit(Can.ADD_COVERAGE, subject=queries.reading, sees=Can.READ_EVENT)
def new_coverage(work: Work, event: EventReading) -> Response:
    return form_page(event, CoverageForm(formdata=None, source=work.actor.organisation_name), COVERAGE)


@bp.post(f"{ONE}/coverage/new")
@permit(Can.ADD_COVERAGE, subject=queries.reading, sees=Can.READ_EVENT)
def add_coverage(work: Work, event: EventReading) -> Response:
    form = CoverageForm()
    if form.settle(work, lambda: telling.add_coverage(work, event.id, form.as_(telling.CoverageText))):
        return go("publicity.event", event_id=event.id, said=_("Added."))
    return form_page(event, form, COVERAGE, 422)


@bp.post(f"{ONE}/coverage/<uuid:coverage_id>/remove")
@permit(Can.DECIDE_EVENT, subject=parts.having(Coverage.id, "coverage_id"), sees=Can.READ_EVENT)
def remove_coverage(work: Work, event: EventReading) -> Response:
    telling.remove_coverage(work, event.id, named_in_address("coverage_id"))
    return go("publicity.event", event_id=event.id, said=_("Taken away."))


@bp.get(f"{ONE}/reach")
@permit(Can.ENTER_REACH, subject=queries.reading, sees=Can.READ_EVENT)
def reach_form(work: Work, event: EventReading) -> Response:
    return _reach_page(work, event, ReachForm(formdata=None))


@bp.post(f"{ONE}/reach")
@permit(Can.ENTER_REACH, subject=queries.reading, sees=Can.READ_EVENT)
def enter_reach(work: Work, event: EventReading) -> Response:
    form = ReachForm()
    form.organisation_id.choices = parts.may_enter_for(work, event.id)
    if form.settle(work, lambda: telling.enter_reach(work, event.id, form.as_(telling.ReachText))):
        return go("publicity.event", event_id=event.id, said=_("Entered."))
    return _reach_page(work, event, form, 422)


def _reach_page(work: Work, event: EventReading, form: ReachForm, status: int = 200) -> Response:
    form.organisation_id.choices = parts.may_enter_for(work, event.id)
    return form_page(event, form, REACH, status)


@bp.get(f"{ONE}/files")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def files(work: Work, event: EventReading) -> Response:
    return _files_page(work, event, EventFilesForm(formdata=None))


@bp.post(f"{ONE}/files")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
@takes_files
def attach(work: Work, event: EventReading) -> Response:
    form = _with_kinds(EventFilesForm())
    if form.settle(work, lambda: attaching.attach(work, event.id, form.as_(attaching.FilesText))):
        return go("publicity.files", event_id=event.id, said=_("The files are attached."))
    return _files_page(work, event, form, 422)


def _with_kinds(form: EventFilesForm) -> EventFilesForm:
    form.kind.offer([(one, _(one.label)) for one in EventFileKind])
    return form


def _files_page(work: Work, event: EventReading, form: EventFilesForm, status: int = 200) -> Response:
    return page(
        "publicity/files.html",
        status,
        event=event,
        form=None if event.state in CLOSED else _with_kinds(form),
        rows=shown.file_rows(event, parts.files(work, event)),
    )


@bp.post(f"{ONE}/files/<uuid:file_id>/detach")
@permit(Can.KEEP_EVENT, subject=FILE, sees=Can.READ_EVENT)
def detach(work: Work, event: EventReading) -> Response:
    attaching.detach(work, event.id, handing_out.to_discard(work, attaching.of_event(work, event)))
    return go("publicity.files", event_id=event.id, said=_("The file is taken away."))


@bp.get(f"{ONE}/files/<uuid:file_id>")
@permit(Can.READ_EVENT, subject=FILE)
def file(work: Work, event: EventReading) -> Response:
    return handing_out.shared_copy(handing_out.held(work, attaching.of_event(work, event)))
