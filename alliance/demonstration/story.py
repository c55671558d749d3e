"""The story that the demonstration tells: the launch of 2022-07-04, and what has happened since."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from ..foundation.kernel.actor import PORTAL, Actor, Role
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..journal.model import Entry, Letter
from ..organisations.model import Organisation
from ..people.model import Appointment, Person
from ..people.passwords import hashed
from ..plaques import commands as plaques
from ..plaques.model import Plaque, PlaqueState
from ..rosters import commands as rosters
from ..rosters.model import Roster
from ..sheets import commands as sheets
from .accounts import PASSWORD, PLAN, Planned

LAUNCH = datetime(2022, 7, 4, 1, 30, tzinfo=UTC)
LAUNCH_EVENT = "太原反诈联盟矩阵启动仪式"
ROSTER_TITLE = "太原反诈联盟矩阵成员单位名单（演示）"
ROSTER_FILE = Path(__file__).with_name("roster-138.xlsx")


def is_empty(session: Session) -> bool:
    """Whether nobody has used this database: no organisation, no person, no entry."""
    used = select(exists(select(Organisation.id)) | exists(select(Person.id)) | exists(select(Entry.number)))
    return not session.scalar(used)


def tell(session: Session) -> None:
    """Fill an empty database; the caller commits."""
    portal = Work(PORTAL, LAUNCH, session)
    _admit_all(portal)
    people = {planned.email: _open_account(portal, planned) for planned in PLAN}
    officer = replace(portal, actor=_actor(people["officer@demo.example"], Role.CENTER_OFFICER))
    admin = replace(portal, actor=_actor(people["center@demo.example"], Role.CENTER_ADMIN))
    roster = _publish_first_roster(officer, admin)
    _hand_over_plaques(officer, roster)
    session.flush()
    session.execute(delete(Letter))  # what was written in 2022 need not be delivered now


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
