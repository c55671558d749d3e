"""The center's pages of a draft: write it, see who will get it, issue it, drop it."""

from flask import current_app, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..audiences import queries as audiences
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.forms import SeenForm
from ..jobs.asking import later
from ..policy.can import Can
from ..policy.gate import permit
from . import drafting, filling, issuing, long, parts, reading, shown
from .blueprint import ONE, bp
from .forms import InitiativeForm
from .reading import InitiativeReading
from .vocabulary import InitiativeState


@bp.get("/new")
@permit(Can.WRITE_INITIATIVE)
def begin(work: Work) -> Response:
    return _writing_page(work, filling.new_draft(work, current_app.config["SETTINGS"].organiser))


@bp.post("/new")
@permit(Can.WRITE_INITIATIVE)
def draft(work: Work) -> Response:
    form = filling.prepare(work, InitiativeForm())
    if form.terms.editing:
        return _writing_page(work, form)
    if form.settle(work, lambda: drafting.draft(work, filling.initiative_text(form))):
        return go("initiatives.initiative", initiative_id=form.result.id, said=_("The draft is kept."))
    return _writing_page(work, form, status=422)


@bp.get(f"{ONE}/edit")
@permit(Can.WRITE_INITIATIVE, subject=reading.reading, sees=Can.READ_INITIATIVE)
def edit(work: Work, initiative: InitiativeReading) -> Response:
    if initiative.state is not InitiativeState.DRAFT:
        return go("initiatives.initiative", initiative_id=initiative.id)
    return _writing_page(work, filling.draft_form(work, initiative), initiative)


@bp.post(f"{ONE}/edit")
@permit(Can.WRITE_INITIATIVE, subject=reading.reading, sees=Can.READ_INITIATIVE)
def change(work: Work, initiative: InitiativeReading) -> Response:
    form, known = filling.prepare(work, InitiativeForm()), reading.reading(work, initiative.id)
    if form.terms.editing:
        return _writing_page(work, form, known)
    if form.settle(work, lambda: drafting.change(work, reading.row(work, initiative), filling.initiative_text(form))):
        return go("initiatives.initiative", initiative_id=initiative.id, said=_("The draft is kept."))
    form.seen("version", known.version if known else 0)
    return _writing_page(work, form, known, form.status)


def _writing_page(
    work: Work, form: InitiativeForm, initiative: InitiativeReading | None = None, status: int = 200
) -> Response:
    form.terms.process(request.args, form.terms.data)  # where the page asks whom a choice means
    filling.prepare(work, form)
    who = audiences.preview(work, form.terms.data)
    return page("initiatives/writing.html", status, form=form, initiative=initiative, who=who)


@bp.post(f"{ONE}/drop")
@permit(Can.WRITE_INITIATIVE, subject=reading.reading, sees=Can.READ_INITIATIVE)
def drop(work: Work, initiative: InitiativeReading) -> Response:
    drafting.drop(work, reading.row(work, initiative))
    return go("initiatives.overview", said=_("The draft is gone."))


@bp.get(f"{ONE}/issue")
@permit(Can.ISSUE_INITIATIVE, subject=reading.reading, sees=Can.READ_INITIATIVE)
def who_gets_it(work: Work, initiative: InitiativeReading) -> Response:
    """Who will get it, before it is issued."""
    if initiative.state is not InitiativeState.DRAFT:
        return go("initiatives.initiative", initiative_id=initiative.id)
    return page(
        "initiatives/issuing.html",
        initiative=initiative,
        marks=shown.marks(initiative),
        asks=shown.asks(reading.asks(work, initiative.id), {}),
        files=parts.file_rows(work, initiative),
        who=audiences.preview(work, reading.terms_of(work, initiative.audience_id)),
    )


@bp.post(f"{ONE}/issue")
@permit(Can.ISSUE_INITIATIVE, subject=reading.reading, sees=Can.READ_INITIATIVE)
def issue(work: Work, initiative: InitiativeReading) -> Response:
    seen, reached = SeenForm().version.data or 0, issuing.count_reached(work, initiative.audience_id)
    if reached > long.AT_ONCE_MOST:
        return later(work, long.ISSUE, reached, initiative.title, initiative_id=str(initiative.id), seen=seen)
    issuing.issue(work, reading.row(work, initiative), seen)
    return go("initiatives.initiative", initiative_id=initiative.id, said=_("The initiative is issued."))
