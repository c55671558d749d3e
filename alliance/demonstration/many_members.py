"""Members in any number, with all that belongs to a member: for a demonstration of size and for measuring."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from stdnum.cn import uscc

from ..foundation.kernel.actor import Role
from ..foundation.kernel.ids import new_id
from ..foundation.store.work import Work
from ..matrix.model import Advantage, Seat, SeatDuty, SeatRole
from ..organisations.model import (
    Capability,
    Contact,
    Organisation,
    OrganisationName,
    OrganisationState,
    Post,
)
from ..organisations.pinyin import findable, initials, spelled
from ..people.model import Appointment, Person
from ..plaques.model import Plaque, PlaqueState
from ..plaques.serial import serial
from .years import LAUNCH

ALLIANCES = ("police_bank", "police_telecom", "police_media", "police_enterprise", "police_association")
MATRICES = ("publicity_matrix", "crackdown_matrix", "governance_matrix")
SECTORS = ("bank", "carrier", "media", "express", "association")
Rows = dict[type[Any], list[Mapping[str, Any]]]


def make(work: Work, how_many: int, first: int = 0) -> list[tuple[UUID, str]]:
    """Lay so many members in, numbered from `first` on, and tell the id and the name of each; the caller commits."""
    rows: Rows = {}
    for number in range(first, first + how_many):
        _add_member(rows, number, work.now)
    for model, lines in rows.items():
        work.session.execute(insert(model), lines)
    return [(member["id"], member["name"]) for member in rows.get(Organisation, ())]


def _add(rows: Rows, model: type[Any], line: Mapping[str, Any]) -> None:
    rows.setdefault(model, []).append({"id": new_id()} | dict(line))


def _add_member(rows: Rows, number: int, now: datetime) -> None:
    """A member with two contacts, a name, a capability, a seat, its duties, a plaque and one person."""
    member, seat, person, name = new_id(), new_id(), new_id(), f"第{number}示例单位（演示）"
    its: dict[str, Any] = {"organisation_id": member}
    _add(rows, Organisation, {"id": member} | _organisation(number, name, now))
    _add(rows, OrganisationName, its | {"name": name, "short_name": f"示例{number}", "from_on": LAUNCH})
    _add(rows, Contact, its | {"post": Post.FIRST_LEADER, "name": "主要负责人岗", "phone": "", "email": ""})
    address = f"liaison{number}@many.example"
    _add(rows, Contact, its | {"post": Post.LIAISON, "name": "联络员岗", "phone": "0351-5550000", "email": address})
    _add(rows, Capability, its | {"kind_code": "outlets", "amount": number + 1})
    place = {"alliance_code": ALLIANCES[number % 5], "role": SeatRole.MEMBER, "from_on": LAUNCH}
    _add(rows, Seat, its | place | {"id": seat})
    for matrix in MATRICES[: 1 + number % 3]:
        duty = {"matrix_code": matrix, "advantage": Advantage.VENUE, "from_on": LAUNCH}
        _add(rows, SeatDuty, duty | {"seat_id": seat})
    state = {"state": PlaqueState.ISSUED, "state_since": now, "issued_on": LAUNCH, "version": 1}
    _add(rows, Plaque, its | state | {"serial": serial(2023, number + 1), "name": name})
    account = {"email": address, "name": "联络员岗", "password_hash": "-", "joined_at": now, "demonstration": True}
    _add(rows, Person, account | {"id": person})
    _add(rows, Appointment, its | {"person_id": person, "role": Role.LIAISON, "from_on": LAUNCH})


def _organisation(number: int, name: str, now: datetime) -> dict[str, Any]:
    bare, short_name = f"91140105MANY{number:05d}", f"示例{number}"
    code = bare + str(uscc.calc_check_digit(bare))
    return {
        "uscc": code,
        "name": name,
        "short_name": short_name,
        "pinyin": spelled(name),
        "initials": initials(name, short_name),
        "found_by": findable(name, short_name, code),
        "sector_code": SECTORS[number % 5],
        "district_code": f"14010{5 + number % 5}",
        "address": f"示例路{number}号",
        "state": OrganisationState.MEMBER,
        "state_since": now,
        "joined_on": LAUNCH,
        "confirmed_at": now,
        "version": 1,
    }
