"""Initiatives in the words of their pages: rows, marks, figures, the way of an answer."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ..actions.queries import LinkedAction
from ..actions.vocabulary import ActionState
from ..foundation.kernel.actor import Actor
from ..foundation.web.language import day, long_day, moment, named
from ..journal.queries import Happening
from ..organisations.queries import Term
from ..policy.can import Can
from ..policy.table import may
from .answers import AnswerLine, AnswerReading, ClauseLine, PledgeReading
from .queries import InitiativeLine
from .reading import AskLine, InitiativeReading
from .tallies import AskTally, Tally, Wall, WallLine
from .vocabulary import InitiativeState, ResponseState

Row = tuple[Any, ...]

TONES = {
    InitiativeState.DRAFT: "grey",
    InitiativeState.ISSUED: "green",
    InitiativeState.CLOSED: "blue",
    InitiativeState.WITHDRAWN: "red",
}
ANSWER_TONES = {
    ResponseState.SENT: "grey",
    ResponseState.READ: "amber",
    ResponseState.PLEDGED: "blue",
    ResponseState.DECLINED: "red",
    ResponseState.FULFILLED: "green",
}
ACTION_TONES = {
    ActionState.DRAFT: "grey",
    ActionState.RUNNING: "blue",
    ActionState.CLOSED: "green",
    ActionState.STOPPED: "red",
}


def line_row(line: InitiativeLine, tally: Tally | None = None) -> Row:
    """A row of the list. The last cell: how the own organisation has answered, or how many have."""
    own = (_(line.own.label), ANSWER_TONES[line.own]) if line.own and line.addressed else None
    counted = _("%(answered)d of %(sent)d", answered=tally.sent - tally.waiting, sent=tally.sent) if tally else None
    return (
        url_for("initiatives.initiative", initiative_id=line.id),
        (line.title, line.office),
        day(line.dated_on),
        _("Public") if line.public else _("Members only"),
        (_(line.state.label), TONES[line.state]),
        own if own else counted,
    )


def last_column(actor: Actor) -> list[tuple[str, str]]:
    """The column that only some have: a member's own answer, or how many have answered."""
    if may(actor, Can.SEE_OWN_INITIATIVES):
        return [(_("Our answer"), "status")]
    return [(_("Answered"), "number")] if may(actor, Can.OVERSEE_INITIATIVES) else []


def marks(initiative: InitiativeReading) -> list[tuple[str, str]]:
    scope = (_("Public"), "blue") if initiative.public else (_("Members only"), "purple")
    own = [(_("Addressed to your organisation"), "amber")] if initiative.addressed else []
    return [(_(initiative.state.label), TONES[initiative.state]), scope, *own]


def figure(amount: int | None, unit: str) -> str:
    return f"{amount:,} {unit}".strip() if amount is not None else ""


def asks(lines: Sequence[AskLine], tallies: Mapping[UUID, AskTally]) -> list[dict[str, Any]]:
    """The asks in their order, each with how many take it on."""
    return [_ask(line, tallies.get(line.id, AskTally())) for line in lines]


def _ask(line: AskLine, tally: AskTally) -> dict[str, Any]:
    together = figure(tally.together, line.unit) if line.target is not None else ""
    return {
        "position": line.position,
        "words": line.words,
        "url": url_for("initiatives.ask", ask_id=line.id),
        "facts": ask_facts(line),
        "pledged": ngettext("%(num)d organisation pledges it", "%(num)d organisations pledge it", tally.pledged),
        "together": _("%(figure)s together", figure=together) if together and tally.pledged else "",
    }


def ask_facts(line: AskLine) -> list[str]:
    """By when, and how it is measured."""
    due = _("By %(day)s", day=long_day(line.due_on)) if line.due_on else _("Without a day: it goes on")
    if line.target is None:
        return [due]
    counted = _("%(figure)s for each organisation", figure=figure(line.target, line.unit))
    return [due, f"{line.indicator}{_(': ')}{counted}" if line.indicator else counted]


def clause(one: ClauseLine) -> dict[str, Any]:
    """An ask that is taken on, with what has come of it."""
    if one.confirmed_at:
        state = (_("Confirmed"), "green")
    elif one.told_at:
        state = (_("Told as done"), "amber")
    else:
        state = (_("Taken on"), "blue")
    return {
        "ask_id": one.ask_id,
        "position": one.position,
        "ask": one.ask,
        "target": figure(one.target, one.unit),
        "words": one.words,
        "state": state,
        "figure": figure(one.figure, one.unit),
        "account": one.account,
        "told_at": moment(one.told_at),
        "shown": one.told_at.isoformat() if one.told_at else "",
        "open": one.confirmed_at is None,
        "to_confirm": one.told_at is not None and one.confirmed_at is None,
    }


def pledge(one: PledgeReading) -> dict[str, Any]:
    consents = _("named on the wall") if one.name_shown else _("counted on the wall, not named")
    return {
        "head": _("Version %(number)d", number=one.revision),
        "at": moment(one.pledged_at),
        "signed": f"{one.signer} · {one.signer_office}",
        "consent": _("with the name of who signs") if one.signer_shown else consents,
        "clauses": [clause(line) for line in one.clauses],
    }


def answer(found: AnswerReading) -> dict[str, Any]:
    """How an organisation has answered: what holds, and the versions before."""
    holds = found.state in {ResponseState.PLEDGED, ResponseState.FULFILLED}
    versions = [pledge(one) for one in found.pledges]
    return {
        "organisation": found.organisation,
        "organisation_id": found.organisation_id,
        "state": (_(found.state.label), ANSWER_TONES[found.state]),
        "reason": found.reason,
        "pledge": versions[0] if versions and holds else None,
        "before": versions[1:] if holds else versions,
        "moments": [
            {"key": label, "value": moment(at)}
            for label, at in (
                (_("Sent"), found.sent_at),
                (_("Read"), found.read_at),
                (_("Answered"), found.answered_at),
            )
            if at
        ],
    }


def _moments(found: AnswerReading) -> tuple[tuple[str, Any], ...]:
    return (_("Sent"), found.sent_at), (_("Read"), found.read_at), (_("Answered"), found.answered_at)


def answer_row(line: AnswerLine, initiative_id: UUID) -> Row:
    """A row of the center's table."""
    gone = [_("no longer addressed")] if not line.belongs else []
    under = f" · {gone[0]}" if gone else ""
    url = url_for("initiatives.response", initiative_id=initiative_id, organisation_id=line.organisation_id)
    told = _("%(told)d told, %(confirmed)d confirmed", told=line.told, confirmed=line.confirmed) if line.told else None
    return (
        url,
        (line.name, f"{line.short_name}{under}"),
        (_(line.state.label), ANSWER_TONES[line.state]),
        line.taken or None,
        told,
        moment(line.read_at) or None,
        moment(line.answered_at) or None,
    )


def sheet_columns() -> list[str]:
    columns = [_("Organisation"), _("Short name"), _("Response"), _("Read"), _("Answered"), _("Asks taken on")]
    return [
        *columns,
        _("Told as done"),
        _("Confirmed"),
        _("Signed by"),
        _("Office of who signs"),
        _("Reason"),
        _("Addressed now"),
    ]


def sheet_row(line: AnswerLine) -> Row:
    read, answered = moment(line.read_at), moment(line.answered_at)
    figures = (line.taken, line.told, line.confirmed)
    signed = (line.signer, line.signer_office, line.reason, _("yes") if line.belongs else _("no"))
    return (line.name, line.short_name, _(line.state.label), read, answered, *figures, *signed)


def alliance_row(alliance: Term, tally: Tally) -> Row:
    return (None, named(alliance), tally.sent, tally.read, tally.pledged, tally.declined, tally.fulfilled)


def wall_lines(found: Wall, only: int | None = None) -> list[dict[str, Any]]:
    """The organisations that are named; `only`: the position of the one ask that is spoken of."""
    return [_wall_line(line, only) for line in found.lines]


def _wall_line(line: WallLine, only: int | None) -> dict[str, Any]:
    return {
        "name": line.name,
        "url": url_for("directory.member", organisation_id=line.organisation_id),
        "signed": f"{line.signer} · {line.signer_office}" if line.signer else "",
        "fulfilled": line.fulfilled,
        "taken": [
            {"position": position, "target": figure(target, unit), "words": words}
            for position, target, unit, words in line.taken
            if only in (None, position)
        ],
    }


def action_row(linked: LinkedAction) -> Row:
    roll_up = linked.standing.roll_up
    number = _("No. %(number)d", number=linked.number) if linked.number else _("not launched yet")
    return (
        url_for("actions.action", action_id=linked.action_id),
        (linked.title, number),
        (_(linked.state.label), ACTION_TONES[linked.state]),
        day(linked.due_on),
        f"{roll_up.percent} %" if linked.launched_on else None,
    )


def story(happenings: Sequence[Happening]) -> list[dict[str, Any]]:
    return [{"at": one.at, "who": _(one.who), "what": _(one.what)} for one in happenings]
