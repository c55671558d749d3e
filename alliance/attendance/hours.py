"""The hours: confirmed by the volunteer and by whoever keeps the event, each for themselves, and corrected."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select, update

from ..foundation.kernel.clock import LOCAL_ZONE, local_day
from ..foundation.kernel.errors import Conflict, Invalid, NotAllowed
from ..foundation.kernel.words import N_
from ..foundation.store.upsert import insert_or
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from ..shifts.model import SignUp
from ..volunteers.model import Volunteer
from . import events, noting, times
from .hours_queries import HoursLine
from .model import REASON_LENGTH, Attendance
from .times import LEAVES_UNTIL, opens_at
from .vocabulary import Side, Way

CHANGED = N_("The hours have changed since you opened the page. Look at them again.")
OWN_HOURS = N_("These are your own hours: somebody else who keeps the event enters and confirms them.")
OUTSIDE = N_(
    "The shift was from %(first)s to %(last)s: check-in counts from half an hour before, check-out until two later."
)
NOT_BEFORE = N_("Nobody leaves before they come.")
FUTURE = N_("This moment has not come yet.")
NOTHING_NEW = N_("This is what stands already.")


@dataclass(frozen=True, slots=True)
class HoursText:
    """What is said of somebody's hours, by the clock of the venue. `revision`: of the figure that the page showed."""

    came: time
    left: time
    reason: str
    revision: int = 0


def confirm_own(work: Work, sign_up_id: UUID, revision: int) -> None:
    """By the volunteer: the door lets in nobody else."""
    a = Attendance
    said = {"own_confirmed_at": work.now, "objection": ""}
    _confirm(work, sign_up_id, revision, said, (a.own_confirmed_at.is_(None), Side.OWN))


def confirm_kept(work: Work, line: HoursLine, revision: int) -> None:
    """By whoever keeps the event, but not of one's own hours."""
    if line.person_id == work.person_id:
        raise NotAllowed(OWN_HOURS)
    a = Attendance
    said = {"kept_confirmed_at": work.now, "kept_confirmed_by_id": work.person_id}
    _confirm(work, line.sign_up_id, revision, said, (a.kept_confirmed_at.is_(None), Side.KEPT))


def confirm_plain(work: Work, shift_id: UUID) -> int:
    """Confirm every figure of the shift that is in no doubt, is objected to by nobody and is not one's own."""
    a = Attendance
    own = select(SignUp.id).join(Volunteer, Volunteer.id == SignUp.volunteer_id)
    own = own.where(Volunteer.person_id == work.person_id)
    here = select(SignUp.id).where(SignUp.shift_id == shift_id)
    plain = (a.minutes.is_not(None), a.kept_confirmed_at.is_(None), ~a.doubtful, a.objection == "")
    said = {"kept_confirmed_at": work.now, "kept_confirmed_by_id": work.person_id}
    asked = update(a).where(a.sign_up_id.in_(here), a.sign_up_id.not_in(own), *plain).values(said)
    done = work.session.execute(asked.returning(a.sign_up_id, a.revision)).all()
    for sign_up_id, revision in done:
        record(work, events.HoursConfirmed(sign_up_id, revision, Side.KEPT))
    return len(done)


def _confirm(work: Work, sign_up_id: UUID, revision: int, said: dict[str, object], side: tuple[object, Side]) -> None:
    a, (open_now, by) = Attendance, side
    same = (a.sign_up_id == sign_up_id, a.revision == revision, a.minutes.is_not(None), open_now)
    if work.session.scalar(update(a).where(*same).values(said).returning(a.sign_up_id)) is None:  # type: ignore[arg-type]
        raise Conflict(CHANGED)
    record(work, events.HoursConfirmed(sign_up_id, revision, by))


def object_to(work: Work, sign_up_id: UUID, revision: int, words: str) -> None:
    """The volunteer says what is wrong; whoever keeps the event corrects it, or talks to them."""
    a = Attendance
    safe = masked_within("words", words, REASON_LENGTH)
    same = (a.sign_up_id == sign_up_id, a.revision == revision, a.minutes.is_not(None), a.own_confirmed_at.is_(None))
    if work.session.scalar(update(a).where(*same).values(objection=safe).returning(a.sign_up_id)) is None:
        raise Conflict(CHANGED)
    record(work, events.HoursObjected(sign_up_id, revision))


def correct(work: Work, line: HoursLine, text: HoursText) -> None:
    """Enter what was never noted, or correct a figure: both stay on record. Whoever says the new one confirms it by
    that; the volunteer is asked anew."""
    if line.person_id == work.person_id:
        raise NotAllowed(OWN_HOURS)
    span = _span(work, line, text)
    held = _held(work, line, span)
    if held.revision != text.revision:
        raise Conflict(CHANGED)
    span = (_kept_to_the_second(held.came_at, span[0]), _kept_to_the_second(held.left_at, span[1]))
    if (held.came_at, held.left_at) == span:
        raise Invalid("came", NOTHING_NEW)
    before, minutes = held.minutes, times.minutes(*span)
    held.came_at, held.left_at = span
    held.left_by = held.left_by or Way.ENTERED
    held.minutes, held.revision, held.doubtful, held.objection = minutes, held.revision + 1, False, ""
    held.kept_confirmed_at, held.kept_confirmed_by_id, held.own_confirmed_at = work.now, work.person_id, None
    work.session.flush()
    noting.figure(work, line.sign_up_id, held.revision, span, masked_within("reason", text.reason, REASON_LENGTH))
    record(work, events.HoursCorrected(line.sign_up_id, held.revision, before, minutes))


def _held(work: Work, line: HoursLine, span: tuple[datetime, datetime]) -> Attendance:
    """The row, locked; made where nobody was noted at all."""
    a = Attendance
    empty = {"doubtful": False, "revision": 0, "objection": ""}
    first = {"sign_up_id": line.sign_up_id, "came_at": span[0], "came_by": Way.ENTERED} | empty
    work.session.execute(insert_or(work.session, a).values(first).on_conflict_do_nothing())
    asked = select(a).where(a.sign_up_id == line.sign_up_id).with_for_update(key_share=True)
    return work.session.scalars(asked.execution_options(populate_existing=True)).one()


def _span(work: Work, line: HoursLine, text: HoursText) -> tuple[datetime, datetime]:
    opens, last = opens_at(line.starts_at), line.ends_at + LEAVES_UNTIL
    came, left = (_moment(local_day(opens), said, opens) for said in (text.came, text.left))
    if not opens <= came <= line.ends_at:
        raise Invalid("came", OUTSIDE, first=_clock(line.starts_at), last=_clock(line.ends_at))
    if left > last:
        raise Invalid("left", OUTSIDE, first=_clock(line.starts_at), last=_clock(line.ends_at))
    if left < came:
        raise Invalid("left", NOT_BEFORE)
    if left > work.now:
        raise Invalid("left", FUTURE)
    return came, left


def _moment(day: date, said: time, first: datetime) -> datetime:
    """That time on the shift's own day, or on the next one where a shift goes through midnight."""
    moment = datetime.combine(day, said, LOCAL_ZONE)
    return moment if moment >= first.replace(second=0, microsecond=0) else moment + timedelta(days=1)


def _kept_to_the_second(held: datetime | None, said: datetime) -> datetime:
    """A form tells minutes: what it did not change stays as it was noted."""
    return held if held and held.replace(second=0, microsecond=0) == said else said


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(LOCAL_ZONE):%H:%M}"
