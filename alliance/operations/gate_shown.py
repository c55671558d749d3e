"""A stage and its gate in the words of its page: the actions that belong to it, what it waits for, what was waived."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ..actions.queries import DraftLine, LinkedAction
from ..actions.vocabulary import ActionState
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.language import day
from ..policy.can import Can
from ..policy.table import may
from .charting import action_state, days
from .stages import StageReading, Waiver
from .vocabulary import STAGE_TONES, OperationState, StageState


def seen(reading: StageReading) -> dict[str, Any]:
    """The stage itself, in its operation."""
    stage = reading.stage
    state = (str(_(stage.state.label)), STAGE_TONES[stage.state])
    return {"operation": reading.operation, "stage": stage, "state": state, "days": days_of(reading)}


def days_of(reading: StageReading) -> str:
    return days(reading.stage.from_on, reading.stage.to_on)


def action_rows(its: Sequence[LinkedAction], waivers: Sequence[Waiver]) -> list[tuple[Any, ...]]:
    waived = {one.action_id for one in waivers}
    return [_action_row(one, one.action_id in waived) for one in its]


def _action_row(action: LinkedAction, waived: bool) -> tuple[Any, ...]:
    need = _("Waived for the gate") if waived else _("Mandatory") if action.mandatory else _("Not mandatory")
    return (
        url_for("actions.action", action_id=action.action_id),
        (action.title, need),
        day(action.launched_on) or None,
        day(action.due_on),
        f"{action.standing.roll_up.percent} %" if action.launched_on else None,
        action_state(action),
    )


def draft_label(draft: DraftLine) -> str:
    return str(_("%(title)s (due %(day)s)", title=draft.title, day=day(draft.due_on)))


def drafts(work: Work, reading: StageReading, its: Sequence[LinkedAction]) -> list[dict[str, Any]]:
    """The drafts that whoever may can still take out of the stage."""
    passed = reading.stage.state is StageState.CLOSED and reading.operation.state is not OperationState.CANCELLED
    if passed or reading.operation.state is OperationState.FINISHED or not may(work.actor, Can.STEER_OPERATION):
        return []
    return [
        {
            "title": one.title,
            "version": one.version,
            "url": url_for("operations.take_draft_out", stage_id=reading.id, action_id=one.action_id),
        }
        for one in its
        if one.state is ActionState.DRAFT
    ]


def waiting_rows(work: Work, reading: StageReading, waits: Sequence[LinkedAction]) -> list[dict[str, Any]]:
    """What keeps the gate shut, each with the way to waive it for whoever may."""
    may_waive = may(work.actor, Can.STEER_OPERATION) and reading.operation.state is OperationState.RUNNING
    return [
        {
            "title": one.title,
            "state": action_state(one),
            "url": url_for("operations.waiving", stage_id=reading.id, action_id=one.action_id) if may_waive else None,
        }
        for one in waits
    ]


def waiver_rows(work: Work, waivers: Sequence[Waiver], its: Sequence[LinkedAction]) -> list[dict[str, Any]]:
    """Who waived is named to officers; to others it was an officer."""
    by_name = may(work.actor, Can.WRITE_OPERATION)
    titles = {one.action_id: one.title for one in its}
    return [
        {
            "title": titles[one.action_id],
            "reason": one.reason,
            "by": one.by if by_name else _("An officer of the center"),
            "on": day(local_day(one.waived_at)),
        }
        for one in waivers
        if one.action_id in titles
    ]
