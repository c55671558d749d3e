"""The story that the demonstration tells: the launch of 2022-07-04, and what has happened since."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from ..foundation.kernel.actor import PORTAL, Actor, Role
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..journal.model import Entry, Letter
from ..matrix import commands as seating
from ..matrix.model import Seat, SeatRole
from ..organisations import commands as organisations
from ..organisations.model import Organisation
from ..people.model import Appointment, Person
from ..people.passwords import hashed
from ..plaques import commands as plaques
from ..plaques.model import Plaque, PlaqueState
from ..rosters import commands as rosters
from ..rosters.model import Roster
from ..sheets import commands as sheets
from . import (
    actionwork,
    applying,
    attending,
    callwork,
    casework,
    covering,
    handing_out,
    helping,
    launching_day,
    operating,
    publicising,
    reaching,
    shifting,
    supervising,
)
from .accounts import PASSWORD, PLAN, Planned

LAUNCH = datetime(2022, 7, 4, 1, 30, tzinfo=UTC)
LAUNCH_EVENT = "太原反诈联盟矩阵启动仪式"
ROSTER_TITLE = "太原反诈联盟矩阵成员单位名单（演示）"
LEADS = {
    "gov_alliance": "演示公安",
    "general_alliance": "迎泽区反诈",
    "police_bank": "甲银行",
    "police_telecom": "甲通信",
    "police_media": "甲传媒",
    "police_enterprise": "滴滴太原",
    "police_association": "银行业协会",
}
UNCONFIRMED_EACH = 12
ROSTER_FILE = Path(__file__).with_name("roster-138.xlsx")


def is_empty(session: Session) -> bool:
    """Whether nobody has used this database: no organisation, no person, no entry."""
    used = select(exists(select(Organisation.id)) | exists(select(Person.id)) | exists(select(Entry.number)))
    return not session.scalar(used)


def tell(session: Session, now: datetime) -> None:
    """Fill an empty database with the launch, and with what has happened up to `now`; the caller commits."""
    portal = Work(PORTAL, LAUNCH, session)
    _admit_all(portal)
    people = {planned.email: _open_account(portal, planned) for planned in PLAN}
    officer = replace(portal, actor=_actor(people["officer@demo.example"], Role.CENTER_OFFICER))
    admin = replace(portal, actor=_actor(people["center@demo.example"], Role.CENTER_ADMIN))
    _appoint_leads(officer)
    roster = _publish_first_roster(officer, admin)
    _hand_over_plaques(officer, roster)
    callwork.issue_at_launch(officer, casework.actor_of(session, "bank@demo.example"))
    media = replace(portal, actor=casework.actor_of(session, "media@demo.example"))
    launching_day.tell_of_launch(officer, admin, media, LAUNCH)
    session.flush()
    session.execute(delete(Letter))  # what was written in 2022 need not be delivered now
    _confirm_contacts(replace(portal, now=now - timedelta(days=2)))
    applying.tell_of_applicants(session, now)
    casework.tell_of_cases(session, now)
    operating.tell_of_operations(session, now)
    actionwork.tell_of_actions(session, now)
    supervising.tell_of_supervision(session, now)
    publicising.tell_of_events(session, now)
    handing_out.tell_of_materials(session, now)
    reaching.tell_of_outreach(session, now)
    helping.tell_of_volunteers(session, now)
    shifting.tell_of_shifts(session, now)
    covering.tell_of_cover(session, now)
    attending.tell_of_attendance(session, now)


def _appoint_leads(work: Work) -> None:
    for alliance_code, short_name in LEADS.items():
        held = select(Seat).join(Organisation, Organisation.id == Seat.organisation_id)
        seat = work.session.scalars(
            held.where(Seat.alliance_code == alliance_code, Organisation.short_name == short_name)
        ).one()
        seating.set_role(work, seat, SeatRole.LEAD)


def _confirm_contacts(work: Work) -> None:
    """Most members have confirmed their contacts this quarter; one in twelve, 甲银行 among them, is still asked to."""
    members = work.session.scalars(select(Organisation).order_by(Organisation.uscc)).all()
    for number, member in enumerate(members, 1):
        if number % UNCONFIRMED_EACH != 3:
            organisations.confirm_contacts(work, member)


def _admit_all(work: Work) -> None:
    upload = sheets.SheetUpload(ROSTER_FILE.name, ROSTER_FILE.read_bytes())
    sheet = sheets.check(work, upload)
    sheets.take_over(work, sheet, sheet.outcome["digest"])


def _publish_first_roster(officer: Work, admin: Work) -> Roster:
    roster = rosters.draft(officer, rosters.RosterText(ROSTER_TITLE, local_day(LAUNCH)))
    rosters.approve(admin, roster)
    rosters.publish(admin, roster)
    return roster


def _hand_over_plaques(officer: Work, roster: Roster) -> None:
    plaques.prepare_all(officer)
    prepared = officer.session.scalars(select(Plaque).where(Plaque.state == PlaqueState.PREPARED)).all()
    plaques.issue_all(officer, prepared, plaques.IssueText(LAUNCH_EVENT, local_day(LAUNCH), roster.id))


def _actor(person: Person, role: Role) -> Actor:
    return Actor(person_id=person.id, name=person.name, role=role)


def _open_account(work: Work, planned: Planned) -> Person:
    person = Person(
        email=planned.email,
        name=planned.office,
        password_hash=hashed(PASSWORD),
        joined_at=work.now,
        demonstration=True,
    )
    work.session.add(person)
    work.session.flush()
    district = planned.at if planned.at.isdigit() else None
    organisation_id = work.session.scalar(select(Organisation.id).where(Organisation.short_name == planned.at))
    appointment = Appointment(
        person_id=person.id,
        role=planned.role,
        organisation_id=organisation_id,
        district_code=district,
        from_on=work.now.date(),
    )
    work.session.add(appointment)
    return person
