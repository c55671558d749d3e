"""Cover as a test needs it: a shift in which somebody has the only place and cannot come, and whom she can ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from alliance.cover import answering, asking, ending
from alliance.cover.asking import Naming
from alliance.cover.links import answer_path
from alliance.cover.model import StandIn
from alliance.journal.model import Letter
from alliance.shifts.model import SignUp
from alliance.shifts.vocabulary import SignUpState
from alliance.volunteers import keeping as volunteers
from alliance.volunteers.model import Volunteer
from tests.factories import Make, Someone
from tests.shifts.doing import Roster, roster_of


@dataclass
class Crew:
    """`first` has `place`, the only one of `shift_id`; the event is for everybody."""

    roster: Roster
    shift_id: UUID
    first: Someone
    place: UUID

    def name(self, other: Someone | str, now: datetime | None = None, in_return_on: date | None = None) -> None:
        address = other if isinstance(other, str) else other.email
        with self.roster.work(self.first, now) as work:
            asking.name(work, self.place, Naming(address, in_return_on))

    def seek(self, now: datetime | None = None) -> int:
        with self.roster.work(self.first, now) as work:
            return asking.seek(work, self.place)

    def call(self, now: datetime | None = None) -> int:
        with self.roster.work(self.roster.stage.officer, now) as work:
            return asking.call(work, self.roster.event_id, self.shift_id)

    def take_back(self) -> None:
        with self.roster.work(self.first) as work:
            asking.take_back(work, self.place)

    def take(self, someone: Someone, now: datetime | None = None) -> None:
        """The newest request that she got, whatever has become of it."""
        self.take_request(someone, self.request(someone), now)

    def take_request(self, someone: Someone, stand_in_id: UUID, now: datetime | None = None) -> None:
        with self.roster.work(someone, now) as work:
            answering.take(work, answering.own(work, stand_in_id))

    def decline(self, someone: Someone, now: datetime | None = None) -> None:
        with self.roster.work(someone, now) as work:
            answering.decline(work, answering.own(work, self.request(someone)))

    def tend(self, now: datetime) -> None:
        with self.roster.work(None, now) as work:
            for shift_id in ending.due(work):
                ending.tend(work, shift_id)

    def leave(self, someone: Someone) -> None:
        with self.roster.work(someone) as work:
            volunteers.leave(work)

    def requests(self) -> Sequence[StandIn]:
        with self.roster.make.work() as work:
            return work.session.scalars(select(StandIn).order_by(StandIn.asked_at, StandIn.id)).all()

    def request(self, someone: Someone) -> UUID:
        own = [one.id for one in self.requests() if one.volunteer_id == self.roster.ids[someone.id]]
        return own[-1]

    def states(self) -> list[str]:
        return sorted(str(one.state) for one in self.requests())

    def asked(self) -> set[UUID]:
        """The volunteers who were ever asked, by their accounts."""
        known = {volunteer_id: person_id for person_id, volunteer_id in self.roster.ids.items()}
        return {known[one.volunteer_id] for one in self.requests() if one.volunteer_id}

    def set_asked_at(self, someone: Someone, moment: datetime) -> None:
        with self.roster.make.work() as work:
            own = Volunteer.id == self.roster.ids[someone.id]
            work.session.execute(update(Volunteer).where(own).values(asked_at=moment))

    def volunteer(self, someone: Someone) -> Volunteer:
        with self.roster.make.work() as work:
            return work.session.get_one(Volunteer, self.roster.ids[someone.id])

    def letters(self, someone: Someone) -> list[dict[str, Any]]:
        with self.roster.make.work() as work:
            asked = select(Letter).where(Letter.address == someone.email, Letter.template == "volunteer_stand_in")
            return [one.params for one in work.session.scalars(asked.order_by(Letter.written_at, Letter.id))]

    def headlines(self, someone: Someone) -> list[str]:
        return [one["headline"] for one in self.letters(someone)]

    def link(self, someone: Someone) -> str:
        return answer_path(self.request(someone))

    def coming(self) -> list[UUID]:
        """Whose places in the shift are confirmed, by their volunteers."""
        with self.roster.make.work() as work:
            held = (SignUp.shift_id == self.shift_id, SignUp.state == SignUpState.CONFIRMED)
            return list(work.session.scalars(select(SignUp.volunteer_id).where(*held)))

    def comes(self, someone: Someone) -> bool:
        return self.roster.ids[someone.id] in self.coming()


def crew_of(make: Make, **of_shift: Any) -> Crew:
    roster = roster_of(make)
    shift_id = roster.shift(**({"places": 1} | of_shift))
    first = roster.helper(name="周一一")
    return Crew(roster, shift_id, first, roster.sign_up(first, shift_id))
