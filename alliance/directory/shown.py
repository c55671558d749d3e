"""The directory in the reader's words: rows of the list, parts of a member's page."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.language import day, in_chinese, long_day, named
from ..journal.queries import Happening
from ..matrix.model import SeatRole
from ..matrix.queries import SeatLine
from ..organisations.model import OrganisationState
from ..organisations.queries import CapabilityLine, OrganisationReading
from ..plaques.model import PlaqueState
from ..publicity.parts import reached_by
from .dossier import NameLine, PlaqueLine
from .queries import LEADS, MemberLine, Vocabulary

TONES = {
    OrganisationState.MEMBER: "green",
    OrganisationState.SUSPENDED: "amber",
    OrganisationState.LEFT: "grey",
    OrganisationState.MERGED: "grey",
}
PLAQUE_TONES = {
    PlaqueState.PREPARED: "blue",
    PlaqueState.ISSUED: "green",
    PlaqueState.REPLACED: "grey",
    PlaqueState.REVOKED: "red",
}
FIELDS = {
    "sector_code": N_("Sector"),
    "district_code": N_("District"),
    "address": N_("Address"),
    "parent_name": N_("Parent organisation"),
    "contacts": N_("Contacts"),
    "capabilities": N_("What it can bring"),
}


class Wording:
    """The terms of the directory in the reader's language, looked up once for the filters and all rows."""

    def __init__(self, words: Vocabulary) -> None:
        chinese = in_chinese()
        self.facets = {
            facet: {code: term.zh if chinese else term.en for code, term in terms.items()}
            for facet, terms in words.items()
        }
        self.states = {state: (_(state.label), TONES[state]) for state in OrganisationState}
        self.leading = _("(lead)")
        self.comma = "、" if chinese else ", "

    def alliances(self, line: MemberLine) -> str:
        """The alliances that it sits in, in their order, those that it leads marked."""
        codes, words = set(line.alliances.split(",")), []
        for code, name in self.facets["alliance"].items():
            if code in codes:
                words.append(name)
            elif code + LEADS in codes:
                words.append(name + self.leading)
        return self.comma.join(words)

    def matrices(self, line: MemberLine) -> str:
        codes = set(line.matrices.split(","))
        return self.comma.join(name for code, name in self.facets["matrix"].items() if code in codes)

    def sector(self, line: MemberLine) -> str:
        return self.facets["sector"].get(line.sector_code, line.sector_code)

    def district(self, line: MemberLine) -> str:
        return self.facets["district"].get(line.district_code, line.district_code)


def columns(*, states: bool) -> list[tuple[str, str]]:
    names = [
        (_("Organisation"), "pair"),
        (_("Alliance"), ""),
        (_("Matrix"), ""),
        (_("Sector"), ""),
        (_("District"), ""),
    ]
    return [*names, (_("State"), "status")] if states else names


def rows(lines: Iterable[MemberLine], say: Wording, *, states: bool) -> list[tuple[Any, ...]]:
    """The rows of the list: the page of the member, its names, and what it is in words."""
    to_page = url_for("directory.member", organisation_id=UUID(int=0)).replace(str(UUID(int=0)), "{}")
    found = []
    for line in lines:
        names = (line.name, line.short_name)
        row = (
            to_page.format(line.id),
            names,
            say.alliances(line),
            say.matrices(line),
            say.sector(line),
            say.district(line),
        )
        found.append((*row, say.states[line.state]) if states else row)
    return found


SHEET = (
    N_("Full name of the organisation"),
    N_("Short name"),
    N_("Unified social credit code"),
    N_("Alliance"),
    N_("Matrix"),
    N_("Sector"),
    N_("District"),
    N_("Address"),
    N_("Member since"),
    N_("State"),
)


def sheet(lines: Iterable[MemberLine], say: Wording) -> list[tuple[str, ...]]:
    """The rows of the sheet, under the columns of SHEET."""
    return [
        (
            line.name,
            line.short_name,
            line.uscc,
            say.alliances(line),
            say.matrices(line),
            say.sector(line),
            say.district(line),
            line.address,
            line.joined_on.isoformat(),
            say.states[line.state][0],
        )
        for line in lines
    ]


def facts(organisation: OrganisationReading, names: Sequence[NameLine]) -> list[dict[str, Any]]:
    """What the organisation is, line by line."""
    said = [
        (_("Unified social credit code"), organisation.uscc),
        (_("Sector"), named(organisation.sector)),
        (_("District"), named(organisation.district)),
        (_("Address"), organisation.address),
        (_("Parent organisation"), organisation.parent_name),
        (_("Member since"), long_day(organisation.joined_on)),
        (_("Left on"), long_day(organisation.left_on)),
    ]
    former = [
        _("%(name)s (%(from_on)s to %(to_on)s)", name=line.name, from_on=day(line.from_on), to_on=day(line.to_on))
        for line in names
        if line.to_on and line.to_on > line.from_on
    ]
    said += [(_("Former name"), line) for line in former]
    return [{"key": key, "value": value} for key, value in said if value]


def reached(work: Work, organisation_id: UUID) -> list[dict[str, Any]]:
    """How many people it has reached at publicity events, as a line more; none where it was at none."""
    events, people = reached_by(work, organisation_id)
    words = _("%(people)s people at %(events)d events", people=f"{people:,}", events=events)
    return [{"key": _("Reached at publicity events"), "value": words}] if events else []


def standing(organisation: OrganisationReading) -> dict[str, str] | None:
    """Why it does not stand among the members; None where it does."""
    if organisation.state is OrganisationState.MEMBER:
        return None
    since = long_day(local_day(organisation.state_since))
    title = _("%(state)s since %(day)s", state=_(organisation.state.label), day=since)
    return {"title": title, "text": organisation.state_reason}


def merged_into(organisation: OrganisationReading) -> dict[str, str] | None:
    """The way to the member that it went into."""
    if organisation.merged_into_id is None:
        return None
    url = url_for("directory.member", organisation_id=organisation.merged_into_id)
    return {"label": _("To %(name)s", name=organisation.merged_into_name), "url": url}


def seats(lines: Sequence[SeatLine], today: date) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """The seats that it holds and, apart, those that it held: rows of the two tables."""
    held, past = [], []
    for line in lines:
        if line.to_on is None or line.to_on > today:
            role = (_(line.role.label), "purple" if line.role is SeatRole.LEAD else "blue")
            url = url_for("directory.members", alliance=line.alliance_code)
            held.append((url, named(line), role, _duties(line, today), day(line.from_on)))
        else:
            past.append((None, named(line), _(line.role.label), day(line.from_on), day(line.to_on)))
    return held, past


def _duties(line: SeatLine, today: date) -> str:
    comma = "、" if in_chinese() else ", "
    return comma.join(
        _("%(matrix)s (%(reason)s)", matrix=named(duty), reason=_(duty.advantage.label))
        for duty in line.duties
        if duty.to_on is None or duty.to_on > today
    )


def capabilities(lines: Iterable[CapabilityLine]) -> list[dict[str, Any]]:
    chinese = in_chinese()
    return [
        {"label": named(line), "value": f"{line.amount:,}", "hint": line.unit_zh if chinese else line.unit_en}
        for line in lines
    ]


def plaques(lines: Iterable[PlaqueLine], *, every: bool) -> list[dict[str, Any]]:
    """The plaques, newest first, each with its record; without `every`, only the one at the door, with its check."""
    page_of = "plaques.record" if every else "plaques.verdict"
    return [
        {
            "serial": line.serial,
            "url": url_for(page_of, serial=line.serial),
            "label": _(line.state.label),
            "tone": PLAQUE_TONES[line.state],
            "issued": long_day(line.issued_on),
        }
        for line in lines
        if every or line.state is PlaqueState.ISSUED
    ]


def story(happenings: Iterable[Happening], alliances: Mapping[str, str]) -> list[dict[str, Any]]:
    """The timeline in words: each event with its names, reason, alliance or fields. `alliances`: code → name."""
    return [{"at": one.at, "who": _(one.who), "what": _told(_(one.what), one.payload, alliances)} for one in happenings]


def _told(what: str, payload: Mapping[str, Any], alliances: Mapping[str, str]) -> str:
    comma = "、" if in_chinese() else ", "
    fields = comma.join(_(FIELDS[name]) for name in payload.get("changed", ()) if name in FIELDS)
    names = " → ".join(payload[name] for name in ("old_name", "new_name") if name in payload)
    detail = names or payload.get("reason") or alliances.get(payload.get("alliance_code", "")) or fields
    return _("%(what)s: %(detail)s", what=what, detail=detail) if detail else what
