"""A request to stand in, in the small world: asked of the volunteer, in place of somebody unknown to the others."""

from collections.abc import Mapping
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import select

from alliance.cover.model import StandIn
from alliance.cover.vocabulary import Kind, StandInState
from alliance.shifts.model import SignUp
from alliance.shifts.vocabulary import SignUpState
from alliance.volunteers.model import Volunteer
from tests.factories import Make

MISSING = UUID(int=7)


def tell_of_cover(world: Any, make: Make) -> None:
    """Of a shift that the volunteer may read; nobody else reads what she is asked, not even whoever asked."""
    helper, shift = world.people["volunteer"], world.things["shift public"]
    with make.work(helper.actor) as work:
        own = work.session.scalars(select(Volunteer.id).where(Volunteer.person_id == helper.id)).one()
        asker = world.things["helper b"].id
        of_others = {"shift_id": shift.id, "number": 2, "volunteer_id": asker, "signed_up_at": work.now}
        place = SignUp(**of_others, state=SignUpState.CONFIRMED, state_since=work.now)
        work.session.add(place)
        work.session.flush()
        made = StandIn(
            shift_id=shift.id,
            sign_up_id=place.id,
            volunteer_id=own,
            kind=Kind.NAMED,
            asked_at=work.now,
            until=work.now + timedelta(hours=12),
            state=StandInState.ASKED,
            state_since=work.now,
        )
        work.session.add(made)
        work.session.flush()
    world.things["stand-in"] = SimpleNamespace(id=made.id, person_id=helper.id)


def addresses(things: Mapping[str, Any]) -> dict[tuple[str, ...], list[tuple[Mapping[str, Any], Any]]]:
    """What the addresses of requests can name."""
    asked = things["stand-in"]
    return {("stand_in_id",): [({"stand_in_id": asked.id}, asked), ({"stand_in_id": MISSING}, None)]}
