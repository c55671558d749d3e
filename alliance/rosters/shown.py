"""Rosters in the words of their pages: rows of tables, buttons, cells of a sheet."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ..foundation.web.language import day, moment, named
from ..journal.queries import Happening
from ..matrix.model import SeatRole
from ..organisations.queries import Term
from ..policy.can import Can
from .difference import Change, Difference
from .model import RosterState
from .queries import Line, RosterReading
from .workflow import ROSTER_WORKFLOW

Row = tuple[Any, ...]

ROLE_TONES = {SeatRole.LEAD: "amber", SeatRole.MEMBER: "grey"}
STATE_TONES = {RosterState.DRAFT: "grey", RosterState.APPROVED: "blue", RosterState.PUBLISHED: "green"}


def version_row(roster: RosterReading) -> Row:
    return (
        url_for("rosters.version", number=roster.number),
        (_("Version %(number)d", number=roster.number), roster.title),
        day(roster.dated_on),
        moment(roster.published_at),
        roster.organisations,
        roster.seats,
    )


def draft_row(roster: RosterReading) -> Row:
    return (
        url_for("rosters.draft", roster_id=roster.id),
        roster.title,
        day(roster.dated_on),
        (_(roster.state.label), STATE_TONES[roster.state]),
        roster.organisations,
        roster.seats,
    )


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one alliance; `anchor` names the place on the page."""

    anchor: str
    name: str
    rows: Sequence[Row]


def groups(lines: Sequence[Line], *, numbered: bool = False) -> Sequence[Group]:
    """The lines alliance by alliance, with numbers and full names alone where `numbered`."""
    roles = {role: (_(role.label), ROLE_TONES[role]) for role in SeatRole}
    found = []
    for code, group in groupby(lines, key=lambda line: line.alliance.code):
        members = list(group)
        rows = [_row(line, roles[line.role], numbered) for line in members]
        found.append(Group(code, _("%(name)s alliance", name=named(members[0].alliance)), rows))
    return found


def _row(line: Line, role: tuple[str, str], numbered: bool) -> Row:
    first = (line.position, line.name) if numbered else ((line.name, line.short_name),)
    return (
        None,
        *first,
        role,
        named(line.matrices) or None,
        named(line.sector),
        named(line.district),
        line.uscc,
    )


def sheet_columns() -> Sequence[str]:
    return (
        _("No."),
        _("Alliance"),
        _("Organisation"),
        _("Short name"),
        _("Unified social credit code"),
        _("Role in the alliance"),
        _("Matrices"),
        _("Sector"),
        _("District"),
    )


def sheet_rows(lines: Sequence[Line]) -> Iterator[Row]:
    roles = {role: _(role.label) for role in SeatRole}
    for line in lines:
        yield (
            line.position,
            named(line.alliance),
            line.name,
            line.short_name,
            line.uscc,
            roles[line.role],
            named(line.matrices),
            named(line.sector),
            named(line.district),
        )


def moves(roster: RosterReading, allowed: Callable[[Can], bool]) -> Sequence[dict[str, str]]:
    """The buttons that are open to this actor now."""
    kinds = {"approve": "primary", "publish": "primary"}
    return [
        {
            "label": _(move.label),
            "url": url_for(f"rosters.{move.name}", roster_id=roster.id),
            "kind": kinds.get(move.name, "secondary"),
        }
        for move in ROSTER_WORKFLOW.open_to(roster.state, lambda can: allowed(Can(can)))
    ]


def story(happenings: Sequence[Happening]) -> Sequence[dict[str, Any]]:
    return [{"at": one.at, "who": _(one.who), "what": _(one.what)} for one in happenings]


@dataclass(frozen=True, slots=True)
class DifferenceShown:
    """A difference as rows of three tables; each may be empty."""

    joined: Sequence[Row]
    left: Sequence[Row]
    changed: Sequence[Row]
    nothing: bool


def difference(what: Difference) -> DifferenceShown:
    roles = {role: (_(role.label), ROLE_TONES[role]) for role in SeatRole}
    return DifferenceShown(
        [_line_row(line, roles[line.role]) for line in what.joined],
        [_line_row(line, roles[line.role]) for line in what.left],
        [_change_row(change) for change in what.changed],
        what.nothing,
    )


def _line_row(line: Line, role: tuple[str, str]) -> Row:
    return None, (line.name, line.short_name), named(line.alliance), role, named(line.matrices) or None


def _change_row(change: Change) -> Row:
    where = named(change.alliance) or None
    return None, change.name, _(change.kind.label), where, _side(change.was), _side(change.now)


def _side(value: SeatRole | Term | str | None) -> str | None:
    if isinstance(value, SeatRole):
        return str(_(value.label))
    if isinstance(value, Term):
        return str(named(value)) or None
    return value
