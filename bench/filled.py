"""Fill a database for a measurement: the demonstration, and further members with all that belongs to members."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session
from stdnum.cn import uscc

from alliance import create_app
from alliance.applications.model import Application, ApplicationState
from alliance.demonstration import story
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import PORTAL, Actor, Role
from alliance.foundation.kernel.clock import local_day
from alliance.foundation.kernel.ids import new_id
from alliance.foundation.store import migrate
from alliance.foundation.store.work import Work
from alliance.journal.record import record
from alliance.matrix.model import Advantage, Seat, SeatDuty, SeatRole
from alliance.organisations import commands as organisations
from alliance.organisations.events import OrganisationAdmitted
from alliance.organisations.model import (
    Capability,
    Contact,
    Organisation,
    OrganisationName,
    OrganisationState,
    Post,
)
from alliance.organisations.pinyin import findable, initials, spelled
from alliance.people.model import Appointment, Person
from alliance.plaques.model import Plaque, PlaqueState
from alliance.plaques.serial import serial
from alliance.rosters import commands as rosters

LAUNCH = date(2022, 7, 4)
ALLIANCES = ("police_bank", "police_telecom", "police_media", "police_enterprise", "police_association")
MATRICES = ("publicity_matrix", "crackdown_matrix", "governance_matrix")
SECTORS = ("bank", "carrier", "media", "express", "association")
APPLICATIONS_LEAST = 60
Rows = dict[type[Any], list[Mapping[str, Any]]]


def fill(work: Work, how_many: int) -> None:
    rows: Rows = {}
    for number in range(how_many):
        _add_member(rows, number, work.now)
    for number in range(APPLICATIONS_LEAST + how_many // 10):
        _add(rows, Application, _application(number, work.now))
    for model, lines in rows.items():
        work.session.execute(insert(model), lines)
    for member in rows.get(Organisation, ()):
        record(work, OrganisationAdmitted(member["id"], member["name"]))
    _publish_two_more(work)


def _add(rows: Rows, model: type[Any], line: Mapping[str, Any]) -> None:
    rows.setdefault(model, []).append({"id": new_id()} | dict(line))


def _add_member(rows: Rows, number: int, now: datetime) -> None:
    """A member with two contacts, a name, a capability, a seat, its duties, a plaque and one person."""
    member, seat, person, name = new_id(), new_id(), new_id(), f"第{number}测量单位（演示）"
    its = {"organisation_id": member}
    _add(rows, Organisation, {"id": member} | _organisation(number, name, now))
    _add(rows, OrganisationName, its | {"name": name, "short_name": f"测量{number}", "from_on": LAUNCH})
    _add(rows, Contact, its | {"post": Post.FIRST_LEADER, "name": "主要负责人岗", "phone": "", "email": ""})
    address = f"liaison{number}@bench.example"
    _add(rows, Contact, its | {"post": Post.LIAISON, "name": "联络员岗", "phone": "0351-5550000", "email": address})
    _add(rows, Capability, its | {"kind_code": "outlets", "amount": number + 1})
    place = {"alliance_code": ALLIANCES[number % 5], "role": SeatRole.MEMBER, "from_on": LAUNCH}
    _add(rows, Seat, its | place | {"id": seat})
    for matrix in MATRICES[: 1 + number % 3]:
        duty = {"matrix_code": matrix, "advantage": Advantage.VENUE, "from_on": LAUNCH}
        _add(rows, SeatDuty, duty | {"seat_id": seat})
    state = {"state": PlaqueState.ISSUED, "state_since": now, "issued_on": LAUNCH, "version": 1}
    _add(rows, Plaque, its | state | {"serial": serial(2023, number + 1), "name": name})
    account = {"email": address, "name": "联络员岗", "password_hash": "-", "joined_at": now}
    _add(rows, Person, account | {"id": person})
    _add(rows, Appointment, its | {"person_id": person, "role": Role.LIAISON, "from_on": LAUNCH})


def _organisation(number: int, name: str, now: datetime) -> Mapping[str, Any]:
    bare, short_name = f"91140105BENC{number:05d}", f"测量{number}"
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


def _application(number: int, now: datetime) -> Mapping[str, Any]:
    bare, name, district = f"91140105WANT{number:05d}", f"第{number}申请单位（演示）", f"14010{5 + number % 5}"
    code, since = bare + str(uscc.calc_check_digit(bare)), now - timedelta(minutes=number)
    place = {"sector_code": "bank", "district_code": district, "address": "示例路1号"}
    people = {"first_leader_name": "主要负责人岗", "liaison_name": "联络员岗", "liaison_phone": "0351-5550000"}
    answers = {
        "organisation": {"name": name, "short_name": f"申请{number}", "uscc": code} | place,
        "people": people | {"liaison_email": "liaison@bench.example"},
        "capabilities": {"amounts": {"outlets": 12}},
        "alliances": {"codes": ["police_bank"], "why": "网点多"},
        "pledge": {"signed_by": "主要负责人岗", "office": "主任", "agreed": True},
    }
    return {
        "number": f"SQ-2023-{number + 1:04d}",
        "email": "liaison@bench.example",
        "name": name,
        "uscc": code,
        "district_code": district,
        "answers": answers,
        "checks": {},
        "begun_at": since,
        "submitted_at": since,
        "state": ApplicationState.SUBMITTED,
        "state_since": since,
        "version": 1,
    }


def _publish_two_more(work: Work) -> None:
    """Versions 2 and 3 of the roster; one member is suspended between them."""
    officer, admin = _as_account(work, "officer", Role.CENTER_OFFICER), _as_account(work, "center", Role.CENTER_ADMIN)
    for last in (False, True):
        roster = rosters.draft(officer, rosters.RosterText("太原反诈联盟矩阵成员单位名单（演示）", local_day(work.now)))
        rosters.approve(admin, roster)
        rosters.publish(admin, roster)
        if not last:
            organisations.suspend(officer, _some_member(work), "测量")


def _some_member(work: Work) -> Organisation:
    return work.session.scalars(select(Organisation).where(Organisation.short_name == "甲大学")).one()


def _as_account(work: Work, office: str, role: Role) -> Work:
    person: Sequence[Any] = work.session.execute(
        select(Person.id, Person.name).where(Person.email == f"{office}@demo.example")
    ).one()
    return replace(work, actor=Actor(person_id=person[0], name=person[1], role=role))


def main() -> None:
    portal = create_app()
    migrate.upgrade(portal.database)
    with portal.app_context(), Session(portal.database) as session:
        story.tell(session, clock.now())
        fill(Work(PORTAL, clock.now(), session), int(sys.argv[1]))
        session.commit()


if __name__ == "__main__":
    main()
