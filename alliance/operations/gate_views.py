"""A stage's gate: opening and closing the stage, waiving an action for it; drafting an action that belongs to it, and
putting a draft from elsewhere into it."""

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..actions.drafting import ActionText
from ..actions.queries import drafts_without
from ..actions.vocabulary import OriginKind
from ..audiences.queries import preview
from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.forms import SeenForm
from ..foundation.web.language import named
from ..policy.can import Can
from ..policy.gate import permit
from . import gate_shown, gating, queries, stages
from .blueprint import bp
from .forms import ActionForm, DraftForm, ReasonForm
from .stages import StageReading


@bp.post("/stages/<uuid:stage_id>/open")
@permit(Can.STEER_OPERATION, subject=stages.reading, sees=Can.READ_OPERATION)
def open_stage(work: Work, reading: StageReading) -> Response:
    gating.open_stage(work, reading.id)
    return go("operations.stage", stage_id=reading.id, said=_("The stage is under way."))


@bp.post("/stages/<uuid:stage_id>/close")
@permit(Can.STEER_OPERATION, subject=stages.reading, sees=Can.READ_OPERATION)
def close_stage(work: Work, reading: StageReading) -> Response:
    gating.close(work, reading.id)
    return go("operations.stage", stage_id=reading.id, said=_("The stage has passed its gate."))


@bp.get("/stages/<uuid:stage_id>/waivers/<uuid:action_id>")
@permit(Can.STEER_OPERATION, subject=stages.with_action, sees=Can.READ_OPERATION)
def waiving(work: Work, reading: StageReading) -> Response:
    return _waiving_page(reading, ReasonForm(formdata=None))


@bp.post("/stages/<uuid:stage_id>/waivers/<uuid:action_id>")
@permit(Can.STEER_OPERATION, subject=stages.with_action, sees=Can.READ_OPERATION)
def waive(work: Work, reading: StageReading) -> Response:
    form = ReasonForm()
    if form.settle(work, lambda: gating.waive(work, reading.id, _action_id(reading), form.reason.data)):
        return go("operations.stage", stage_id=reading.id, said=_("The gate no longer waits for this action."))
    return _waiving_page(reading, form, 422)


def _action_id(reading: StageReading) -> UUID:
    if reading.action is None:
        raise NotThere()
    return reading.action.action_id


def _waiving_page(reading: StageReading, form: ReasonForm, status: int = 200) -> Response:
    return page(
        "operations/reason.html",
        status,
        form=form,
        operation=reading.operation,
        title=_("Waive for the gate"),
        lead=reading.action.title if reading.action else "",
        hint=_("Everybody who reads the stage reads the reason. The action itself goes on."),
        action=url_for("operations.waive", stage_id=reading.id, action_id=_action_id(reading)),
    )


@bp.get("/stages/<uuid:stage_id>/actions/new")
@permit(Can.STEER_OPERATION, subject=stages.reading, sees=Can.READ_OPERATION)
def new_action(work: Work, reading: StageReading) -> Response:
    form = ActionForm(formdata=None, due_on=reading.stage.to_on, mandatory=True)
    return _action_page(work, reading, form)


@bp.post("/stages/<uuid:stage_id>/actions/new")
@permit(Can.STEER_OPERATION, subject=stages.reading, sees=Can.READ_OPERATION)
def draft_action(work: Work, reading: StageReading) -> Response:
    form = _offered(work, reading, ActionForm())
    if form.settle(work, lambda: gating.draft_action(work, reading.id, _text(work, reading, form))):
        said = _("The action is drafted. Launch it from this page.")
        return go("actions.action", action_id=form.result.id, said=said)
    return _action_page(work, reading, form, 422)


def _text(work: Work, reading: StageReading, form: ActionForm) -> ActionText:
    """What was filled in, for the audience of the operation."""
    names = ("title", "what", "evidence_asked", "receipt_due_on", "due_on", "mandatory")
    said = {name: form[name].data for name in names}
    terms = queries.terms_of(work, reading.operation.audience_id)
    return ActionText(**said, terms=terms, focus_area_code=form.focus_area_code.data or None)


def _offered(work: Work, reading: StageReading, form: ActionForm) -> ActionForm:
    focus = queries.links(work, reading.operation.id).focus
    form.focus_area_code.choices = [("", _("Not chosen")), *((term.code, named(term)) for term in focus)]
    return form


def _action_page(work: Work, reading: StageReading, form: ActionForm, status: int = 200) -> Response:
    return page(
        "operations/action_form.html",
        status,
        form=_offered(work, reading, form),
        operation=reading.operation,
        stage=reading.stage,
        days=gate_shown.days_of(reading),
        who=preview(work, queries.terms_of(work, reading.operation.audience_id)),
    )


@bp.get("/stages/<uuid:stage_id>/actions/drafts")
@permit(Can.STEER_OPERATION, subject=stages.reading, sees=Can.READ_OPERATION)
def adding_draft(work: Work, reading: StageReading) -> Response:
    return _drafts_page(work, reading, DraftForm(formdata=None))


@bp.post("/stages/<uuid:stage_id>/actions/drafts")
@permit(Can.STEER_OPERATION, subject=stages.reading, sees=Can.READ_OPERATION)
def add_draft(work: Work, reading: StageReading) -> Response:
    form = _drafts_offered(work, DraftForm())
    if form.settle(work, lambda: gating.add_draft(work, reading.id, *_chosen(form))):
        return go("operations.stage", stage_id=reading.id, said=_("The draft belongs to the stage now."))
    return _drafts_page(work, reading, form, 422)


def _drafts_offered(work: Work, form: DraftForm) -> DraftForm:
    """Each draft with its version: one that was changed since is chosen anew."""
    found = drafts_without(work, OriginKind.STAGE)
    form.draft.offer([(f"{one.id}:{one.version}", gate_shown.draft_label(one)) for one in found])
    return form


def _chosen(form: DraftForm) -> tuple[UUID, int]:
    action_id, _colon, version = form.draft.data.partition(":")
    return UUID(action_id), int(version)


def _drafts_page(work: Work, reading: StageReading, form: DraftForm, status: int = 200) -> Response:
    return page(
        "operations/adding_draft.html",
        status,
        form=_drafts_offered(work, form),
        any_draft=len(form.draft.choices) > 1,
        operation=reading.operation,
        stage=reading.stage,
        days=gate_shown.days_of(reading),
    )


@bp.post("/stages/<uuid:stage_id>/actions/<uuid:action_id>/take-out")
@permit(Can.STEER_OPERATION, subject=stages.with_action, sees=Can.READ_OPERATION)
def take_draft_out(work: Work, reading: StageReading) -> Response:
    gating.take_draft_out(work, reading.id, _action_id(reading), SeenForm().version.data or 0)
    return go("operations.stage", stage_id=reading.id, said=_("The draft is taken out of the stage."))
