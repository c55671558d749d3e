"""Accounts of members in any number: a liaison for each that has none, and staff. Nobody can sign in to them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from ..foundation.kernel.actor import Role
from ..foundation.kernel.ids import new_id
from ..foundation.store.work import Work
from ..organisations.model import Organisation, OrganisationState
from ..people.model import Appointment, Person
from .laying import Row, Rows, lay_in_all
from .years import LAUNCH

FIRST = "member0@many.example"
"""The address of the first of them."""


def make(work: Work, how_many: int) -> None:
    """Until members have so many accounts; the caller commits."""
    a = Appointment
    held = select(func.count(a.person_id.distinct())).where(a.organisation_id.is_not(None), a.ended_at.is_(None))
    missing = how_many - (work.session.scalar(held) or 0)
    places = [(one, Role.LIAISON) for one in _without_liaison(work)]
    while missing > len(places):
        places += [(one, Role.STAFF) for one in _members(work)]
    rows: Rows = {Person: [], Appointment: []}
    for number, (organisation_id, role) in enumerate(places[: max(0, missing)]):
        person, office = new_id(), "联络员岗" if role is Role.LIAISON else "业务岗"
        rows[Person].append(account(person, f"member{number}@many.example", office, work.now))
        rows[Appointment].append(appointed(person, role, organisation_id))
    lay_in_all(work, rows)


def account(person_id: UUID, email: str, office: str, joined_at: datetime) -> Row:
    """Without a password that would open it, marked as the demonstration's."""
    never = dict.fromkeys(("last_sign_in_at", "previous_sign_in_at", "disabled_at", "erased_at"))
    who = {"id": person_id, "email": email, "name": f"{office}（演示）", "password_hash": "-"}
    return who | never | {"joined_at": joined_at, "demonstration": True}


def appointed(person_id: UUID, role: Role, organisation_id: UUID | None) -> Row:
    place = {"organisation_id": organisation_id, "district_code": None}
    return {
        "id": new_id(),
        "person_id": person_id,
        "role": role,
        "from_on": LAUNCH,
        **place,
        "to_on": None,
        "ended_at": None,
    }


def _members(work: Work) -> Sequence[UUID]:
    o = Organisation
    return work.session.scalars(select(o.id).where(o.state == OrganisationState.MEMBER).order_by(o.uscc)).all()


def _without_liaison(work: Work) -> Sequence[UUID]:
    a = Appointment
    led = select(a.organisation_id).where(a.role == Role.LIAISON, a.ended_at.is_(None), a.organisation_id.is_not(None))
    known = frozenset(work.session.scalars(led))
    return [one for one in _members(work) if one not in known]
