"""An operation by its focus areas: for each one the actions that serve it, stage by stage."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ..actions.queries import LinkedAction
from ..foundation.store.work import Work
from ..foundation.web.language import day, named
from . import actions, queries, stages
from .charting import action_state
from .queries import OperationReading
from .stages import StageLine


def columns(work: Work, operation: OperationReading) -> list[dict[str, Any]]:
    """One column for each focus area of the operation, and one for what serves none of them. Five statements."""
    every = stages.of_operation(work, operation.id)
    its = actions.of_stages(work, [one.id for one in every])
    serves = actions.focus_of(work, [one.action_id for one in its])
    terms = queries.links(work, operation.id).focus
    found = [
        {"title": named(term), "stages": _by_stage(every, [one for one in its if serves[one.action_id] == term.code])}
        for term in terms
    ]
    named_here = {term.code for term in terms}
    rest = [one for one in its if serves[one.action_id] not in named_here]
    return [*found, {"title": _("Without a focus area"), "stages": _by_stage(every, rest)}] if rest else found


def _by_stage(every: Sequence[StageLine], its: Sequence[LinkedAction]) -> list[dict[str, Any]]:
    """The stages that have any of these actions."""
    return [
        {
            "title": f"{stage.number} {stage.title}",
            "url": url_for("operations.stage", stage_id=stage.id),
            "actions": [
                {"title": one.title, "due": day(one.due_on), "state": action_state(one)}
                for one in its
                if one.thing_id == stage.id
            ],
        }
        for stage in every
        if any(one.thing_id == stage.id for one in its)
    ]
