"""Measures, the ladder and who is due, in the words of their pages."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ..foundation.kernel.clock import local_day
from ..foundation.web.language import day, moment, named
from ..journal.queries import Happening
from ..organisations.queries import Term
from ..policy.can import Can
from .due import DueLine
from .ladder import Step
from .letter import number
from .queries import MeasureLine, MeasureReading, Persons
from .vocabulary import MeasureState as S
from .vocabulary import StepCode
from .workflow import MEASURE_WORKFLOW

Row = tuple[Any, ...]
TONES = {S.PROPOSED: "purple", S.ISSUED: "amber", S.ANSWERED: "blue", S.LIFTED: "green", S.WITHDRAWN: "grey"}
PAGES = {"withdraw": "supervision.withdrawing", "answer": "supervision.answering", "lift": "supervision.lifting"}
"""Moves that ask for words have a page of their own."""


def tabs(current: str, allowed: Callable[[Can], bool]) -> list[dict[str, Any]]:
    """The lists of supervision that are open to this person; `current`: the endpoint of the one that is shown."""
    ways = (
        (Can.SEE_LADDER, "supervision.due_for", _("Who is due")),
        (Can.SEE_SUPERVISION, "supervision.measures", _("Measures of supervision")),
        (Can.SEE_SUPERVISION, "supervision.problem_lists", _("Three lists")),
        (Can.SEE_LADDER, "supervision.steps", _("The ladder")),
    )
    return [
        {"label": label, "url": url_for(endpoint), "current": endpoint == current}
        for can, endpoint, label in ways
        if allowed(can)
    ]


def choices(words: Iterable[Any], every: str) -> list[tuple[str, str]]:
    """What a list is narrowed to: the members of a closed list, or everything."""
    return [("", every), *((one.value, _(one.label)) for one in words)]


def terms(found: Sequence[Term]) -> list[tuple[str, str]]:
    return [("", _("All")), *((one.code, named(one)) for one in found)]


def measure_row(line: MeasureLine) -> Row:
    cited = number(line)
    return (
        url_for("supervision.measure", measure_id=line.id),
        (line.organisation, line.subject),
        (named(line), cited) if cited else (named(line), ""),
        (_(line.state.label), TONES[line.state]),
        moment(line.issued_at) or None,
        day(line.answer_due_on) or None,
    )


def facts(measure: MeasureReading, persons: Persons | None) -> list[dict[str, Any]]:
    """What is known of a measure, line by line; who stands for it, for the center only."""
    found = [
        (_("Organisation"), measure.organisation),
        (_("What it is about"), measure.subject),
        (_("Number"), number(measure)),
        (_("Sent out"), moment(measure.issued_at)),
        (_("Answer by"), day(measure.answer_due_on)),
        (_("Basis"), measure.basis),
        (_("Why steps are left out"), measure.skip_reason),
    ]
    if persons:
        approver = persons.approver or (_("nobody yet") if measure.needs_approver else _("Needs no second person"))
        found += [(_("Proposed by"), persons.proposer), (_("Approved by"), approver)]
    return [{"key": key, "value": value} for key, value in found if value]


def end(measure: MeasureReading) -> dict[str, str] | None:
    """How a measure ended: by which cause, and with which reason."""
    if measure.lift_cause:
        return {"title": _(measure.lift_cause.label), "text": measure.reason or moment(measure.lifted_at)}
    if measure.state is S.WITHDRAWN:
        return {"title": _(measure.state.label), "text": measure.reason or _("The work it was about has ended.")}
    return None


def letter_url(measure: MeasureReading, *, reads: bool) -> str | None:
    """Where the letter stands as a document, for whoever reads it."""
    return url_for("supervision.letter", measure_id=measure.id) if reads and measure.letter_number else None


def moves(measure: MeasureReading, allowed: Callable[[Can], bool]) -> dict[str, list[dict[str, Any]]]:
    """`links` lead to a page, `buttons` act at once: what this person may do with the measure now."""
    open_now = MEASURE_WORKFLOW.open_to(measure.state, lambda can: allowed(Can(can)))
    links, buttons = [], []
    for one in open_now:
        if one.name in PAGES:
            kind = "primary" if one.name == "answer" else "secondary"
            url = url_for(PAGES[one.name], measure_id=measure.id)
            links.append({"label": _(one.label), "url": url, "kind": kind})
        elif one.name == "approve":
            url = url_for("supervision.approve", measure_id=measure.id)
            buttons.append({"label": _(one.label), "url": url, "kind": "primary"})
    if measure.state in (S.ISSUED, S.ANSWERED) and allowed(Can.PROPOSE_MEASURE):
        further = (("supervision.next_step", _("Take the next step")), ("supervision.find_wrong", _("List a problem")))
        links += [
            {"label": label, "url": url_for(endpoint, measure_id=measure.id), "kind": "secondary"}
            for endpoint, label in further
        ]
    return {"links": links, "buttons": buttons}


def way(lines: Sequence[MeasureLine], current: MeasureReading) -> list[dict[str, Any]]:
    """Everything that was done in the matter, as links."""
    return [
        {
            "label": named(line),
            "url": url_for("supervision.measure", measure_id=line.id) if line.id != current.id else None,
            "state": _(line.state.label),
            "tone": TONES[line.state],
            "day": day(local_day(line.issued_at or line.proposed_at)),
        }
        for line in lines
    ]


def step_row(step: Step, today: date, *, keeps: bool) -> Row:
    """A step of the ladder as its page shows it, with the day from on which it holds where that lies ahead."""
    asked = step.answer_within
    return (
        url_for("supervision.changing", code=step.code) if keeps and step.to_on is None else None,
        (named(step), _(step.code.label) if named(step) != _(step.code.label) else ""),
        days_after(step.after_working_days),
        _("Yes") if step.needs_approver else _("No"),
        ngettext("within %(num)d working day", "within %(num)d working days", asked) if asked else None,
        (day(step.from_on), _("lies ahead")) if step.from_on > today else (day(step.from_on), ""),
    )


def days_after(days: int) -> str:
    if not days:
        return str(_("at once when it is late"))
    return str(ngettext("after %(num)d working day", "after %(num)d working days", days))


def due_row(line: DueLine) -> dict[str, Any]:
    """A late assignment with its next step; `label` names it for the box that ticks it."""
    late = ngettext("%(num)d working day", "%(num)d working days", line.days)
    return {
        "id": line.assignment_id,
        "organisation": line.organisation,
        "action": line.action,
        "district": named(line.district),
        "since": day(line.since),
        "late": _("to sign, %(days)s late", days=late) if line.unsigned else _("%(days)s late", days=late),
        "step": named(line.step),
        "tone": "red" if line.step.code in (StepCode.INTERVIEW, StepCode.LISTED) else "amber",
        "url": url_for("supervision.proposing", assignment_id=line.assignment_id),
        "approved": line.step.needs_approver,
    }


def step_choices(steps: Sequence[Step], above: int = 0) -> list[tuple[str, str]]:
    """The steps that may be taken, with when each comes and what it asks for."""
    told = {True: _("a second person approves"), False: _("issued at once")}
    return [
        (str(one.code), f"{named(one)} · {days_after(one.after_working_days)} · {told[one.needs_approver]}")
        for one in steps
        if one.position > above
    ]


def story(happenings: Sequence[Happening]) -> Sequence[dict[str, Any]]:
    return [{"at": one.at, "who": _(one.who), "what": _(one.what)} for one in happenings]
