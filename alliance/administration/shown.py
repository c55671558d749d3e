"""The overview in the words of its page: moments, spans and sizes, and where a line leads."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.language import in_chinese, moment
from ..policy.can import Can
from ..policy.table import may
from .judging import Report
from .listed import ListLine
from .queries import Overview
from .verdicts import Finding, Size
from .vocabulary import Condition, Kept, Looked, Matter

TONES = {Condition.GOOD: "green", Condition.LOOK: "amber", Condition.ACT: "red"}
LEADS: Mapping[Matter, tuple[Can, str, Mapping[str, Any]]] = {
    Matter.MAIL: (Can.READ_JOURNAL, "journal.letters", {"show": "all"}),
    Matter.QUEUE: (Can.READ_JOURNAL, "journal.letters", {"show": "retried"}),
    Matter.DEAD_LETTERS: (Can.READ_JOURNAL, "journal.letters", {}),
    Matter.STOPPED_BOTS: (Can.SEE_BOTS, "bots.bots", {}),
}
"""Which page tells more of a matter to whom, and under which filter; of bots, of the center's own."""
WAYS = (
    (Can.SEE_ADMINISTRATION, "administration.lists", N_("Data lists"), "list-check"),
    (Can.SEE_WORKTIME, "worktime.year", N_("Working calendar"), "calendar"),
    (Can.READ_PEOPLE, "people.accounts", N_("Accounts and roles"), "users"),
    (Can.READ_JOURNAL, "journal.letters", N_("Letters that have not arrived"), "mail"),
    (Can.READ_JOURNAL, "journal.entries", N_("Journal"), "history"),
)
UNITS = ((10**12, "TB"), (10**9, "GB"), (10**6, "MB"))


def span(length: timedelta) -> str:
    """A length of time in the one unit that matters."""
    minutes = int(length.total_seconds() // 60)
    if minutes < 1:
        return str(_("less than a minute"))
    if minutes < 120:
        return str(ngettext("%(num)d minute", "%(num)d minutes", minutes))
    if minutes < 48 * 60:
        return str(ngettext("%(num)d hour", "%(num)d hours", minutes // 60))
    return str(ngettext("%(num)d day", "%(num)d days", minutes // (24 * 60)))


def size(number: int) -> str:
    unit, name = next(((unit, name) for unit, name in UNITS if number >= unit), UNITS[-1])
    return f"{number / unit:.1f} {name}"


def _said(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, timedelta):
        return span(value)
    return size(value) if isinstance(value, Size) else value


def lead(work: Work, finding: Finding) -> str | None:
    can, endpoint, arguments = LEADS.get(finding.matter, (None, "", {}))
    return url_for(endpoint, **arguments) if can and may(work.actor, can) else None


def row(finding: Finding) -> tuple[Any, ...]:
    params = {name: _said(value) for name, value in finding.params.items()}
    return (
        _matter(finding),
        (_(finding.condition.label), TONES[finding.condition]),
        _(finding.found, **params),
        _(finding.step, **params) if finding.step else "",
    )


def _matter(finding: Finding) -> str:
    """With its machine, where there are several."""
    said = {"matter": _(finding.matter.label), "host": finding.host, "moment": moment(finding.seen_at)}
    if finding.seen_at:
        return str(_("%(matter)s on %(host)s, seen at %(moment)s", **said))
    return str(_("%(matter)s on %(host)s", **said)) if finding.host else str(said["matter"])


def groups(work: Work, report: Report) -> Sequence[dict[str, Any]]:
    return [
        {"name": _(name), "rows": [(lead(work, one), *row(one)) for one in findings]}
        for name, findings in report.groups
    ]


def verdict(report: Report) -> dict[str, str]:
    """What is said above everything: whether somebody has to do something, and about what."""
    urgent, odd = report.of(Condition.ACT), report.of(Condition.LOOK)
    if urgent:
        title = ngettext("%(num)d thing needs you now", "%(num)d things need you now", len(urgent))
    elif odd:
        title = ngettext("%(num)d thing to look at", "%(num)d things to look at", len(odd))
    else:
        return {"tone": "green", "title": _("All is well"), "text": _("Nothing needs you.")}
    return {"tone": "red" if urgent else "amber", "title": title, "text": " ".join(_todo(one) for one in urgent or odd)}


def _todo(finding: Finding) -> str:
    matter, _state, _found, step = row(finding)
    return f"{matter}{'：' if in_chinese() else ': '}{step}"


def looked(report: Report) -> str:
    if report.seen_at is None:
        return str(_("The worker has not looked yet."))
    said = {"moment": moment(report.seen_at)}
    if report.stale:
        return str(_("The worker last looked at %(moment)s; what it saw then may be otherwise by now.", **said))
    return str(_("The worker last looked at %(moment)s. It looks every five minutes.", **said))


def versions(known: Overview) -> Sequence[dict[str, Any]]:
    """Empty where the worker has not told them."""
    told = known.last(Looked.VERSIONS) or {}
    if "portal" not in told:
        return []
    libraries = told["libraries"].items()
    base = known.last(Looked.DATABASE) or {}
    return [
        {"key": _("Portal"), "value": told["portal"]},
        {"key": _("Schema of the database"), "value": base.get("revision")},
        {"key": _("Database"), "value": base.get("version")},
        {"key": "Python", "value": told["python"]},
        {"key": _("Main libraries"), "value": " · ".join(f"{name} {number}" for name, number in libraries)},
    ]


def ways(work: Work) -> Sequence[dict[str, str]]:
    """Where people, letters and lists are kept, as far as the actor may go there."""
    return [
        {"label": _(words), "url": url_for(endpoint), "icon": icon}
        for can, endpoint, words, icon in WAYS
        if may(work.actor, can)
    ]


KEPT_AT = {
    Kept.ALLIANCES: ("matrix.alliances", N_("Found, change, close")),
    Kept.MATRICES: ("matrix.matrices", N_("Found, change, close")),
    Kept.SECTORS: ("organisations.sector_list", N_("Add, rename, retire")),
    Kept.FRAUD_TYPES: ("fraudtypes.headings", N_("Add, rename, retire")),
}
"""Where a list is kept, and what is done there; the others change with a release of the portal."""


def list_row(line: ListLine) -> tuple[Any, ...]:
    endpoint, acts = KEPT_AT.get(line.kept, ("", N_("Changes with a release of the portal")))
    return (
        url_for(endpoint) if endpoint else None,
        _(line.kept.label),
        line.standing,
        line.every - line.standing,
        _(acts),
    )
