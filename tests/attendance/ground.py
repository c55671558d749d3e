"""An event today with shifts, and volunteers who have signed up for them, whatever the other rooms ask for before."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from alliance.attendance import codes
from alliance.attendance.model import Attendance, HoursFigure, Scan
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.people.model import Person
from alliance.publicity.model import PublicityEvent
from alliance.publicity.vocabulary import EventState
from alliance.shifts.model import Shift, SignUp
from alliance.shifts.vocabulary import ShiftState, SignUpState
from alliance.volunteers.model import Volunteer
from alliance.volunteers.vocabulary import VolunteerState
from tests.factories import Make, Someone
from tests.publicity.planning import Stage, stage_of

_phones = count(1)
NAMES = "张王李赵欧"


@dataclass
class Helper:
    """A volunteer with an account."""

    who: Someone
    id: UUID
    name: str
    phone: str


@dataclass
class Ground:
    make: Make
    stage: Stage
    event_id: UUID
    point_id: UUID
    other_point_id: UUID
    shift_id: UUID

    def volunteer(self, name: str = "", role: Role | None = Role.VOLUNTEER) -> Helper:
        number = next(_phones)
        called, phone = name or f"{NAMES[number % 4]}小{number}", f"1390000{number % 10000:04d}"
        who = self.make.person(role)
        with self.make.work() as work:
            work.session.get_one(Person, who.id).name = called
            volunteer = Volunteer(
                person_id=who.id,
                name=called,
                phone=phone,
                email=who.email,
                agreed_at=work.now,
                agreed_to="2026-11",
                state=VolunteerState.ACTIVE,
                state_since=work.now,
            )
            work.session.add(volunteer)
            work.session.flush()
            return Helper(who, volunteer.id, called, phone)

    def shift(self, begins: timedelta = timedelta(minutes=-10), hours: float = 3, **more: Any) -> UUID:
        """One that begins so long after now; at the whole venue unless told otherwise."""
        with self.make.work() as work:
            starts = more.pop("starts_at", work.now + begins)
            said: dict[str, Any] = {
                "event_id": self.event_id,
                "role": "引导岗",
                "starts_at": starts,
                "ends_at": starts + timedelta(hours=hours),
                "places": 50,
                "sign_up_until": starts,
                "withdraw_until": starts,
                "state": ShiftState.OPEN,
                "state_since": work.now,
            }
            shift = Shift(**said | more)
            work.session.add(shift)
            work.session.flush()
            return shift.id

    def sign_up(
        self,
        helper: Helper | None,
        shift_id: UUID | None = None,
        state: SignUpState = SignUpState.CONFIRMED,
        **more: Any,
    ) -> UUID:
        with self.make.work() as work:
            of = shift_id or self.shift_id
            number = len(work.session.scalars(select(SignUp.id).where(SignUp.shift_id == of)).all()) + 1
            made = SignUp(
                shift_id=of,
                number=number,
                volunteer_id=helper.id if helper else None,
                signed_up_at=work.now,
                state=state,
                state_since=work.now,
                **more,
            )
            work.session.add(made)
            work.session.flush()
            return made.id

    def scanned(self, place_id: UUID | None = None, moment: datetime | None = None) -> str:
        """What stands in the address on the wall."""
        return codes.written(codes.wall(place_id or self.event_id, moment or clock.now()))

    def carried(self, place_id: UUID | None = None, moment: datetime | None = None) -> str:
        return codes.written(codes.carried(place_id or self.event_id, moment or clock.now()))

    def digits(self, place_id: UUID | None = None, moment: datetime | None = None) -> str:
        return codes.digits(codes.wall(place_id or self.event_id, moment or clock.now()))

    def held(self, sign_up_id: UUID) -> Attendance | None:
        with self.make.work() as work:
            return work.session.get(Attendance, sign_up_id)

    def figures(self, sign_up_id: UUID) -> list[int]:
        with self.make.work() as work:
            f = HoursFigure
            asked = select(f.minutes).where(f.sign_up_id == sign_up_id).order_by(f.revision)
            return list(work.session.scalars(asked))

    def scans(self) -> list[Scan]:
        with self.make.work() as work:
            return list(work.session.scalars(select(Scan).order_by(Scan.received_at)))

    def attend(self, sign_up_id: UUID, minutes: int = 120, **more: Any) -> None:
        """Somebody was there so long, as the row stands after checking out."""
        with self.make.work() as work:
            came = work.now - timedelta(minutes=minutes + 5)
            left = came + timedelta(minutes=minutes)
            by = work.session.scalar(
                select(Volunteer.person_id)
                .join(SignUp, SignUp.volunteer_id == Volunteer.id)
                .where(SignUp.id == sign_up_id)
            )
            row = Attendance(sign_up_id=sign_up_id, came_at=came, came_by="scanned", left_at=left, left_by="scanned")
            row.minutes, row.revision = minutes, 1
            for name, value in more.items():
                setattr(row, name, value)
            work.session.add(row)
            work.session.flush()
            said = {"said_at": left, "said_by_id": by or self.stage.officer.id}
            work.session.add(
                HoursFigure(sign_up_id=sign_up_id, revision=1, came_at=came, left_at=left, minutes=minutes, **said)
            )

    def turn_event(self, state: EventState) -> None:
        with self.make.work() as work:
            work.session.execute(update(PublicityEvent).where(PublicityEvent.id == self.event_id).values(state=state))


def ground_of(make: Make) -> Ground:
    """An event of a bank, open, from an hour ago on; a shift at the venue that has begun ten minutes ago."""
    stage = stage_of(make)
    event_id = stage.event(EventState.OPEN, stage.liaison)
    with make.work() as work:
        event = work.session.get_one(PublicityEvent, event_id)
        event.starts_at, event.ends_at = work.now - timedelta(hours=1), work.now + timedelta(hours=5)
    points = [stage.point(event_id, number) for number in (1, 2)]
    ground = Ground(make, stage, event_id, points[0], points[1], UUID(int=0))
    ground.shift_id = ground.shift()
    return ground
