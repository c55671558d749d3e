"""Shifts as a test needs them: an event that takes place, shifts of it, volunteers who sign up, wait and withdraw."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import PORTAL, Actor, Role
from alliance.foundation.kernel.errors import Refusal
from alliance.foundation.store.work import Work
from alliance.journal.model import Entry, Letter
from alliance.people.model import Appointment, Person
from alliance.publicity import running
from alliance.publicity.vocabulary import EventState
from alliance.shifts import capacity, keeping, offers, signing_up
from alliance.shifts.capacity import Capacity
from alliance.shifts.keeping import ShiftText
from alliance.shifts.model import Shift, SignUp
from alliance.shifts.vocabulary import SignUpState
from alliance.volunteers.model import Qualification, Volunteer, VolunteerQualification
from alliance.volunteers.vocabulary import VolunteerState
from tests.factories import LAUNCH, Make, Someone
from tests.publicity.planning import TOMORROW, Stage, place, stage_of

NOW = clock.now()
DAY = TOMORROW + timedelta(days=3)
"""The event's morning, far enough ahead that a withdrawal is early."""


def hours(first: float = 0, length: float = 2, day: datetime = DAY) -> dict[str, datetime]:
    """The moments of a shift that begins so many hours after the event."""
    starts_at = day + timedelta(hours=first)
    return {
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=length),
        "sign_up_until": starts_at - timedelta(hours=1),
        "withdraw_until": starts_at - timedelta(hours=24),
    }


def text(**other: Any) -> ShiftText:
    return ShiftText(**({"role": "引导员", "places": 2} | hours() | other))


@dataclass
class Roster:
    """`stage`: who plans events, and its event's `event_id`; `helpers`: the volunteers of this test, by their ids."""

    make: Make
    stage: Stage
    event_id: UUID
    ids: dict[UUID, UUID] = field(default_factory=dict)

    def work(self, who: Someone | None = None, now: datetime | None = None) -> AbstractContextManager[Work]:
        actor = who.actor if who else PORTAL
        return self.make.work(actor, now or NOW)

    def event(self, state: EventState = EventState.OPEN, day: datetime = DAY, **changes: Any) -> UUID:
        return self.stage.event(state, place=place(day, 8), **changes)

    def shift(self, event_id: UUID | None = None, *, opened: bool = True, **other: Any) -> UUID:
        event_id = event_id or self.event_id
        with self.work(self.stage.officer) as work:
            shift_id = keeping.plan(work, event_id, text(**other))
            if opened:
                keeping.open_shift(work, event_id, shift_id)
            return shift_id

    def helpers(self, count: int, **other: Any) -> list[Someone]:
        """So many volunteers, each with an account, in one transaction."""
        with self.make.work() as work:
            return [self._helper(work, len(self.ids), **other) for _ in range(count)]

    def helper(self, **other: Any) -> Someone:
        return self.helpers(1, **other)[0]

    def _helper(self, work: Work, number: int, born_on: date = date(1990, 5, 1), name: str = "") -> Someone:
        email = f"helper{number}@example.org"
        person = Person(email=email, name=name or f"志愿者{number}", password_hash="", joined_at=LAUNCH)
        work.session.add(person)
        work.session.flush()
        held = Appointment(person_id=person.id, role=Role.VOLUNTEER, from_on=LAUNCH.date())
        volunteer = Volunteer(
            person_id=person.id,
            name=person.name,
            phone=f"138{number:08d}",
            email=email,
            born_on=born_on,
            agreed_at=LAUNCH,
            agreed_to="2026-11",
            state=VolunteerState.ACTIVE,
            state_since=LAUNCH,
        )
        work.session.add_all([held, volunteer])
        work.session.flush()
        self.ids[person.id] = volunteer.id
        actor = Actor(person.id, person.name, Role.VOLUNTEER, appointment_id=held.id)
        return Someone(person.id, email, held.id, actor)

    def signing_up(self, address: str) -> Someone:
        """Somebody with an account whose letter has come, and who has not followed its link yet."""
        someone = self.helper()
        with self.make.work() as work:
            row = update(Volunteer).where(Volunteer.id == self.ids[someone.id])
            work.session.execute(row.values(email=address, person_id=None, state=VolunteerState.SIGNED_UP))
            work.session.execute(update(Person).where(Person.id == someone.id).values(email=address))
        return someone

    def qualify(self, someone: Someone, code: str = "fraud_lecturing", until_on: date | None = None) -> None:
        with self.make.work() as work:
            assert work.session.get(Qualification, code)
            held = VolunteerQualification(
                volunteer_id=self.ids[someone.id],
                qualification_code=code,
                confirmed_by_id=self.stage.officer.id,
                confirmed_at=NOW,
                until_on=until_on,
            )
            work.session.add(held)

    def sign_up(self, someone: Someone, shift_id: UUID, now: datetime | None = None) -> UUID:
        with self.work(someone, now) as work:
            return signing_up.sign_up(work, shift_id).id

    def filled(self, shift_id: UUID, count: int) -> list[UUID]:
        return [self.sign_up(one, shift_id) for one in self.helpers(count)]

    def withdraw(self, someone: Someone, sign_up_id: UUID, reason: str = "", now: datetime | None = None) -> None:
        with self.work(someone, now) as work:
            signing_up.withdraw(work, sign_up_id, reason)

    def accept(self, someone: Someone, sign_up_id: UUID, now: datetime | None = None) -> None:
        with self.work(someone, now) as work:
            offers.accept_own(work, sign_up_id)

    def decline(self, someone: Someone, sign_up_id: UUID, now: datetime | None = None) -> None:
        with self.work(someone, now) as work:
            offers.decline_own(work, sign_up_id)

    def tend(self, shift_id: UUID, now: datetime | None = None) -> None:
        with self.work(None, now) as work:
            offers.tend(work, shift_id)

    def set_places(self, shift_id: UUID, number: int, released: Sequence[UUID] = (), reason: str = "人数调整") -> None:
        with self.work(self.stage.officer) as work:
            capacity.set_places(work, self.event_id, shift_id, Capacity(number, released, reason))

    def release(self, shift_id: UUID, sign_up_id: UUID, reason: str = "改为室内，人数减少") -> None:
        with self.work(self.stage.officer) as work:
            capacity.release(work, self.event_id, shift_id, sign_up_id, reason)

    def call_off(self, shift_id: UUID, reason: str = "场地停电") -> None:
        with self.work(self.stage.officer) as work:
            keeping.call_off(work, self.event_id, shift_id, reason)

    def cancel_event(self, event_id: UUID | None = None) -> None:
        with self.work(self.stage.officer) as work:
            running.cancel(work, event_id or self.event_id, "暴雨")

    def row(self, shift_id: UUID) -> Shift:
        with self.make.work() as work:
            return work.session.get_one(Shift, shift_id)

    def kept(self, sign_up_id: UUID) -> SignUp:
        with self.make.work() as work:
            return work.session.get_one(SignUp, sign_up_id)

    def state(self, sign_up_id: UUID) -> SignUpState:
        return self.kept(sign_up_id).state

    def states(self, shift_id: UUID) -> list[str]:
        """In the order of coming."""
        with self.make.work() as work:
            asked = select(SignUp.state).where(SignUp.shift_id == shift_id).order_by(SignUp.number)
            return [str(one) for one in work.session.scalars(asked)]

    def told(self, address: str) -> list[str]:
        return [one.params["headline"] for one in self.letters(address)]

    def letters(self, address: str) -> list[Letter]:
        with self.make.work() as work:
            asked = select(Letter).where(Letter.address == address, Letter.template == "volunteer_shift")
            return list(work.session.scalars(asked.order_by(Letter.written_at, Letter.id)))

    def entries(self, shift_id: UUID) -> list[Entry]:
        with self.make.work() as work:
            asked = select(Entry).where(Entry.subject_id == shift_id).order_by(Entry.number)
            return list(work.session.scalars(asked))

    def counts_right(self, shift_id: UUID) -> None:
        """What the shift counts is what its sign-ups say, and never more than its places."""
        row, states = self.row(shift_id), self.states(shift_id)
        assert row.taken == sum(one in {"named", "offered", "confirmed"} for one in states)
        assert row.taken + row.reserved <= row.places


def roster_of(make: Make) -> Roster:
    stage = stage_of(make)
    return Roster(make, stage, stage.event(EventState.OPEN, place=place(DAY, 8)))


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """Each act in a thread of its own, all begun at the same moment; what it came to: "done", or a refusal's name."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> str:
        start.wait()
        try:
            act()
        except Refusal as refusal:
            return type(refusal).__name__
        except OperationalError as failed:
            return f"failed: {failed.orig}"
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
