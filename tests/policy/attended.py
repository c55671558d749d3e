"""Attendance in the small world: hours of the volunteer and of two who were named, attempts, a certificate."""

from collections.abc import Mapping
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import select

from alliance.attendance import failing
from alliance.attendance.failing import About, Attempt
from alliance.attendance.model import Attendance, HoursFigure, Scan
from alliance.attendance.vocabulary import Act, Fault, Way
from alliance.certificates.model import Certificate
from alliance.certificates.vocabulary import CertificateState
from alliance.foundation.kernel.clock import local_day
from alliance.policy.can import Can
from alliance.shifts.model import Shift, SignUp
from alliance.shifts.vocabulary import ShiftState, SignUpState
from alliance.volunteers.model import Volunteer
from tests.factories import Make

Given = Mapping[str, Any]
MISSING = UUID(int=7)


def tell_of_attendance(world: Any, make: Make) -> None:
    for number, label in enumerate(("public", "inner", "of others"), 1):
        _shift(world, make, label, number)
    _certificate(world, make)


def _shift(world: Any, make: Make, label: str, number: int) -> None:
    """Its role is for whoever reads the shift; what is objected to and what was typed, for whoever keeps the event; the
    volunteer sees her own."""
    event, helper = world.things[f"event {label}"], world.people["volunteer"]
    keeps, name = (Can.KEEP_EVENT, event), label.replace(" ", "-")
    thing = ShiftThing(event, helper.id if label == "public" else None)
    with make.work(helper.actor) as work:
        mine = label == "public"
        own = work.session.scalars(select(Volunteer.id).where(Volunteer.person_id == helper.id)).one() if mine else None
        begun = work.now - timedelta(hours=4 * number)
        shift = Shift(
            event_id=event.id,
            role=world.mark(f"task-{number}", keeps, (Can.READ_SHIFT, thing), own=helper.id if mine else None),
            starts_at=begun,
            ends_at=begun + timedelta(hours=3),
            places=5,
            sign_up_until=begun,
            withdraw_until=begun,
            state=ShiftState.OPEN,
            state_since=begun,
        )
        work.session.add(shift)
        work.session.flush()
        sign_up = SignUp(shift_id=shift.id, number=1, volunteer_id=own, signed_up_at=begun, state_since=begun)
        sign_up.name, sign_up.state = ("", SignUpState.CONFIRMED) if mine else ("王某", SignUpState.NAMED)
        work.session.add(sign_up)
        work.session.flush()
        left = begun + timedelta(hours=2)
        held = Attendance(sign_up_id=sign_up.id, came_at=begun, came_by=Way.SCANNED, left_at=left, left_by=Way.SCANNED)
        held.minutes, held.revision = 120, 1
        held.objection = world.mark(f"objection-{name}", keeps, own=helper.id if mine else None)
        said = {"came_at": begun, "left_at": left, "minutes": 120, "said_at": left, "said_by_id": helper.id}
        work.session.add_all([held, HoursFigure(sign_up_id=sign_up.id, revision=1, **said)])
        typed = world.plain(f"77700{number}", keeps)
        attempt = Attempt("k" * 31 + str(number), Act.COME, Way.LISTED, Fault.UNKNOWN, typed=typed)
        failing.keep(work, About(event.id, shift.id), attempt)
        scan_id = work.session.scalars(select(Scan.id).where(Scan.event_id == event.id)).one()
    event.scan_id = scan_id
    thing.id, thing.sign_up_id = shift.id, sign_up.id
    world.things[f"shift {label}"] = thing


class ShiftThing(SimpleNamespace):
    """A shift as the rules ask about it: by its event, and whose the sign-up is."""

    def __init__(self, event: Any, person_id: UUID | None) -> None:
        super().__init__(id=MISSING, sign_up_id=MISSING, person_id=person_id, event=event, announced=True)
        self.organisation_id, self.approved_at = event.organisation_id, event.approved_at
        self.public = event.public

    def read_by(self, actor: Any) -> Any:
        read = self.event.read_by(actor)
        read.person_id, read.announced = self.person_id, True
        return read


def _certificate(world: Any, make: Make) -> None:
    helper = world.people["volunteer"]
    with make.work(helper.actor) as work:
        own = work.session.scalars(select(Volunteer.id).where(Volunteer.person_id == helper.id)).one()
        today = local_day(work.now)
        made = Certificate(
            number=world.plain("ZYFW-2022-77777", own=helper.id),
            code="AAAABBBBCCCCDDDD",
            volunteer_id=own,
            from_on=today,
            to_on=today,
            minutes=360,
            least_minutes=120,
            issued_at=work.now,
            state=CertificateState.VALID,
            state_since=work.now,
        )
        work.session.add(made)
        work.session.flush()
    world.things["certificate"] = SimpleNamespace(id=made.id, code=made.code, person_id=helper.id)


def addresses(things: Mapping[str, Any]) -> dict[tuple[str, ...], list[tuple[Given, Any]]]:
    """What the addresses of attendance and certificates can name."""
    every = [one for name, one in things.items() if name.startswith("shift ")]
    events = [one.event for one in every]
    certificate = things["certificate"]
    return {
        ("shift_id",): [*(({"shift_id": one.id}, one) for one in every), ({"shift_id": MISSING}, None)],
        ("sign_up_id",): [
            *(({"sign_up_id": one.sign_up_id}, one if one.person_id else None) for one in every),
            ({"sign_up_id": MISSING}, None),
        ],
        ("shift_id", "sign_up_id"): [
            *(({"shift_id": one.id, "sign_up_id": one.sign_up_id}, one) for one in every),
            ({"shift_id": every[0].id, "sign_up_id": every[1].sign_up_id}, None),
        ],
        ("event_id", "scan_id"): [
            *(({"event_id": one.id, "scan_id": one.scan_id}, one) for one in events),
            ({"event_id": events[0].id, "scan_id": events[1].scan_id}, None),
        ],
        ("certificate_id",): [
            ({"certificate_id": certificate.id}, certificate),
            ({"certificate_id": MISSING}, None),
        ],
    }
