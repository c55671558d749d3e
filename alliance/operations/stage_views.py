"""The page of a stage, and putting stages in order."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from . import actions, gate_shown, queries, shown, stages, staging
from .blueprint import bp
from .forms import StageForm
from .queries import OperationReading
from .stages import StageReading
from .vocabulary import StageState


@bp.get("/stages/<uuid:stage_id>")
@permit(Can.READ_OPERATION, subject=stages.reading)
def stage(work: Work, reading: StageReading) -> Response:
    its, waits = actions.of_stages(work, [reading.id]), actions.waits_for(work, reading.id)
    waivers = stages.waivers(work, reading.id)
    return page(
        "operations/stage.html",
        **gate_shown.seen(reading),
        rows=gate_shown.action_rows(its, waivers),
        drafts=gate_shown.drafts(work, reading, its),
        waits=gate_shown.waiting_rows(work, reading, waits),
        gate_open=reading.stage.state is StageState.OPEN,
        waivers=gate_shown.waiver_rows(work, waivers, its),
        moves=shown.stage_moves(work, reading, bool(waits)),
    )


@bp.get("/<uuid:operation_id>/stages/new")
@permit(Can.WRITE_OPERATION, subject=queries.reading, sees=Can.READ_OPERATION)
def new_stage(work: Work, operation: OperationReading) -> Response:
    return _new_stage_page(operation, StageForm(formdata=None))


@bp.post("/<uuid:operation_id>/stages/new")
@permit(Can.WRITE_OPERATION, subject=queries.reading, sees=Can.READ_OPERATION)
def add_stage(work: Work, operation: OperationReading) -> Response:
    form = StageForm()
    if form.settle(work, lambda: staging.add(work, operation.id, _text(form))):
        return go("operations.operation", operation_id=operation.id, said=_("The stage is added."))
    return _new_stage_page(operation, form, 422)


def _new_stage_page(operation: OperationReading, form: StageForm, status: int = 200) -> Response:
    action = url_for("operations.add_stage", operation_id=operation.id)
    return _stage_form_page(operation, form, status, title=_("Add a stage"), action=action, stage=None)


@bp.get("/stages/<uuid:stage_id>/edit")
@permit(Can.WRITE_OPERATION, subject=stages.reading, sees=Can.READ_OPERATION)
def edit_stage(work: Work, reading: StageReading) -> Response:
    names = ("title", "from_on", "to_on", "goals", "deliverables", "version")
    values = {name: getattr(reading.stage, name) for name in names}
    return _edit_stage_page(reading, StageForm(formdata=None, data=values))


@bp.post("/stages/<uuid:stage_id>/edit")
@permit(Can.WRITE_OPERATION, subject=stages.reading, sees=Can.READ_OPERATION)
def change_stage(work: Work, reading: StageReading) -> Response:
    form = StageForm()
    if form.settle(work, lambda: staging.change(work, reading.id, _text(form))):
        return go("operations.stage", stage_id=reading.id, said=_("The stage is changed."))
    return _edit_stage_page(reading, form, 422)


def _edit_stage_page(reading: StageReading, form: StageForm, status: int = 200) -> Response:
    action = url_for("operations.change_stage", stage_id=reading.id)
    title = _("Change the stage")
    return _stage_form_page(reading.operation, form, status, title=title, action=action, stage=reading.stage)


def _stage_form_page(operation: OperationReading, form: StageForm, status: int, **values: Any) -> Response:
    return page("operations/stage_form.html", status, operation=operation, form=form, **values)


def _text(form: StageForm) -> staging.StageText:
    said = form.as_(staging.StageText)
    return staging.StageText(said.title, said.from_on, said.to_on, said.goals, said.deliverables, said.version or 0)


@bp.post("/stages/<uuid:stage_id>/earlier")
@permit(Can.WRITE_OPERATION, subject=stages.reading, sees=Can.READ_OPERATION)
def shift_earlier(work: Work, reading: StageReading) -> Response:
    staging.shift(work, reading.id, -1)
    return go("operations.stage", stage_id=reading.id, said=_("The stage is moved."))


@bp.post("/stages/<uuid:stage_id>/later")
@permit(Can.WRITE_OPERATION, subject=stages.reading, sees=Can.READ_OPERATION)
def shift_later(work: Work, reading: StageReading) -> Response:
    staging.shift(work, reading.id, +1)
    return go("operations.stage", stage_id=reading.id, said=_("The stage is moved."))


@bp.post("/stages/<uuid:stage_id>/remove")
@permit(Can.WRITE_OPERATION, subject=stages.reading, sees=Can.READ_OPERATION)
def remove_stage(work: Work, reading: StageReading) -> Response:
    operation_id = staging.remove(work, reading.id)
    return go("operations.operation", operation_id=operation_id, said=_("The stage is removed."))
