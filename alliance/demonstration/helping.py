"""The volunteers of the demonstration: teams of a bank, a school and the center; who leads, who belongs, who asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ..foundation.kernel.actor import Actor, Role
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..journal.model import Letter
from ..people.model import Appointment, Person
from ..volunteers import joining, keeping, qualifying, signing_up, teams
from ..volunteers.model import Volunteer
from ..volunteers.qualifying import ConfirmText
from ..volunteers.signing_up import SignUpText
from ..volunteers.teams import TeamText
from ..volunteers.vocabulary import TeamKind
from .casework import actor_of

BORN = date(1990, 5, 1)


@dataclass(frozen=True, slots=True)
class Team:
    """`keeper`: whose account founds it. `members`, `asking`: how many, besides the volunteer who signs in here."""

    keeper: str
    title: str
    kind: TeamKind
    district: str
    members: int
    asking: int = 0


TEAMS: Sequence[Team] = (
    Team("bank", "甲银行网点反诈志愿服务队（演示）", TeamKind.ORGANISATION, "140106", 6, 2),
    Team("school", "甲大学2025级法学1班志愿服务队（演示）", TeamKind.SCHOOL_CLASS, "140105", 8, 1),
    Team("center", "迎泽区蓝马甲志愿服务队（演示）", TeamKind.BLUE_VESTS, "140106", 5, 1),
)
PLACES = ("140105", "140106", "140107", "")
TRAINED = ("fraud_lecturing", "fraud_quiz", "first_aid", "sign_language")


def tell_of_volunteers(session: Session, now: datetime) -> None:
    """The one who signs in leads the blue vests and belongs to the bank's team; the others cannot sign in."""
    work = Work(actor_of(session, "volunteer@demo.example"), now - timedelta(days=90), session)
    _told(work, "志愿者岗（演示）", 0)
    number = 0
    for team in TEAMS:
        keeper = Work(actor_of(session, f"{team.keeper}@demo.example"), work.now, session)
        team_id = teams.found(keeper, TeamText(team.title, team.kind, team.district))
        if team.keeper != "school":
            _join(work, keeper, team_id, take_in=True)
        if team.keeper == "center":
            teams.name_coordinator(keeper, team_id, _own(work))
        for place in range(team.members + team.asking):
            number += 1
            helper = Work(_somebody(work, number), now - timedelta(days=80 - number), session)
            _told(helper, helper.actor.name, number)
            _join(helper, keeper, team_id, take_in=place < team.members)
            if place < team.members:
                _train(keeper, _own(helper), number)
    _train(keeper, _own(work), 0)
    session.execute(delete(Letter).where(Letter.template == "volunteer_told"))  # they would fill the mailbox


def _somebody(work: Work, number: int) -> Actor:
    """An account without a password that would open it."""
    person = Person(
        email=f"helper{number}@demo.example",
        name=f"志愿者{number:02}（演示）",
        password_hash="",
        joined_at=work.now,
    )
    work.session.add(person)
    work.session.flush()
    held = Appointment(person_id=person.id, role=Role.VOLUNTEER, from_on=local_day(work.now))
    work.session.add(held)
    work.session.flush()
    return Actor(person.id, person.name, Role.VOLUNTEER, appointment_id=held.id)


def _told(work: Work, name: str, number: int) -> None:
    """What a volunteer says of herself; where she helps she says later."""
    said = SignUpText(name, f"1390000{number:04}", BORN.replace(year=BORN.year + number % 12), True)
    signing_up.complete(work, said)
    version = work.session.scalars(select(Volunteer.version).where(Volunteer.person_id == work.person_id)).one()
    near = PLACES[number % len(PLACES)]
    keeping.correct(work, keeping.OwnText(said.name, said.phone, said.born_on, "", near, version))


def _own(work: Work) -> UUID:
    return work.session.scalars(select(Volunteer.id).where(Volunteer.person_id == work.person_id)).one()


def _join(helper: Work, keeper: Work, team_id: UUID, *, take_in: bool) -> None:
    joining.ask(helper, team_id)
    if take_in:
        joining.take_in(keeper, team_id, _own(helper))


def _train(keeper: Work, volunteer_id: UUID, number: int) -> None:
    """Two of three are trained, one of six long ago."""
    if number % 3 == 2:
        return
    long_ago = Work(keeper.actor, keeper.now - timedelta(days=400), keeper.session)
    then, days = (long_ago, 30) if number % 6 == 1 else (keeper, 365)
    until = local_day(then.now) + timedelta(days=days)
    qualifying.confirm(then, volunteer_id, ConfirmText(TRAINED[number % len(TRAINED)], until))
