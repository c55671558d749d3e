"""What an organisation tells on its pages: progress, the report with its evidence, and the parts of its own work."""

from typing import Any
from uuid import UUID

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..files import handing_out
from ..files.receiving import takes_files
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from . import assignment_parts as parts
from . import assignment_queries as queries
from . import assignment_shown, reporting, shown, splitting
from .answering import signed
from .assignment_page import again, assignment_page
from .assignment_parts import TurnLine
from .assignment_queries import AssignmentReading
from .assignment_views import ONE
from .blueprint import bp
from .forms import FilesForm, LinkForm, ReportForm, SubTaskForm, TellingForm
from .model import Assignment
from .reporting import Told

Forms = dict[str, Any]


@bp.get(f"{ONE}/progress")
@permit(Can.ANSWER_ASSIGNMENT, subject=queries.reading, sees=Can.READ_ASSIGNMENT)
def telling(work: Work, assignment: AssignmentReading) -> Response:
    last = parts.told_last(work, assignment)
    form = TellingForm(formdata=None, data=_begun(assignment, last))
    return page("actions/progress.html", assignment=assignment, form=form, last=last, begun=True)


@bp.post(f"{ONE}/progress")
@permit(Can.ANSWER_ASSIGNMENT, subject=queries.find, sees=Can.READ_ASSIGNMENT)
def progress(work: Work, assignment: Assignment) -> Response:
    form = TellingForm()
    if form.settle(work, lambda: reporting.progress(work, signed(work, assignment), form.as_(Told))):
        return go("actions.assignment", assignment_id=assignment.id, said=_("Your progress is kept."))
    now = again(work, assignment.id)
    last = parts.told_last(work, now)
    return page("actions/progress.html", form.status, assignment=now, form=form, last=last, begun=False)


def _begun(assignment: AssignmentReading, last: TurnLine | None) -> dict[str, Any]:
    """What was told last, so that nobody writes it twice."""
    return {"figure": assignment.figure, "words": last.words if last else ""}


@bp.get(f"{ONE}/report", endpoint="reporting")
@permit(Can.ANSWER_ASSIGNMENT, subject=queries.reading, sees=Can.READ_ASSIGNMENT)
def reporting_page(work: Work, assignment: AssignmentReading) -> Response:
    begun = _begun(assignment, parts.told_last(work, assignment)) | {"revision": assignment.revision}
    return _report_page(work, assignment, {"form": ReportForm(formdata=None, data=begun)})


@bp.post(f"{ONE}/report")
@permit(Can.ANSWER_ASSIGNMENT, subject=queries.find, sees=Can.READ_ASSIGNMENT)
def report(work: Work, assignment: Assignment) -> Response:
    form = ReportForm()
    if form.settle(work, lambda: reporting.report(work, signed(work, assignment), form.as_(Told), form.revision.data)):
        said = _("The report is with the center. You will be told what becomes of it.")
        return go("actions.assignment", assignment_id=assignment.id, said=said)
    now = again(work, assignment.id)
    form.seen("revision", now.revision)
    return _report_page(work, now, {"form": form}, form.status)


@bp.post(f"{ONE}/evidence/files")
@permit(Can.ANSWER_ASSIGNMENT, subject=queries.find, sees=Can.READ_ASSIGNMENT)
@takes_files
def add_files(work: Work, assignment: Assignment) -> Response:
    form = FilesForm()
    if form.settle(work, lambda: reporting.add_files(work, signed(work, assignment), form.files.data)):
        return go("actions.reporting", assignment_id=assignment.id, said=_("The files are added."))
    return _report_page(work, again(work, assignment.id), {"filing": form}, status=422)


@bp.post(f"{ONE}/evidence/links")
@permit(Can.ANSWER_ASSIGNMENT, subject=queries.find, sees=Can.READ_ASSIGNMENT)
def add_link(work: Work, assignment: Assignment) -> Response:
    form = LinkForm()
    if form.settle(work, lambda: reporting.add_link(work, signed(work, assignment), form.link.data, form.title.data)):
        return go("actions.reporting", assignment_id=assignment.id, said=_("The link is added."))
    return _report_page(work, again(work, assignment.id), {"linking": form}, status=422)


@bp.post(f"{ONE}/evidence/<uuid:evidence_id>/remove")
@permit(Can.ANSWER_ASSIGNMENT, subject=queries.find, sees=Can.READ_ASSIGNMENT)
def remove_evidence(work: Work, assignment: Assignment) -> Response:
    reporting.remove(work, assignment, _asked("evidence_id"))
    return go("actions.reporting", assignment_id=assignment.id, said=_("The piece of evidence is taken away."))


def _report_page(work: Work, assignment: AssignmentReading, given: Forms, status: int = 200) -> Response:
    """The report being prepared. Of its three forms one may be `given`, as it was sent."""
    gathered = parts.evidence(work, assignment).get(assignment.revision + 1, ())
    forms = {
        "form": ReportForm(formdata=None, data={"figure": assignment.figure, "revision": assignment.revision}),
        "filing": FilesForm(formdata=None),
        "linking": LinkForm(formdata=None),
    } | given
    return page(
        "actions/report.html",
        status,
        assignment=assignment,
        facts=shown.facts(assignment.words),
        evidence=assignment_shown.evidence(gathered, assignment),
        refused=next(iter(given.values())) if status != 200 else None,
        **forms,
    )


@bp.get(f"{ONE}/files/<uuid:file_id>")
@permit(Can.READ_ASSIGNMENT, subject=queries.reading)
def evidence_file(work: Work, assignment: AssignmentReading) -> Response:
    return handing_out.shared_copy(handing_out.held(work, parts.files_of(work, assignment)))


@bp.get(f"{ONE}/files/<uuid:file_id>/original")
@permit(Can.STEER_ASSIGNMENT, subject=queries.reading, sees=Can.READ_ASSIGNMENT)
def original_evidence(work: Work, assignment: AssignmentReading) -> Response:
    """The file as it was sent, with the place and the time that prove it."""
    return handing_out.original(handing_out.held(work, parts.files_of(work, assignment)))


@bp.post(f"{ONE}/parts")
@permit(Can.ANSWER_ASSIGNMENT, subject=queries.find, sees=Can.READ_ASSIGNMENT)
def add_part(work: Work, assignment: Assignment) -> Response:
    form = SubTaskForm()
    form.offer(parts.own_people(work, again(work, assignment.id)))
    if form.settle(work, lambda: splitting.add(work, assignment, form.as_(splitting.SubTaskText))):
        return go("actions.assignment", assignment_id=assignment.id, said=_("The part of the work is added."))
    return assignment_page(work, again(work, assignment.id), parting=form, status=422)


@bp.post(f"{ONE}/parts/<uuid:part_id>/done")
@permit(Can.ANSWER_ASSIGNMENT, subject=queries.find, sees=Can.READ_ASSIGNMENT)
def finish_part(work: Work, assignment: Assignment) -> Response:
    splitting.finish(work, assignment, _asked("part_id"))
    return go("actions.assignment", assignment_id=assignment.id, said=_("The part of the work is done."))


@bp.post(f"{ONE}/parts/<uuid:part_id>/drop")
@permit(Can.ANSWER_ASSIGNMENT, subject=queries.find, sees=Can.READ_ASSIGNMENT)
def drop_part(work: Work, assignment: Assignment) -> Response:
    splitting.drop(work, assignment, _asked("part_id"))
    return go("actions.assignment", assignment_id=assignment.id, said=_("The part of the work is taken away."))


def _asked(name: str) -> UUID:
    asked: UUID = (request.view_args or {})[name]
    return asked
