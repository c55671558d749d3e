"""The demonstration's accounts: one for each role, all with one password."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..foundation.kernel.actor import Role
from ..organisations.model import District, Organisation
from ..people.model import Appointment, Person

PASSWORD = "zhong-zhi-cheng-cheng-2022"  # noqa: S105 - it is printed for everybody, and opens only the demonstration


@dataclass(frozen=True, slots=True)
class Planned:
    """An account to make. `at`: the short name of its organisation, or a district code, or nothing."""

    email: str
    office: str
    role: Role
    at: str = ""


PLAN = (
    Planned("center@demo.example", "市反诈中心管理员（演示）", Role.CENTER_ADMIN),
    Planned("officer@demo.example", "市反诈中心民警岗（演示）", Role.CENTER_OFFICER),
    Planned("district@demo.example", "迎泽区分中心岗（演示）", Role.DISTRICT_OFFICER, "140106"),
    Planned("bank@demo.example", "甲银行联络员岗（演示）", Role.LIAISON, "甲银行"),
    Planned("carrier@demo.example", "甲通信联络员岗（演示）", Role.LIAISON, "甲通信"),
    Planned("didi@demo.example", "滴滴太原联络员岗（演示）", Role.LIAISON, "滴滴太原"),
    Planned("school@demo.example", "甲大学联络员岗（演示）", Role.LIAISON, "甲大学"),
    Planned("media@demo.example", "甲传媒联络员岗（演示）", Role.LIAISON, "甲传媒"),
    Planned("inspector@demo.example", "省督查组岗（演示）", Role.INSPECTOR),
    Planned("volunteer@demo.example", "志愿者岗（演示）", Role.VOLUNTEER),
)


@dataclass(frozen=True, slots=True)
class Account:
    email: str
    role: str
    organisation: str
    password: str = PASSWORD

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


def present(session: Session) -> Sequence[Account]:
    """The demonstration's accounts that this database holds, in the order of the plan."""
    rows = session.execute(
        select(Person.email, Appointment.role, Organisation.short_name, District.zh)
        .join(Appointment, Appointment.person_id == Person.id)
        .outerjoin(Organisation, Organisation.id == Appointment.organisation_id)
        .outerjoin(District, District.code == Appointment.district_code)
        .where(Person.demonstration, Appointment.ended_at.is_(None))
    )
    order = [planned.email for planned in PLAN]
    found = [Account(row.email, row.role.value, row.short_name or row.zh or "") for row in rows]
    return sorted((account for account in found if account.email in order), key=lambda one: order.index(one.email))
