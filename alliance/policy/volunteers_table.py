"""Who may do what with volunteers and their teams: the rows that `table` takes in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..foundation.kernel.actor import Actor
from ..foundation.kernel.words import N_
from .can import Can
from .rules import anyone, center, district_officer, inspector, liaison, of_own_organisation, standing
from .volunteers_rules import coordinated, of_own_team, still_there, volunteer

ROWS: Mapping[Can, Sequence[tuple[Callable[[Actor, Any], bool], ...]]] = {
    Can.SIGN_UP_AS_VOLUNTEER: [(anyone,)],
    Can.SEE_OWN_VOLUNTEERING: [(volunteer,)],
    Can.OVERSEE_VOLUNTEERS: [(center,)],
    Can.SEE_VOLUNTEER_FIGURES: [(center,), (inspector,), (district_officer,)],
    Can.READ_VOLUNTEER: [(center,), (liaison, of_own_team), (volunteer, coordinated)],
    Can.OPEN_VOLUNTEER_CONTACT: [(center,), (volunteer, coordinated)],
    Can.CONFIRM_QUALIFICATION: [(center,), (liaison, standing, of_own_team)],
    Can.REVOKE_QUALIFICATION: [(center,), (liaison, standing, of_own_organisation)],
    Can.SEE_TEAMS: [(center,), (liaison,), (volunteer,)],
    Can.FOUND_TEAM: [(center,), (liaison, standing)],
    Can.READ_TEAM: [(center,), (liaison, of_own_organisation), (volunteer, still_there)],
    Can.READ_TEAM_MEMBERS: [(center,), (liaison, of_own_organisation), (volunteer, coordinated)],
    Can.KEEP_TEAM: [(center,), (liaison, standing, of_own_organisation)],
    Can.ANSWER_TEAM_REQUEST: [(center,), (liaison, standing, of_own_organisation), (volunteer, coordinated)],
    Can.JOIN_TEAM: [(volunteer, still_there)],
}

REFUSED_WITH = {
    Can.OPEN_VOLUNTEER_CONTACT: N_("A liaison reaches the members of a team through its coordinator or the center."),
    Can.REVOKE_QUALIFICATION: N_("A qualification is revoked by whoever confirmed it, or by the center."),
}
