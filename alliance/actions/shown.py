"""Actions in the words of their pages."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ..foundation.web.language import day, moment, named
from ..journal.queries import Happening
from ..worktime.shown import moment_words
from . import origins
from .drills import called
from .lights import light_of
from .lists import ActionLine, AssignmentLine
from .own import OwnLine
from .preparing import RoleLine
from .queries import ActionReading, ActionWords, LinkLine, Standing
from .signing import Signing
from .vocabulary import TONES, ActionState, AssignmentRole, AssignmentState, Only, Priority, RollUpRule

Row = tuple[Any, ...]
STATE_TONES = {
    ActionState.DRAFT: "grey",
    ActionState.RUNNING: "blue",
    ActionState.CLOSED: "green",
    ActionState.STOPPED: "red",
}
ROLE_TONES = {AssignmentRole.LEAD: "purple", AssignmentRole.ASSIST: "blue", AssignmentRole.INFORM: "grey"}


def number(action_number: int | None) -> str:
    """An action is called by its number once it is launched."""
    if action_number is None:
        return str(_("Not launched yet"))
    return str(_("Action no. %(number)d", number=action_number))


def counted(words: ActionWords, figure: int | None) -> str:
    """A figure with its unit, and the target that it belongs to."""
    if figure is None:
        return ""
    said = f"{figure:,} {words.unit}".strip()
    if words.target is None:
        return said
    return str(_("%(figure)s of %(target)s", figure=said, target=f"{words.target:,} {words.unit}".strip()))


def marks(words: ActionWords) -> list[tuple[str, str]]:
    """What is special about an action, each with its tone."""
    found = [(_("Drill"), "purple")] if words.drill else []
    if words.priority is Priority.URGENT:
        found.append((_(words.priority.label), "red"))
    if words.mandatory:
        found.append((_("Mandatory"), "grey"))
    return found


def facts(words: ActionWords) -> list[dict[str, Any]]:
    """What is asked, line by line; what is not given is left out."""
    target = f"{words.target:,} {words.unit}".strip() if words.target is not None else ""
    rows = [(_("Evidence asked for"), words.evidence_asked), (_("What is counted"), words.indicator)]
    rows.append((_("Target for each organisation"), target))
    return [{"key": key, "value": value} for key, value in rows if value]


def plan(action: ActionReading, *, own: bool) -> list[dict[str, Any]]:
    """The frame of an action: days, part, rule, matrix, focus area, whether the reader answers for it (`own`)."""
    rule = _(action.rule.label)
    if action.rule in {RollUpRule.COUNT, RollUpRule.WEIGHTED}:
        rule = f"{rule}{_(': ')}{action.rule_number}"
    rows = [
        (_("To be signed for by"), _sign_by(action)),
        (_("Due on"), day(action.due_on)),
        (_("Part of every organisation"), _(action.default_role.label)),
        (_("The action is done when"), rule),
        (_("Matrix"), named(action.matrix)),
        (_("Focus area"), named(action.focus_area)),
        (_("Officer"), _("You") if own else _("Another officer of the center")),
        (_("Launched"), moment(action.launched_at)),
        (_("Ended"), moment(action.closed_at)),
        (_("Reason"), action.reason),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _sign_by(action: ActionReading) -> str:
    if action.receipt_hours is None:
        return day(action.receipt_due_on)
    within = ngettext("within %(num)d working hour", "within %(num)d working hours", action.receipt_hours)
    return f"{within} · {day(action.receipt_due_on)}" if action.launched_at else str(within)


def launched_now(signing: Signing, hours: int | None) -> str:
    """What hours to sign within come to before the launch; nothing where a day was given."""
    if signing.at is None or hours is None:
        return ""
    said = _(
        "Launched now, it is to be signed for by %(moment)s: %(hours)d working hours, without nights, rests at noon and"
        " days off.",
        moment=moment_words(signing.at),
        hours=hours,
    )
    return str(said)


def links(found: Sequence[LinkLine]) -> list[dict[str, str]]:
    """What an action comes from, each a way to its page."""
    return [{"label": f"{_(one.kind.label)}{_(': ')}{one.title}", "url": _way_to(one)} for one in found]


def _way_to(one: LinkLine) -> str:
    endpoint, name = origins.ENDPOINTS[one.kind]
    address: dict[str, Any] = {name: one.thing_id}
    return url_for(endpoint, **address)


def far(standing: Standing) -> dict[str, Any]:
    """How far an action is, as figures."""
    return {
        "percent": standing.roll_up.percent,
        "verified": standing.roll_up.verified,
        "asked": standing.roll_up.asked,
        "late": standing.late,
        "done": standing.roll_up.done,
    }


def action_row(line: ActionLine) -> Row:
    standing = line.standing
    how_far = _("%(percent)d %%", percent=standing.roll_up.percent) if standing else None
    late = ngettext("%(num)d is late", "%(num)d are late", standing.late) if standing and standing.late else None
    return (
        url_for("actions.action", action_id=line.id),
        (called(line.title, line.drill), number(line.number)),
        how_far,
        (late, "red") if late else None,
        day(line.due_on),
        (_(line.state.label), STATE_TONES[line.state]),
    )


def own_row(line: OwnLine) -> Row:
    """A row of an organisation's own page."""
    marks = [number(line.number), _(line.role.label)]
    if line.priority is Priority.URGENT:
        marks.append(_(line.priority.label))
    figure = f"{line.figure:,} {line.unit}".strip() if line.figure is not None else None
    return (
        url_for("actions.assignment", assignment_id=line.id),
        (called(line.title, line.drill), " · ".join(marks)),
        (_(line.light.label), TONES[line.light]),
        day(line.receipt_due_on) if line.state is AssignmentState.ASSIGNED else None,
        day(line.due_on),
        figure,
    )


def assignment_row(line: AssignmentLine, today: date) -> Row:
    light = light_of(line.state, line.receipt_due_on, line.due_on, today)
    return (
        url_for("actions.assignment", assignment_id=line.id),
        line.organisation,
        _(line.role.label),
        (_(light.label), TONES[light]),
        f"{line.figure:,}" if line.figure is not None else None,
        day(line.due_on),
    )


def only_tabs(action: ActionReading, only: Only) -> list[dict[str, Any]]:
    """The ways to those organisations of a running action that wait for the center."""
    if action.state is not ActionState.RUNNING:
        return []
    urls = {one: url_for("actions.action", action_id=action.id, only=one.value or None) for one in Only}
    return [{"label": _(one.label), "url": url, "current": one is only} for one, url in urls.items()]


def role_rows(found: Sequence[RoleLine]) -> list[dict[str, Any]]:
    return [
        {
            "organisation_id": one.organisation_id,
            "name": one.name,
            "part": _(one.role.label),
            "tone": ROLE_TONES[one.role],
            "weight": one.weight,
            "belongs": one.belongs,
        }
        for one in found
    ]


def story(happenings: Sequence[Happening]) -> list[dict[str, Any]]:
    return [{"at": one.at, "who": _(one.who), "what": _(one.what)} for one in happenings]
