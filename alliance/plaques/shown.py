"""Plaques in the words of their pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ..foundation.kernel.words import N_
from ..foundation.web.language import day
from ..journal.queries import Happening
from .model import PlaqueState as S
from .queries import OUTDATED, Checked, PlaqueReading

TONES = {S.PREPARED: "amber", S.ISSUED: "green", S.REPLACED: "grey", S.REVOKED: "red"}
VERDICTS = {
    S.PREPARED: (N_("Not yet issued"), N_("This plaque is prepared and has not been handed over.")),
    S.ISSUED: (N_("Valid"), N_("This plaque belongs to a member of the anti-fraud alliance.")),
    S.REPLACED: (N_("Replaced"), N_("This plaque is no longer valid: another one has taken its place.")),
    S.REVOKED: (N_("Revoked"), N_("This plaque is no longer valid: it has been revoked.")),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to a check: in one word, in a sentence, and the few facts that are public."""

    title: str
    text: str
    tone: str
    facts: Sequence[dict[str, Any]]


def verdict(plaque: Checked) -> Verdict:
    title, text = VERDICTS[plaque.state]
    facts = [
        {"key": _("Organisation"), "value": plaque.name},
        {"key": _("Serial"), "value": plaque.serial},
        {"key": _("State"), "value": _(plaque.state.label)},
    ]
    if plaque.replaced_by:
        facts.append({"key": _("Replaced by"), "value": plaque.replaced_by})
    return Verdict(_(title), _(text), TONES[plaque.state], facts)


def unknown() -> Verdict:
    text = _("No plaque of the alliance bears this serial. Read it again; if it is the same, tell the center.")
    return Verdict(_("Unknown serial"), text, "red", ())


def states() -> list[tuple[str, str]]:
    """What the list can be narrowed to."""
    plain = [(state.value, _(state.label)) for state in S]
    return [("", _("All")), *plain, (OUTDATED, _("Shows an old name"))]


def rows(plaques: Sequence[PlaqueReading]) -> list[tuple[Any, ...]]:
    to_record = url_for("plaques.record", serial="SERIAL")
    labels = {state: (_(state.label), TONES[state]) for state in S}
    now_called = {True: _("now called %(name)s"), False: ""}
    return [
        (
            to_record.replace("SERIAL", one.serial),
            one.serial,
            (one.name, now_called[one.outdated] % {"name": one.current_name}),
            labels[one.state],
            day(one.issued_on) or None,
            one.event or None,
        )
        for one in plaques
    ]


def facts(plaque: PlaqueReading) -> list[dict[str, Any]]:
    """What the center's record says of a plaque, line by line."""
    cited = _("Version %(number)d", number=plaque.roster_number) if plaque.roster_number else _("none")
    found = [
        {"key": _("Name on the plaque"), "value": plaque.name},
        {"key": _("Serial"), "value": plaque.serial},
        {"key": _("State"), "value": _(plaque.state.label)},
    ]
    if plaque.issued_on:
        found += [
            {"key": _("Event"), "value": plaque.event},
            {"key": _("Day of issue"), "value": day(plaque.issued_on)},
            {"key": _("Roster version"), "value": cited},
        ]
    if plaque.state_reason:
        found.append({"key": _("Reason"), "value": plaque.state_reason})
    if plaque.replaced_by:
        found.append({"key": _("Replaced by"), "value": plaque.replaced_by})
    return found


def story(happenings: Sequence[Happening]) -> Sequence[dict[str, Any]]:
    return [{"at": one.at, "who": _(one.who), "what": _(one.what)} for one in happenings]
