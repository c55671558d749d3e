"""Fill a database for a measurement: the demonstration, and further members with all that belongs to members."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session
from stdnum.cn import uscc

from alliance import create_app
from alliance.applications.model import Application, ApplicationState
from alliance.demonstration import many_members, story
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import PORTAL, Actor, Role
from alliance.foundation.kernel.clock import local_day
from alliance.foundation.store import migrate
from alliance.foundation.store.work import Work
from alliance.journal.record import record
from alliance.organisations import commands as organisations
from alliance.organisations.events import OrganisationAdmitted
from alliance.organisations.model import (
    Organisation,
)
from alliance.people.model import Person
from alliance.rosters import commands as rosters

APPLICATIONS_LEAST = 60


def fill(work: Work, how_many: int) -> None:
    members = many_members.make(work, how_many)
    applications = [_application(number, work.now) for number in range(APPLICATIONS_LEAST + how_many // 10)]
    work.session.execute(insert(Application), applications)
    for organisation_id, name in members:
        record(work, OrganisationAdmitted(organisation_id, name))
    _publish_two_more(work)


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
