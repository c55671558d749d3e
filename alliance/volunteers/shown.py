"""Volunteers, teams and qualifications in words. Names and numbers are masked here, for whoever may not open them."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.language import day, long_day, named
from ..organisations.queries import Term
from . import queries, team_queries
from .numbers import masked_name, masked_phone
from .queries import Figures, OwnReading, QualificationLine, VolunteerLine, VolunteerReading
from .sections import Section
from .team_queries import MemberLine, TeamReading
from .vocabulary import MembershipState, TeamKind

Row = tuple[Any, ...]
TONES: Mapping[StrEnum | None, str] = {
    MembershipState.ASKED: "amber",
    MembershipState.IN: "green",
    MembershipState.OUT: "grey",
    None: "grey",
}
SHEET = (N_("Sort of data"), N_("What is kept"), N_("As it is kept"))


def rows(lines: Iterable[VolunteerLine]) -> list[Row]:
    """Masked, whoever looks."""
    return [
        (
            url_for("volunteers.volunteer", volunteer_id=line.id),
            (masked_name(line.name), masked_phone(line.phone)),
            named(Term("", line.district_zh, line.district_en)) or None,
            day(line.since),
        )
        for line in lines
    ]


def masked_facts(found: VolunteerReading) -> list[dict[str, Any]]:
    return [
        {"key": _("Mobile phone"), "value": masked_phone(found.phone)},
        {"key": _("District near which the volunteer helps"), "value": named(found.district)},
        {"key": _("Volunteer since"), "value": day(found.since)},
    ]


def open_facts(found: VolunteerReading) -> list[dict[str, Any]]:
    facts = [
        {"key": _("Full name"), "value": found.name},
        {"key": _("Mobile phone"), "value": found.phone},
        {"key": _("E-mail address"), "value": found.email},
    ]
    return [*facts, {"key": _("Parent or guardian"), "value": found.guardian}] if found.guardian else facts


def own_facts(found: OwnReading) -> list[dict[str, Any]]:
    guardian = [{"key": _("Parent or guardian"), "value": found.guardian}] if found.guardian else []
    return [
        {"key": _("Your name"), "value": found.name},
        {"key": _("Mobile phone"), "value": found.phone},
        {"key": _("E-mail address"), "value": found.email},
        {"key": _("Date of birth"), "value": long_day(found.born_on)},
        *guardian,
        {"key": _("District near which I help"), "value": named(found.district) or _("Wherever I am needed")},
    ]


def team_place(team: TeamReading) -> str:
    return team.place or str(_("The center"))


def team_rows(teams: Iterable[TeamReading], *, own: bool) -> list[Row]:
    """`own`: with how the reader stands to each; else with how many belong and ask."""
    return [
        (
            url_for("volunteers.team", team_id=team.id),
            (team.title, f"{team_place(team)} · {_(team.kind.label)}"),
            named(team.district) or _("The whole city"),
            *((own_state(team),) if own else (str(team.members), str(team.asking) if team.asking else None)),
        )
        for team in teams
    ]


def own_state(team: TeamReading) -> tuple[str, str]:
    if team.own is None or team.own is MembershipState.OUT:
        return _("Not joined"), "grey"
    return (_("Coordinator"), "blue") if team.coordinated else (_(team.own.label), TONES[team.own])


def team_facts(team: TeamReading) -> list[dict[str, Any]]:
    return [
        {"key": _("What sort of team it is"), "value": _(team.kind.label)},
        {"key": _("Whose team it is"), "value": team_place(team)},
        {"key": _("District in which it mostly helps"), "value": named(team.district) or _("The whole city")},
        {"key": _("Founded on"), "value": day(team.founded_at)},
    ]


def member_row(line: MemberLine, *, masked: bool, asks: bool = False) -> dict[str, Any]:
    since = day(line.since)
    return {
        "name": masked_name(line.name) if masked else line.name,
        "phone": masked_phone(line.phone),
        "since": _("asked on %(day)s", day=since) if asks else _("in the team since %(day)s", day=since),
        "coordinates": line.coordinates,
        "url": url_for("volunteers.volunteer", volunteer_id=line.volunteer_id),
    }


def qualification_state(held: QualificationLine) -> tuple[str, str]:
    if held.revoked_at is not None:
        return _("Revoked"), "red"
    return (_("Counts"), "green") if held.counts else (_("Has run out"), "grey")


def qualification_rows(lines: Iterable[QualificationLine], revoke: Sequence[UUID] = ()) -> list[Row]:
    """Those in `revoke` lead to where they are revoked."""
    return [
        (
            url_for("volunteers.revoking", volunteer_id=held.volunteer_id, qualification_id=held.id)
            if held.id in revoke
            else None,
            (named(held.term), held.revoked_because or held.place or _("The center")),
            day(held.confirmed_at),
            day(held.until_on) or _("For good"),
            qualification_state(held),
        )
        for held in lines
    ]


def qualification_columns() -> list[tuple[str, str]]:
    return [
        (_("Training or qualification"), "pair"),
        (_("Confirmed on"), "date"),
        (_("Counts until (last day)"), "date"),
        (_("State"), "status"),
    ]


def teams_section(work: Work, volunteer_id: UUID) -> Section:
    found = team_queries.own_teams(work, volunteer_id)
    told = [
        (
            url_for("volunteers.team", team_id=team_id),
            (title, place or _("The center")),
            (_("Coordinator"), "blue") if coordinates else (_(state.label), TONES[state]),
        )
        for team_id, title, place, state, coordinates in found
    ]
    return Section(
        title=_("My teams"),
        columns=[(_("Name of the team"), "pair"), (_("State"), "status")],
        rows=told,
        empty=_("You belong to no team. You need none to help; if you like company, ask one."),
        links=[{"label": _("Find a team"), "url": url_for("volunteers.teams")}],
    )


def qualifications_section(work: Work, volunteer_id: UUID) -> Section:
    return Section(
        title=_("My qualifications"),
        columns=qualification_columns(),
        rows=qualification_rows(queries.qualifications_of(work, volunteer_id)),
        empty=_("None is confirmed yet. After a training the center or your team's liaison confirms it here."),
    )


def metrics(found: Figures) -> list[tuple[str, str]]:
    return [
        (_("Active volunteers"), f"{found.volunteers:,}"),
        (_("Signed up, letter not answered yet"), f"{found.unconfirmed:,}"),
        *((_(kind.label), f"{found.teams.get(kind, 0):,}") for kind in TeamKind),
    ]


def figure_rows(found: Iterable[tuple[Term, int]]) -> list[Row]:
    return [(None, named(term), f"{count:,}") for term, count in found]
