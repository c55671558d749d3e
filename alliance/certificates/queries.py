"""What is read of certificates: one's own, what stands behind a code, and the hours that one can count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, func, select

from ..attendance.model import Attendance
from ..foundation.kernel.clock import first_of, local_day
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..shifts.model import Shift, SignUp
from ..volunteers.model import Volunteer
from ..volunteers.numbers import masked_name
from ..volunteers.vocabulary import VolunteerState
from .model import Certificate, CertificateLook
from .vocabulary import CertificateState


def own(work: Work) -> ColumnElement[bool]:
    """Certificates are their holder's alone, in a statement that joins the `Volunteer`."""
    return Volunteer.person_id == work.actor.person_id if work.actor.known else false()


@dataclass(frozen=True, slots=True)
class Counted:
    sign_up_id: UUID
    minutes: int


def _confirmed() -> tuple[ColumnElement[bool], ...]:
    return (Attendance.own_confirmed_at.is_not(None), Attendance.kept_confirmed_at.is_not(None))


def counted(work: Work, volunteer_id: UUID, from_on: date, to_on: date) -> Sequence[Counted]:
    """The hours of that volunteer that both sides have confirmed, of shifts that began in the period; held until the
    certificate is given, so that who corrects them meanwhile finds it."""
    first = first_of(from_on)
    end = first_of(to_on + timedelta(days=1))
    asked = (
        select(SignUp.id, Attendance.minutes)
        .join(Attendance, Attendance.sign_up_id == SignUp.id)
        .join(Shift, Shift.id == SignUp.shift_id)
        .where(SignUp.volunteer_id == volunteer_id, Shift.starts_at >= first, Shift.starts_at < end, *_confirmed())
        .order_by(SignUp.id)
        .with_for_update(of=Attendance)
    )
    return [Counted(sign_up_id, minutes or 0) for sign_up_id, minutes in work.session.execute(asked)]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """`since`: the day of the first shift of them; None where there is none."""

    minutes: int
    since: date | None


def own_confirmed(work: Work) -> Confirmed:
    """All that both sides have confirmed of the actor's hours."""
    asked = (
        select(func.coalesce(func.sum(Attendance.minutes), 0), func.min(Shift.starts_at))
        .join(SignUp, SignUp.id == Attendance.sign_up_id)
        .join(Shift, Shift.id == SignUp.shift_id)
        .join(Volunteer, Volunteer.id == SignUp.volunteer_id)
        .where(own(work), *_confirmed())
    )
    row: Any = work.session.execute(asked).one()
    return Confirmed(int(row[0]), local_day(row[1]) if row[1] is not None else None)


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """One's own certificate. `person_id`: whose it is, for the rules."""

    id: UUID
    person_id: UUID | None
    number: str
    code: str
    name: str
    from_on: date
    to_on: date
    minutes: int
    issued_at: datetime
    state: CertificateState
    looks: int


def _lines() -> Select[*tuple[Any, ...]]:
    c, v, look = Certificate, Volunteer, CertificateLook
    looks = select(func.coalesce(func.sum(look.looks), 0)).where(look.code == c.code).correlate(c).scalar_subquery()
    asked = select(c.id, v.person_id, c.number, c.code, v.name, c.from_on, c.to_on, c.minutes, c.issued_at, c.state)
    return asked.add_columns(looks).join(v, v.id == c.volunteer_id)


def own_lines(work: Work) -> Sequence[CertificateLine]:
    """The newest first; nobody asks for more than a page of them."""
    asked = _lines().where(own(work)).order_by(Certificate.issued_at.desc(), Certificate.id).limit(PAGE_ROWS)
    return [CertificateLine(*row) for row in work.session.execute(asked)]


def reading(work: Work, certificate_id: UUID) -> CertificateLine | None:
    """Whether it is one's own is asked at the door."""
    row = work.session.execute(_lines().where(Certificate.id == certificate_id)).first()
    return CertificateLine(*row) if row else None


@dataclass(frozen=True, slots=True)
class Checked:
    """What everybody learns who has the code. `name`: partial, empty where the holder has left."""

    name: str
    minutes: int
    state: CertificateState
    left: bool


def check(work: Work, code: str) -> Checked | None:
    c, v = Certificate, Volunteer
    asked = select(v.name, c.minutes, c.state, v.state).join(v, v.id == c.volunteer_id).where(c.code == code)
    row = work.session.execute(asked).first()
    if row is None:
        return None
    left = row[3] is VolunteerState.LEFT
    return Checked("" if left else masked_name(row[0]), row[1], row[2], left)
