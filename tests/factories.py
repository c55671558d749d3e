"""The only place of the tests that builds things, each with what a test does not care for."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session
from stdnum.cn import uscc

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import PORTAL, Actor, Role
from alliance.foundation.store.work import Work
from alliance.foundation.web.portal import Portal
from alliance.matrix.model import Advantage, Seat, SeatDuty, SeatRole
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation, Post
from alliance.people.model import Appointment, Person, SignIn
from alliance.people.passwords import hashed

LAUNCH = datetime(2022, 7, 4, 1, 30, tzinfo=UTC)
PASSWORD = "a long sentence for tests"
_numbers = count(1)


def some_uscc(number: int | None = None) -> str:
    """A code that passes the check, different for each number."""
    bare = f"91140106DEMT{number if number is not None else next(_numbers):05d}"
    return bare + str(uscc.calc_check_digit(bare))


@dataclass(frozen=True, slots=True)
class Someone:
    """A person with one appointment, and the actor that they are."""

    id: UUID
    email: str
    appointment_id: UUID | None
    actor: Actor


class Make:
    def __init__(self, portal: Portal) -> None:
        self.portal = portal

    @contextmanager
    def work(self, actor: Actor = PORTAL, now: datetime | None = None) -> Iterator[Work]:
        """A transaction of its own, committed at the end: never open one while a browser posts."""
        with Session(self.portal.database, expire_on_commit=False) as session:
            yield Work(actor, now or clock.now(), session)
            session.commit()

    def organisation(self, name: str | None = None, *, at: datetime = LAUNCH, **profile: Any) -> Organisation:
        number = next(_numbers)
        contacts = {
            Post.FIRST_LEADER: organisations.ContactText("主要负责人"),
            Post.LIAISON: organisations.ContactText("联络员", "0351-5550000", f"liaison{number}@example.org"),
        }
        given = {
            "sector_code": "bank",
            "district_code": "140106",
            "address": "示例路1号",
            "contacts": contacts,
        } | profile
        called = name or f"第{number}银行（测试）"
        new = organisations.NewOrganisation(some_uscc(number), called, called[:8], organisations.Profile(**given))
        with self.work(now=at) as work:
            return organisations.admit(work, new)

    def seat(
        self,
        organisation: Organisation,
        alliance: str = "police_bank",
        *matrices: str,
        role: SeatRole = SeatRole.MEMBER,
        from_on: date = date(2022, 7, 4),
    ) -> UUID:
        with self.work() as work:
            seat = Seat(organisation_id=organisation.id, alliance_code=alliance, role=role, from_on=from_on)
            work.session.add(seat)
            work.session.flush()
            for matrix in matrices or ("governance_matrix",):
                duty = SeatDuty(seat_id=seat.id, matrix_code=matrix, advantage=Advantage.FUNCTIONAL, from_on=from_on)
                work.session.add(duty)
            return seat.id

    def person(
        self,
        role: Role | None = Role.CENTER_OFFICER,
        *,
        organisation: Organisation | None = None,
        district: str | None = None,
        email: str | None = None,
        to_on: date | None = None,
    ) -> Someone:
        number = next(_numbers)
        address = email or f"person{number}@example.org"
        with self.work() as work:
            person = Person(email=address, name=f"人员{number}", password_hash=hashed(PASSWORD), joined_at=LAUNCH)
            work.session.add(person)
            work.session.flush()
            appointment_id = self._appoint(work, person, role, organisation, district, to_on)
        actor = Actor(
            person_id=person.id,
            name=person.name,
            role=role,
            organisation_id=organisation.id if organisation else None,
            of_the_media=organisation is not None and organisation.sector_code == "media",
            district_code=district,
            appointment_id=appointment_id,
        )
        return Someone(person.id, address, appointment_id, actor)

    def _appoint(
        self,
        work: Work,
        person: Person,
        role: Role | None,
        organisation: Organisation | None,
        district: str | None,
        to_on: date | None,
    ) -> UUID | None:
        if role is None:
            return None
        appointment = Appointment(
            person_id=person.id,
            role=role,
            organisation_id=organisation.id if organisation else None,
            district_code=district,
            from_on=LAUNCH.date(),
            to_on=to_on,
        )
        work.session.add(appointment)
        work.session.flush()
        return appointment.id

    def device(self, person: Someone, token_hash: str) -> None:
        with self.work() as work:
            work.session.add(
                SignIn(
                    token_hash=token_hash,
                    person_id=person.id,
                    appointment_id=person.appointment_id,
                    device="Test",
                    signed_in_at=work.now,
                    ends_at=work.now + timedelta(hours=1),
                )
            )
