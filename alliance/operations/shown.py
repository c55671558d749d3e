"""Operations in the words of their pages: rows of tables, facts, and the moves that are open."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ..actions.drills import called
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.language import long_day, named
from ..journal.queries import Happening
from ..organisations.queries import Term
from ..policy.can import Can
from ..policy.table import may
from .charting import days
from .queries import Counts, Links, OperationLine, OperationReading
from .stages import StageReading
from .vocabulary import OPERATION_TONES, OperationState, StageState
from .workflow import OPERATION_WORKFLOW, STAGE_WORKFLOW
from .writing import WRITABLE

NO_OFFICES: Mapping[str, str] = MappingProxyType({})
COUNTED = (OperationState.RUNNING, OperationState.FINISHED)


def operation_row(line: OperationLine) -> tuple[Any, ...]:
    return (
        url_for("operations.operation", operation_id=line.id),
        (called(line.title, line.drill), f"{named(line.kind)} · {_(line.level.label)}"),
        days(line.from_on, line.to_on),
        f"{line.closed} / {line.stages}",
        (_(line.state.label), OPERATION_TONES[line.state]),
    )


def columns() -> Sequence[tuple[str, str]]:
    return ((_("Operation"), "pair"), (_("From – to"), ""), (_("Stages closed"), "number"), (_("State"), "status"))


def figures(counted: Counts) -> Sequence[tuple[str, int]]:
    return [(_(state.label), counted.by_state.get(state, 0)) for state in COUNTED]


def facts(operation: OperationReading, linked: Links) -> list[dict[str, Any]]:
    return [
        {"key": _("Kind"), "value": named(operation.kind)},
        {"key": _("Level"), "value": _(operation.level.label)},
        {"key": _("First day"), "value": long_day(operation.from_on)},
        {"key": _("Last day"), "value": long_day(operation.to_on)},
        {"key": _("Number of the document"), "value": operation.document_number},
        {"key": _("Linked programmes"), "value": _names(linked.programmes)},
        {"key": _("Focus areas"), "value": _names(linked.focus)},
    ]


def _names(terms: Sequence[Term]) -> str:
    return "、".join(named(term) for term in terms)


def left(operation: OperationReading, today: date) -> str:
    """How many days are left, or since when it is over."""
    if operation.state is not OperationState.RUNNING:
        return str(_(operation.state.label))
    remaining = (operation.to_on - today).days
    if remaining < 0:
        return str(_("%(days)d days over its last day", days=-remaining))
    return str(_("%(days)d days left", days=remaining))


def state(operation: OperationReading) -> tuple[str, str]:
    return str(_(operation.state.label)), OPERATION_TONES[operation.state]


PAGES = {"cancel": "operations.cancelling"}
"""Moves that ask for words have a page of their own."""


def moves(work: Work, operation: OperationReading, through: bool) -> dict[str, list[dict[str, Any]]]:
    """`links` lead to a page, `buttons` act at once. It is finished once all its stages are `through` their gates."""
    address: dict[str, Any] = {"operation_id": operation.id}
    open_now = OPERATION_WORKFLOW.open_to(operation.state, lambda can: may(work.actor, Can(can)))
    at_once = [one for one in open_now if one.name not in PAGES and (through or one.name != "finish")]
    buttons = [_way(one.label, f"operations.{one.name}", address, "primary") for one in at_once]
    links = []
    if may(work.actor, Can.WRITE_OPERATION) and operation.state in WRITABLE:
        links.append(_way(N_("Change it"), "operations.edit", address))
        links.append(_way(N_("Add a stage"), "operations.new_stage", address))
    if may(work.actor, Can.KEEP_HOTSPOT) and operation.state is OperationState.RUNNING:
        links.append(_way(N_("List a hotspot"), "operations.new_hotspot", address))
    links += [_way(one.label, PAGES[one.name], address, "quiet") for one in open_now if one.name in PAGES]
    return {"links": links, "buttons": buttons}


def _way(label: str, endpoint: str, address: dict[str, Any], kind: str = "secondary") -> dict[str, Any]:
    return {"label": _(label), "url": url_for(endpoint, **address), "kind": kind}


def stage_moves(work: Work, reading: StageReading, waits: bool) -> dict[str, list[dict[str, Any]]]:
    """The same for a stage. While its gate `waits` for an action, there is no button to close it."""
    stage, running = reading.stage, reading.operation.state is OperationState.RUNNING
    address: dict[str, Any] = {"stage_id": stage.id}
    open_now = STAGE_WORKFLOW.open_to(stage.state, lambda can: running and may(work.actor, Can(can)))
    names = {"open": "operations.open_stage", "close": "operations.close_stage"}
    shown = [one for one in open_now if not (waits and one.name == "close")]
    buttons = [_way(one.label, names[one.name], address, "primary") for one in shown]
    links: list[dict[str, Any]] = []
    if may(work.actor, Can.WRITE_OPERATION) and reading.operation.state is not OperationState.CANCELLED:
        links.append(_way(N_("Change the stage"), "operations.edit_stage", address))
        orderable = reading.operation.state in WRITABLE
        buttons += _ordering(reading, address) if orderable else []
        if orderable and stage.state is not StageState.CLOSED:
            links.append(_way(N_("Draft a joint action"), "operations.new_action", address))
            links.append(_way(N_("Add a draft"), "operations.adding_draft", address))
    return {"links": links, "buttons": buttons}


def _ordering(reading: StageReading, address: dict[str, Any]) -> list[dict[str, Any]]:
    ways = []
    if reading.stage.number > 1:
        ways.append(_way(N_("Move earlier"), "operations.shift_earlier", address, "quiet"))
    if reading.stage.number < len(reading.all):
        ways.append(_way(N_("Move later"), "operations.shift_later", address, "quiet"))
    if reading.stage.state is StageState.PLANNED:
        ways.append(_way(N_("Remove"), "operations.remove_stage", address, "quiet"))
    return ways


def story(happenings: Sequence[Happening], offices: Mapping[str, str] = NO_OFFICES) -> list[dict[str, Any]]:
    """What happened; a stage is named, a day too. `offices`: by the id of who is stationed."""
    return [{"at": one.at, "who": _(one.who), "what": _happened(one, offices)} for one in happenings]


def _happened(one: Happening, offices: Mapping[str, str]) -> str:
    about = one.payload.get("day") or (one.payload.get("title") if "stage_id" in one.payload else None)
    about = about or offices.get(one.payload.get("posting_id", ""))
    return f"{_(one.what)}: {about}" if about else str(_(one.what))
