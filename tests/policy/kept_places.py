"""Kept places in the small world: a shift that is to come, places of it for two members, and whom they have named."""

from collections.abc import Mapping
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from alliance.policy.can import Can
from alliance.shifts.model import Quota, Shift, SignUp
from alliance.shifts.vocabulary import ShiftState, SignUpState
from tests.factories import Make

from .attended import ShiftThing

Given = Mapping[str, Any]
MISSING = UUID(int=7)


def tell_of_quotas(world: Any, make: Make) -> None:
    """The task is read by whoever reads the shift, and by a member for which places are kept; names and addresses of
    those who were named, by nobody."""
    event = world.things["event public"]
    thing = ShiftThing(event, None)
    quotas = {label: SimpleNamespace(organisation_id=world.things[label].organisation_id) for label in ("a", "b")}
    reads = [(Can.READ_SHIFT, thing), (Can.KEEP_EVENT, event), *((Can.READ_QUOTA, one) for one in quotas.values())]
    with make.work() as work:
        ahead = work.now + timedelta(days=9)
        shift = Shift(
            event_id=event.id,
            role=world.mark("task-kept", *reads),
            starts_at=ahead,
            ends_at=ahead + timedelta(hours=3),
            places=9,
            taken=2,
            reserved=2,
            sign_up_until=ahead,
            withdraw_until=ahead,
            state=ShiftState.OPEN,
            state_since=work.now,
        )
        work.session.add(shift)
        work.session.flush()
        for number, (label, one) in enumerate(quotas.items(), 1):
            until = ahead - timedelta(days=2)
            quota = Quota(shift_id=shift.id, organisation_id=one.organisation_id, places=2, returns_at=until)
            work.session.add(quota)
            work.session.flush()
            sign_up = SignUp(shift_id=shift.id, number=number, quota_id=quota.id, signed_up_at=work.now)
            sign_up.name, sign_up.email = world.plain(f"王提名{label}"), world.plain(f"named-{label}@marked.example")
            sign_up.offered_until, sign_up.state, sign_up.state_since = until, SignUpState.NAMED, work.now
            work.session.add(sign_up)
            work.session.flush()
            one.id, one.sign_up_id = quota.id, sign_up.id
    thing.id, thing.sign_up_id = shift.id, quotas["a"].sign_up_id
    world.things |= {"shift kept": thing} | {f"quota {label}": one for label, one in quotas.items()}


def addresses(things: Mapping[str, Any]) -> dict[tuple[str, ...], list[tuple[Given, Any]]]:
    """What the addresses of quotas can name."""
    shift, other, (first, second) = things["shift kept"], things["shift public"], (things["quota a"], things["quota b"])
    quotas = (first, second)
    return {
        ("quota_id",): [*(({"quota_id": one.id}, one) for one in quotas), ({"quota_id": MISSING}, None)],
        ("quota_id", "shift_id"): [
            *(({"quota_id": one.id, "shift_id": shift.id}, shift) for one in quotas),
            ({"quota_id": first.id, "shift_id": other.id}, None),
        ],
        ("quota_id", "sign_up_id"): [
            *(({"quota_id": one.id, "sign_up_id": one.sign_up_id}, one) for one in quotas),
            ({"quota_id": first.id, "sign_up_id": second.sign_up_id}, None),
        ],
    }
