"""An operation as lines of its Gantt: itself, its stages, the actions of each; and the same in words, as a table."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ..actions.queries import LinkedAction
from ..actions.vocabulary import ActionState
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.language import day
from . import actions, stages
from .gantt import BarKind, Gantt, Line, lay_out
from .queries import OperationReading
from .stages import StageLine
from .vocabulary import OPERATION_TONES, STAGE_TONES, StageState

ACTION_TONES = {
    ActionState.DRAFT: "grey",
    ActionState.RUNNING: "blue",
    ActionState.CLOSED: "green",
    ActionState.STOPPED: "grey",
}
WORDS_MOST = 40
UNKNOWN = "–"


def action_state(action: LinkedAction) -> tuple[str, str]:
    """How far an action is, in words and a tone."""
    if action.state is not ActionState.RUNNING:
        return str(_(action.state.label)), ACTION_TONES[action.state]
    roll_up = action.standing.roll_up
    words = _("%(verified)d of %(asked)d verified", verified=roll_up.verified, asked=roll_up.asked)
    return str(words), "green" if roll_up.done else "red" if action.standing.late else "blue"


def chart(work: Work, operation: OperationReading) -> dict[str, Any]:
    """What pages show of the course of an operation: `gantt`, `gantt_rows`, `stage_rows`, and whether it is
    `through` all gates. Three statements."""
    every = stages.of_operation(work, operation.id)
    by_stage: dict[Any, list[LinkedAction]] = {one.id: [] for one in every}
    for action in actions.of_stages(work, [one.id for one in every]):
        by_stage[action.thing_id].append(action)
    lines = list(_lines(operation, every, by_stage))
    return {
        "gantt": _picture(operation, lines, local_day(work.now)),
        "gantt_rows": [_row(line, state, url) for line, state, url in lines],
        "through": all(one.state is StageState.CLOSED for one in every),
        "stage_rows": [_stage_row(one, by_stage[one.id]) for one in every],
    }


Drawn = tuple[Line, tuple[str, str], str | None]


def _lines(
    operation: OperationReading, every: Sequence[StageLine], by_stage: Mapping[Any, Sequence[LinkedAction]]
) -> Any:
    tone = OPERATION_TONES[operation.state]
    whole = Line(BarKind.OPERATION, operation.title[:WORDS_MOST], operation.from_on, operation.to_on, tone)
    yield whole, (_(operation.state.label), tone), None
    for stage in every:
        tone, done = STAGE_TONES[stage.state], 100 if stage.state is StageState.CLOSED else 0
        words = f"{stage.number} {stage.title}"[:WORDS_MOST]
        bar = Line(BarKind.STAGE, words, stage.from_on, stage.to_on, tone, done)
        yield bar, (_(stage.state.label), tone), url_for("operations.stage", stage_id=stage.id)
        for action in by_stage[stage.id]:
            yield _action_line(action), action_state(action), url_for("actions.action", action_id=action.action_id)


def _action_line(action: LinkedAction) -> Line:
    percent = action.standing.roll_up.percent if action.launched_on else 0
    first = min(action.launched_on, action.due_on) if action.launched_on else None
    return Line(BarKind.ACTION, action.title[:WORDS_MOST], first, action.due_on, action_state(action)[1], percent)


def _picture(operation: OperationReading, lines: Sequence[Drawn], today: date) -> Gantt:
    return lay_out(operation.from_on, operation.to_on, [line for line, _state, _url in lines], today)


def _row(line: Line, state: tuple[str, str], url: str | None) -> tuple[Any, ...]:
    kinds = {BarKind.OPERATION: _("Operation"), BarKind.STAGE: _("Stage"), BarKind.ACTION: _("Joint action")}
    return url, line.words, kinds[line.kind], day(line.from_on) or UNKNOWN, day(line.to_on) or UNKNOWN, state


def _stage_row(stage: StageLine, its: Sequence[LinkedAction]) -> dict[str, Any]:
    return {
        "number": stage.number,
        "title": stage.title,
        "url": url_for("operations.stage", stage_id=stage.id),
        "days": days(stage.from_on, stage.to_on),
        "state": (_(stage.state.label), STAGE_TONES[stage.state]),
        "goals": stage.goals,
        "actions": len(its),
    }


def days(first: date | None, last: date | None) -> str:
    """From when to when, as far as it is known."""
    if first is None and last is None:
        return str(_("Days not entered yet"))
    return f"{day(first) or '?'} → {day(last) or '?'}"
