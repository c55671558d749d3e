"""Rows of the lists of cases, editions, versions and files; states and marks with their tones."""

from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ..files.queries import FileLine
from ..foundation.kernel.clock import local_day
from ..foundation.web.language import in_chinese, moment
from . import amounts
from .editions import EditionLine
from .queries import CaseLine
from .reading import VersionLine
from .vocabulary import CaseState, EditionState, Tlp

Row = tuple[Any, ...]

TONES = {
    CaseState.DRAFT: "grey",
    CaseState.SUBMITTED: "blue",
    CaseState.RETURNED: "amber",
    CaseState.REVIEWED: "purple",
    CaseState.PUBLISHED: "green",
    CaseState.WITHDRAWN: "red",
    CaseState.SET_ASIDE: "grey",
}
EDITION_TONES = {
    EditionState.PREPARED: "blue",
    EditionState.RELEASED: "green",
    EditionState.SUPERSEDED: "grey",
    EditionState.WITHDRAWN: "red",
}
TLP_TONES = {Tlp.CLEAR: "grey", Tlp.GREEN: "green", Tlp.AMBER: "amber", Tlp.AMBER_STRICT: "amber", Tlp.RED: "red"}
TLP_SHORT = {
    Tlp.CLEAR: "TLP:CLEAR",
    Tlp.GREEN: "TLP:GREEN",
    Tlp.AMBER: "TLP:AMBER",
    Tlp.AMBER_STRICT: "TLP:AMBER+STRICT",
    Tlp.RED: "TLP:RED",
}


def in_yuan(fen: int | None) -> str:
    return str(_("%(yuan)s yuan", yuan=amounts.yuan(fen))) if fen is not None else ""


def case_row(line: CaseLine, today: date, *, waiting: bool = False) -> Row:
    """A row of one's own cases, or of those that wait at the center."""
    kind = line.type_zh if in_chinese() else line.type_en
    since = ngettext("%(num)d day", "%(num)d days", (today - local_day(line.moment)).days) if waiting else None
    return (
        url_for("cases.case", case_id=line.id),
        (line.title or _("Without a title"), kind or _("Type not chosen")),
        line.organisation or _("The center"),
        in_yuan(line.lost_fen) or None,
        (_(line.state.label), TONES[line.state]),
        since if waiting else moment(line.moment),
    )


def edition_row(line: EditionLine) -> Row:
    return (
        url_for("cases.edition", case_id=line.case_id, edition_id=line.id),
        (line.title, _("Version %(number)d", number=line.number)),
        _(line.kind.label),
        (TLP_SHORT[line.tlp], TLP_TONES[line.tlp]),
        (_(line.state.label), EDITION_TONES[line.state]),
        moment(line.state_since),
    )


def file_row(line: FileLine, endpoint: str, **address: Any) -> dict[str, Any]:
    """A file with the way to its shared copy."""
    kibibytes = max(1, round(line.shared_size / 1024))
    return {
        "id": line.id,
        "name": line.name,
        "url": url_for(endpoint, file_id=line.id, **address),
        "about": f"{_(line.kind.label)} · {kibibytes:,} KB · {_(line.scan.label)}",
    }


def version_row(line: VersionLine, url: str) -> Row:
    return (
        url,
        _("Version %(number)d", number=line.number),
        moment(line.released_at),
        line.change_note or None,
        (_(line.state.label), EDITION_TONES[line.state]),
    )
