"""Certificates in the words of their pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ..attendance.shown import duration
from ..foundation.kernel.words import N_
from ..foundation.web.language import day, moment
from .queries import CertificateLine, Checked
from .ruling import Rule
from .vocabulary import TONES
from .vocabulary import CertificateState as C

VERDICTS = {
    C.VALID: (N_("Certificate valid"), N_("The hours were confirmed by the volunteer and by whoever held the event.")),
    C.REVOKED: (
        N_("Certificate revoked"),
        N_("It is no longer valid: the hours were corrected and no longer suffice."),
    ),
    C.REPLACED: (N_("Certificate replaced"), N_("It is no longer valid: its holder has asked for a newer one.")),
}
LEFT = N_("The hours were done and confirmed. The holder has left the volunteers since; the name is erased.")


@dataclass(frozen=True, slots=True)
class Verdict:
    title: str
    text: str
    tone: str
    facts: list[dict[str, Any]]


def verdict(found: Checked) -> Verdict:
    """Partial name, hours, validity; nothing else."""
    title, text = VERDICTS[found.state]
    if found.left and found.state is C.VALID:
        text = LEFT
    facts = [
        {"key": _("Volunteer"), "value": found.name or _("has left")},
        {"key": _("Hours of service"), "value": duration(found.minutes)},
    ]
    return Verdict(_(title), _(text), TONES[found.state], facts)


def rule_row(rule: Rule, today: date) -> tuple[Any, ...]:
    ahead = _("lies ahead") if rule.from_on > today else ""
    return None, (day(rule.from_on), ahead), duration(rule.least_minutes), day(rule.to_on) if rule.to_on else None


def taking_back(rules: Iterable[Rule], today: date) -> list[dict[str, str]]:
    """The ways to take back what has not begun."""
    return [
        {
            "label": _("Take back the rule from %(day)s on", day=day(rule.from_on)),
            "url": url_for("certificates.take_back_rule", day=rule.from_on.isoformat()),
            "kind": "secondary",
        }
        for rule in rules
        if rule.from_on > today
    ]


def rows(lines: Iterable[CertificateLine]) -> list[tuple[Any, ...]]:
    return [
        (
            url_for("certificates.document", certificate_id=line.id) if line.state is C.VALID else None,
            (line.number, moment(line.issued_at)),
            f"{day(line.from_on)} – {day(line.to_on)}",
            duration(line.minutes),
            (_(line.state.label), TONES[line.state]),
            line.looks,
        )
        for line in lines
    ]
