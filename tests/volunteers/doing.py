"""What the tests of volunteers do: people who sign up and follow their letter, teams of two members and the center."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import select

from alliance.foundation.kernel.actor import NOBODY, Actor, Role
from alliance.journal.model import Entry, Letter
from alliance.organisations.model import Organisation
from alliance.people import acceptance
from alliance.people.model import Appointment, Person
from alliance.volunteers import joining, signing_up, teams
from alliance.volunteers.model import Volunteer
from alliance.volunteers.signing_up import SignUpText
from alliance.volunteers.teams import TeamText
from alliance.volunteers.vocabulary import TeamKind
from tests.factories import PASSWORD, Make, Someone

HERE, THERE = "140106", "140105"
_numbers = count(1)


def text(**other: Any) -> SignUpText:
    number = next(_numbers)
    said = SignUpText("张三丰", f"138{number:08d}", date(1990, 5, 1), True, f"helper{number}@example.org")
    return replace(said, **other)


def form(**other: Any) -> dict[str, Any]:
    """What the page of the sign-up sends."""
    said = {"name": "李小四", "phone": "139 0000 1234", "email": "new.helper@example.org", "born_on": "1990-05-01"}
    return said | {"agreed": "y"} | other


@dataclass
class Ground:
    """`bank` and `carrier` each have a liaison; `officer` is of the center."""

    make: Make
    officer: Someone
    bank: Organisation
    liaison: Someone
    carrier: Organisation
    outsider: Someone
    ids: dict[UUID, UUID] = field(default_factory=dict)

    def sign_up(self, now: datetime | None = None, **other: Any) -> SignUpText:
        said = text(**other)
        with self.make.work(NOBODY, now) as work:
            signing_up.sign_up(work, said)
        return said

    def link(self, address: str) -> str:
        """The token of the newest letter with a link."""
        letter = self.letters(address, "volunteer_sign_up")[-1]
        return str(letter.params["path"]).rpartition("/")[2]

    def volunteer(self, **other: Any) -> Someone:
        """Somebody who signed up and followed the link; who has an account proves it."""
        said = self.sign_up(**other)
        return self.someone_after_link(said.email, said.name)

    def someone_after_link(self, address: str, name: str) -> Someone:
        token = self.link(address)
        with self.make.work(NOBODY) as work:
            if work.session.scalar(select(Person.id).where(Person.email == address)):
                acceptance.accept_with_account(work, token, PASSWORD, "Test")
            else:
                acceptance.accept_as_new(work, token, acceptance.AccountText(name, PASSWORD), "Test")
        return self.someone(address)

    def someone(self, address: str) -> Someone:
        """The volunteer's hat of the account with this address."""
        with self.make.work() as work:
            person, held = work.session.execute(
                select(Person, Appointment)
                .join(Appointment, Appointment.person_id == Person.id)
                .where(Person.email == address, Appointment.role == Role.VOLUNTEER)
            ).one()
            own = work.session.scalar(select(Volunteer.id).where(Volunteer.person_id == person.id))
        if own:
            self.ids[person.id] = own
        actor = Actor(person.id, person.name, Role.VOLUNTEER, appointment_id=held.id)
        return Someone(person.id, address, held.id, actor)

    def row(self, someone: Someone) -> Volunteer:
        with self.make.work() as work:
            return work.session.scalars(select(Volunteer).where(Volunteer.person_id == someone.id)).one()

    def id_of(self, someone: Someone) -> UUID:
        """Of somebody whom this ground has made; it asks nothing, so that it may stand inside a transaction."""
        return self.ids[someone.id]

    def team(self, who: Someone | None = None, title: str = "青年路夜间宣传队") -> UUID:
        who = who or self.liaison
        kind = TeamKind.ORGANISATION if who.actor.organisation_id else TeamKind.BLUE_VESTS
        with self.make.work(who.actor) as work:
            return teams.found(work, TeamText(title, kind))

    def ask(self, someone: Someone, team_id: UUID) -> None:
        with self.make.work(someone.actor) as work:
            joining.ask(work, team_id)

    def member(self, team_id: UUID, *, leads: bool = False, by: Someone | None = None, **other: Any) -> Someone:
        someone = self.volunteer(**other)
        self.join(someone, team_id, leads=leads, by=by)
        return someone

    def join(self, someone: Someone, team_id: UUID, *, leads: bool = False, by: Someone | None = None) -> None:
        self.ask(someone, team_id)
        with self.make.work((by or self.officer).actor) as work:
            joining.take_in(work, team_id, self.id_of(someone))
            if leads:
                teams.name_coordinator(work, team_id, self.id_of(someone))

    def lead(self, someone: Someone, team_id: UUID) -> None:
        """Of somebody who was given the role: she says the rest first, if she has not, joins and leads the team."""
        with self.make.work(someone.actor) as work:
            own = work.session.scalar(select(Volunteer.id).where(Volunteer.person_id == someone.id))
            self.ids[someone.id] = own or signing_up.complete(work, text())
        self.join(someone, team_id, leads=True)

    def letters(self, address: str, template: str = "") -> list[Letter]:
        with self.make.work() as work:
            asked = select(Letter).where(Letter.address == address).order_by(Letter.written_at, Letter.id)
            return [one for one in work.session.scalars(asked) if one.template.startswith(template)]

    def told(self, address: str) -> list[str]:
        return [one.params["headline"] for one in self.letters(address, "volunteer_told")]

    def events(self, *subjects: str) -> list[str]:
        with self.make.work() as work:
            asked = select(Entry.event).where(Entry.subject.in_(subjects)).order_by(Entry.number)
            return list(work.session.scalars(asked))


def ground_of(make: Make) -> Ground:
    bank = make.organisation("甲银行太原分行（测试）", district_code=HERE)
    carrier = make.organisation("丁通信太原分公司（测试）", sector_code="carrier", district_code=THERE)
    return Ground(
        make=make,
        officer=make.person(Role.CENTER_OFFICER),
        bank=bank,
        liaison=make.person(Role.LIAISON, organisation=bank),
        carrier=carrier,
        outsider=make.person(Role.LIAISON, organisation=carrier),
    )
