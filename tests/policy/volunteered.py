"""Volunteers in the small world: of a member, of another one, of the center's team; one of them leads the first."""

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import select

from alliance.foundation.kernel.actor import Actor, Role
from alliance.policy.can import Can
from alliance.volunteers import joining, qualifying, signing_up, teams
from alliance.volunteers.holding import held
from alliance.volunteers.model import Volunteer
from alliance.volunteers.qualifying import ConfirmText
from alliance.volunteers.signing_up import SignUpText
from alliance.volunteers.teams import TeamText
from alliance.volunteers.vocabulary import TeamKind
from tests.factories import Make, Someone

Given = Mapping[str, Any]
MISSING = UUID(int=7)


class OfTheActor:
    """A volunteer, a team or a place in one, as it is read for one actor."""

    def __init__(self, thing: "Near", actor: Actor) -> None:
        self.__dict__ |= vars(thing)
        self.coordinated = thing.lead_id is not None and actor.person_id == thing.lead_id
        self.of_own_team = actor.organisation_id is not None and actor.organisation_id == thing.team_of


class Near(SimpleNamespace):
    def read_by(self, actor: Actor) -> OfTheActor:
        return OfTheActor(self, actor)


def tell_of_volunteers(world: Any, make: Make) -> None:
    lead = world.people["volunteer"]
    _told(make, lead, SignUpText("领队", "13800000001", date(1990, 5, 1), True))
    for number, (label, who) in enumerate(
        (("a", "liaison"), ("b", "liaison of another organisation"), ("c", "administrator")), 2
    ):
        keeper = world.people[who]
        near = {"team_of": keeper.actor.organisation_id, "lead_id": lead.id if label == "a" else None}
        team = Near(**near, organisation_id=keeper.actor.organisation_id, closed_at=None)
        _team(world, make, label, team, keeper)
        if label == "a":
            _join(make, team.id, lead, keeper, leads=True)
        _member(world, make, label, team, keeper, number)


def _told(make: Make, someone: Someone, text: SignUpText) -> UUID:
    with make.work(someone.actor) as work:
        return signing_up.complete(work, text)


def _team(world: Any, make: Make, label: str, team: Near, keeper: Someone) -> None:
    kind = TeamKind.BLUE_VESTS if team.organisation_id is None else TeamKind.ORGANISATION
    with make.work(keeper.actor) as work:
        team.id = teams.found(work, TeamText(world.mark(f"team-{label}", (Can.READ_TEAM, team)), kind))
    world.things[f"team {label}"] = team


def _join(make: Make, team_id: UUID, someone: Someone, keeper: Someone, *, leads: bool = False) -> None:
    with make.work(someone.actor) as work:
        joining.ask(work, team_id)
        own = work.session.scalars(select(Volunteer.id).where(Volunteer.person_id == someone.id)).one()
    with make.work(keeper.actor) as work:
        joining.take_in(work, team_id, own)
        if leads:
            teams.name_coordinator(work, team_id, own)


def _member(world: Any, make: Make, label: str, team: Near, keeper: Someone, number: int) -> None:
    """Name and number are for whoever may open them; why a qualification was revoked, for whoever reads her."""
    thing = Near(team_of=team.team_of, lead_id=team.lead_id, organisation_id=team.organisation_id)
    opens = (Can.OPEN_VOLUNTEER_CONTACT, thing)
    name, phone = world.mark(f"helper-{label}", opens), world.plain(f"1391234567{number}", opens)
    address = world.plain(f"helper.{label}@marked.example", opens, (Can.READ_PEOPLE, None))
    someone = make.person(Role.VOLUNTEER, email=address)
    thing.actor, thing.email = someone.actor, address
    thing.id = _told(make, someone, SignUpText(name, phone, date(1990, 5, 1), True))
    _join(make, team.id, someone, keeper)
    with make.work(keeper.actor) as work:
        thing.revoked_id = qualifying.confirm(work, thing.id, ConfirmText("first_aid"))
        found = held(work, thing.id, thing.revoked_id)
        assert found is not None
        qualifying.revoke(work, found.line, world.mark(f"why-{label}", (Can.READ_VOLUNTEER, thing)))
        thing.held_id = qualifying.confirm(work, thing.id, ConfirmText("dialect"))
    world.things[f"helper {label}"] = thing
    world.things[f"place {label}"] = Near(**vars(team), volunteer_id=thing.id)


def addresses(things: Mapping[str, Any]) -> dict[tuple[str, ...], list[tuple[Given, Any]]]:
    """What the addresses of volunteers and teams can name."""
    named = {sort: [one for name, one in things.items() if name.startswith(f"{sort} ")] for sort in ("team", "helper")}
    places = [one for name, one in things.items() if name.startswith("place ")]
    first, second = named["helper"][:2]
    return {
        ("volunteer_id",): [*(({"volunteer_id": one.id}, one) for one in named["helper"]), _missing("volunteer_id")],
        ("team_id",): [*(({"team_id": one.id}, one) for one in named["team"]), _missing("team_id")],
        ("team_id", "volunteer_id"): [
            *(({"team_id": one.id, "volunteer_id": one.volunteer_id}, one) for one in places),
            ({"team_id": places[0].id, "volunteer_id": second.id}, None),
        ],
        ("qualification_id", "volunteer_id"): [
            *(({"volunteer_id": one.id, "qualification_id": one.held_id}, one) for one in named["helper"]),
            ({"volunteer_id": first.id, "qualification_id": second.held_id}, None),
        ],
    }


def _missing(name: str) -> tuple[Given, None]:
    return {name: MISSING}, None
