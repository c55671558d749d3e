"""Volunteers by the thousand, a team for each member, blue vests in each district, and what they are trained for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from ..foundation.kernel.actor import Role
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..people.model import Appointment, Person
from ..volunteers.model import NOTICE, TeamMembership, Volunteer, VolunteerQualification, VolunteerTeam
from ..volunteers.vocabulary import MembershipState, TeamKind, VolunteerState
from .helping import TRAINED
from .laying import Row, Rows, chosen_id, lay_in_all
from .many_accounts import account, appointed
from .many_assignments import Asked
from .stories import PLACES
from .years import IN_PUBLIC, Years

AT_ONCE = 5_000
OLDEST_BORN = date(1956, 1, 1)
BORN_WITHIN = 365 * 50
CLOSE_BY = tuple(PLACES)


@dataclass(frozen=True, slots=True)
class Helper:
    """A volunteer and her account. `since`: she helps from this moment on."""

    id: UUID
    person_id: UUID
    since: datetime


def make(work: Work, chance: Random, moments: Sequence[datetime], members: Sequence[Asked]) -> list[Helper]:
    """One who joins at each of these moments; the caller commits."""
    teams = [_team(chance, moments[0], member) for member in members]
    teams += [_blue_vests(chance, moments[0], code) for code in CLOSE_BY]
    lay_in_all(work, {VolunteerTeam: teams})
    helpers = [Helper(chosen_id(chance), chosen_id(chance), at) for at in moments]
    for begin in range(0, len(helpers), AT_ONCE):
        rows: Rows = {one: [] for one in (Person, Appointment, Volunteer, TeamMembership, VolunteerQualification)}
        for number in range(begin, min(len(helpers), begin + AT_ONCE)):
            _add(rows, chance, number, helpers[number])
            _join(rows, helpers[number], teams[number % len(teams)])
            if number % 3:
                _train(rows, chance, helpers[number], members[number % len(members)])
        lay_in_all(work, rows)
    return helpers


def joining(chance: Random, count: int, years: Years) -> list[datetime]:
    """When so many volunteers come: one in ten in the first month, so that there is somebody to help."""
    first = Years(years.first, min(years.last, years.first + timedelta(days=30)))
    early = first.moments(chance, max(1, count // 10), IN_PUBLIC)
    return sorted(early + years.moments(chance, count - len(early), IN_PUBLIC))


def _add(rows: Rows, chance: Random, number: int, helper: Helper) -> None:
    """Her phone number begins with 154: no carrier has such numbers."""
    email, name = f"volunteer{number}@many.example", f"志愿者{number + 1:05}"
    rows[Person].append(account(helper.person_id, email, name, helper.since))
    rows[Appointment].append(appointed(helper.person_id, Role.VOLUNTEER, None) | {"from_on": local_day(helper.since)})
    said: Row = {
        "phone": f"154{number:08}",
        "email": email,
        "born_on": OLDEST_BORN + timedelta(days=chance.randrange(BORN_WITHIN)),
        "district_code": CLOSE_BY[number % len(CLOSE_BY)],
        "guardian": "",
        "agreed_at": helper.since,
        "agreed_to": NOTICE,
        "asked_at": None,
        "state": VolunteerState.ACTIVE,
        "state_since": helper.since,
        "version": 1,
    }
    rows[Volunteer].append({"id": helper.id, "person_id": helper.person_id, "name": f"{name}（演示）"} | said)


def _join(rows: Rows, helper: Helper, team: Row) -> None:
    place = {"state": MembershipState.IN, "state_since": helper.since, "coordinates": False}
    rows[TeamMembership].append({"team_id": team["id"], "volunteer_id": helper.id} | place)


def _train(rows: Rows, chance: Random, helper: Helper, member: Asked) -> None:
    """Confirmed by the liaison of a member, for two years."""
    said = {"qualification_code": TRAINED[chance.randrange(len(TRAINED))], "organisation_id": member.id}
    stands = {"until_on": local_day(helper.since) + timedelta(days=730), "revoked_at": None, "revoked_because": ""}
    by = {"confirmed_by_id": member.liaison, "confirmed_at": helper.since}
    rows[VolunteerQualification].append({"id": chosen_id(chance), "volunteer_id": helper.id} | said | by | stands)


def _team(chance: Random, at: datetime, member: Asked) -> Row:
    title = "网点反诈志愿服务队（演示）"
    its = {"organisation_id": member.id, "kind": TeamKind.ORGANISATION, "district_code": member.district_code}
    return {"id": chosen_id(chance), "title": title, "founded_at": at, "closed_at": None, "version": 1} | its


def _blue_vests(chance: Random, at: datetime, code: str) -> Row:
    its = {"organisation_id": None, "kind": TeamKind.BLUE_VESTS, "district_code": code}
    title = f"{PLACES[code]}蓝马甲反诈志愿服务队（演示）"
    return {"id": chosen_id(chance), "title": title, "founded_at": at, "closed_at": None, "version": 1} | its
