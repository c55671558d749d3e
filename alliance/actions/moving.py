"""The moves that are open on an action or an assignment, each with the page or the button that makes it."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from .assignment_queries import AssignmentReading
from .lights import CHASED
from .lists import Shelf
from .queries import ActionReading
from .vocabulary import AT_WORK, ActionState, AssignmentRole
from .workflow import ASSIGNMENT_WORKFLOW

AT_ONCE = {"receive": "primary", "note": "primary", "accept": "primary", "take_back": "secondary"}
"""Moves that take no words: a button each, of that kind."""
BY_ITS_PAGE = {"report": ("actions.reporting", "primary"), "progress": ("actions.telling", "secondary")}
"""Moves that have a page of their own, with the kind of the way to it."""
WITH_WORDS = ("answer", "insist", "ask_back", "decline", "waive")
"""The verdict on a report stands in a form of its own, below the report."""


def tabs(work: Work, current: Shelf) -> list[dict[str, Any]]:
    """The lists of actions that are open to this person."""
    shelves = [one for one in Shelf if one is not Shelf.DRAFTS or may(work.actor, Can.WRITE_ACTION)]
    return [
        {"label": _(one.label), "url": url_for("actions.actions", shelf=one), "current": one is current}
        for one in shelves
    ]


def ways(work: Work) -> list[dict[str, Any]]:
    """Where else actions are looked at, and the way to a new one."""
    found = [(Can.SEE_BOARD, "actions.board", _("Tracking board"), "layout-grid", "secondary")]
    found.append((Can.SEE_LEADERS_PAGE, "actions.leader", _("The leader's page"), "eye-check", "secondary"))
    found.append((Can.WRITE_ACTION, "actions.new", _("New action"), "plus", "primary"))
    return [
        {"label": label, "url": url_for(endpoint), "icon": icon, "kind": kind}
        for can, endpoint, label, icon, kind in found
        if may(work.actor, can)
    ]


def action_moves(work: Work, action: ActionReading) -> dict[str, list[dict[str, Any]]]:
    """What this person may do with the action now."""
    links: list[dict[str, Any]] = []
    if action.state is ActionState.DRAFT and may(work.actor, Can.WRITE_ACTION):
        ways = [
            ("actions.launching", _("See who gets it, and launch"), "primary"),
            ("actions.edit", _("Change"), "secondary"),
        ]
        ways += [
            ("actions.roles", _("Parts of single organisations"), "secondary"),
            ("actions.dropping", _("Drop the draft"), "quiet"),
        ]
        links = [_link(action, *way) for way in ways]
    if action.state is ActionState.RUNNING and may(work.actor, Can.LAUNCH_ACTION):
        links = [
            _link(action, "actions.ending", _("Close the action"), "secondary", act="close"),
            _link(action, "actions.ending", _("Stop the action"), "quiet", act="stop"),
        ]
    return {"links": links, "buttons": []}


def _link(action: ActionReading, endpoint: str, label: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"label": label, "url": url_for(endpoint, action_id=action.id, **more), "kind": kind}


def assignment_moves(work: Work, assignment: AssignmentReading) -> dict[str, list[dict[str, Any]]]:
    """What this person may do with the assignment now, the usual first."""
    informed = assignment.role is AssignmentRole.INFORM
    wrong = {"receive", "report", "progress"} if informed else {"note"}
    open_now = ASSIGNMENT_WORKFLOW.open_to(assignment.state, lambda can: may(work.actor, Can(can), assignment))
    moves = {one.name: one for one in open_now if one.name not in wrong}
    buttons = [_button(assignment, name, moves[name].label) for name in AT_ONCE if name in moves]
    links = [_leading(assignment, name, moves[name].label) for name in BY_ITS_PAGE if name in moves]
    if "receive" in moves:  # whoever reports at once signs for it by that
        links.append(_leading(assignment, "report", ASSIGNMENT_WORKFLOW.moves["report"].label) | {"kind": "secondary"})
    links += [_saying(assignment, name, moves[name].label) for name in WITH_WORDS if name in moves]
    return {"links": [*links, *_more(work, assignment)], "buttons": buttons}


def _button(assignment: AssignmentReading, name: str, label: str) -> dict[str, Any]:
    url = url_for("actions.move", assignment_id=assignment.id, act=name.replace("_", "-"))
    return {"label": _(label), "url": url, "kind": AT_ONCE[name]}


def _leading(assignment: AssignmentReading, name: str, label: str) -> dict[str, Any]:
    endpoint, kind = BY_ITS_PAGE[name]
    return {"label": _(label), "url": url_for(endpoint, assignment_id=assignment.id), "kind": kind}


def _saying(assignment: AssignmentReading, name: str, label: str) -> dict[str, Any]:
    endpoint = "actions.steering" if name in {"answer", "insist", "waive"} else "actions.saying"
    url = url_for(endpoint, assignment_id=assignment.id, act=name.replace("_", "-"))
    kind = "primary" if name in {"answer", "insist"} else "quiet" if name == "waive" else "secondary"
    return {"label": _(label), "url": url, "kind": kind}


def _more(work: Work, assignment: AssignmentReading) -> list[dict[str, Any]]:
    """What moves no state: asking for more time, reminding."""
    found = []
    if assignment.state in AT_WORK and may(work.actor, Can.ANSWER_ASSIGNMENT, assignment):
        url = url_for("actions.asking_time", assignment_id=assignment.id)
        found.append({"label": _("Ask for more time"), "url": url, "kind": "quiet"})
    if assignment.state in CHASED and may(work.actor, Can.STEER_ASSIGNMENT, assignment):
        url = url_for("actions.steering", assignment_id=assignment.id, act="remind")
        found.append({"label": _("Remind"), "url": url, "kind": "secondary"})
    return found
