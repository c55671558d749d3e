"""What waits about attendance: for volunteers their shift of today and hours to confirm, for whoever keeps events the
lists of today, hours to confirm, and what could not be taken."""

from datetime import datetime, timedelta

from sqlalchemy import Select, func, select

from ..foundation.kernel.clock import first_of, local_day
from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from ..publicity.model import PublicityEvent
from ..publicity.vocabulary import EventState
from ..questions import Found, Question, columns, listed, single
from ..shifts.model import Shift, SignUp
from ..shifts.visibility import kept
from ..shifts.vocabulary import STANDING_SHIFT, ShiftState, SignUpState
from ..volunteers.model import Volunteer
from .model import Attendance, Scan
from .vocabulary import Outcome

ERRANDS_MOST = 20


def questions(work: Work) -> list[Question]:
    mine = [_own_shifts(work), _own_hours(work)] if may(work.actor, Can.SEE_OWN_VOLUNTEERING) else []
    if not may(work.actor, Can.WRITE_EVENT):
        return mine
    return [*mine, _lists(work), _hours(work), _failed(work)]


def _today(work: Work) -> tuple[datetime, datetime]:
    first = first_of(local_day(work.now))
    return first, first + timedelta(days=1)


def _own_shifts(work: Work) -> Question:
    """Of today, unless one has left them."""
    s, u, e, (first, end) = Shift, SignUp, PublicityEvent, _today(work)
    asked = (
        select(*columns(id=u.id, title=e.title, more=s.role, since=s.starts_at))
        .join(s, s.id == u.shift_id)
        .join(e, e.id == s.event_id)
        .join(Volunteer, Volunteer.id == u.volunteer_id)
        .outerjoin(Attendance, Attendance.sign_up_id == u.id)
        .where(
            Volunteer.person_id == work.actor.person_id,
            u.state == SignUpState.CONFIRMED,
            s.starts_at >= first,
            s.starts_at < end,
        )
        .where(s.state != ShiftState.CANCELLED, e.state != EventState.CANCELLED, Attendance.left_at.is_(None))
    )
    day = local_day(work.now)

    def say(found: Found) -> Errand:
        params = {"title": found.title, "role": found.more}
        words, why = (
            N_("Your shift today: %(title)s, %(role)s"),
            N_("Check in when you come, check out when you leave."),
        )
        return Errand(words, why, "attendance.own_shift", {"sign_up_id": found.id}, params, due=day)

    return listed(asked, say, [s.starts_at, u.id], ERRANDS_MOST)


def _own_hours(work: Work) -> Question:
    asked = (
        select(*columns(count=func.count(Attendance.sign_up_id)))
        .join(SignUp, SignUp.id == Attendance.sign_up_id)
        .join(Volunteer, Volunteer.id == SignUp.volunteer_id)
        .where(
            Volunteer.person_id == work.actor.person_id,
            Attendance.minutes.is_not(None),
            Attendance.own_confirmed_at.is_(None),
        )
        .where(Attendance.objection == "")
    )
    return single(asked, _confirm_own)


def _confirm_own(found: Found) -> Errand:
    words, why = N_("Confirm your volunteer hours"), N_("They count once you and the organisers have confirmed them.")
    return Errand(words, why, "attendance.mine", count=found.count, tone="amber")


def _lists(work: Work) -> Question:
    """Shifts of today at the events that one keeps, until they are over."""
    s, e, (first, end) = Shift, PublicityEvent, _today(work)
    asked = (
        select(*columns(id=s.id, title=e.title, more=s.role))
        .join(e, e.id == s.event_id)
        .where(kept(work), s.starts_at >= first, s.starts_at < end, s.ends_at > work.now)
        .where(s.state.in_(STANDING_SHIFT), e.state != EventState.CANCELLED)
    )
    day = local_day(work.now)

    def say(found: Found) -> Errand:
        params = {"title": found.title, "role": found.more}
        words, why = N_("Check-in today: %(title)s, %(role)s"), N_("The code for the venue and the list are here.")
        return Errand(words, why, "attendance.roll", {"shift_id": found.id}, params, due=day)

    return listed(asked, say, [s.starts_at, s.id], ERRANDS_MOST)


def _at_kept(asked: Select[tuple[object, ...]], work: Work) -> Select[tuple[object, ...]]:
    joined = asked.join(SignUp, SignUp.id == Attendance.sign_up_id).join(Shift, Shift.id == SignUp.shift_id)
    return joined.join(PublicityEvent, PublicityEvent.id == Shift.event_id).where(kept(work))


def _hours(work: Work) -> Question:
    """By shift, of those that are over: figures to confirm, and check-outs that are missing."""
    s, a, e = Shift, Attendance, PublicityEvent
    asked = _at_kept(
        select(*columns(id=s.id, title=func.max(e.title), more=func.max(s.role), count=func.count(a.sign_up_id)))
        .select_from(a)
        .where(a.kept_confirmed_at.is_(None), s.ends_at < work.now)
        .group_by(s.id, s.ends_at),
        work,
    )
    return listed(asked, _confirm, [s.ends_at, s.id], ERRANDS_MOST)


def _confirm(found: Found) -> Errand:
    words = N_("Confirm the hours: %(title)s, %(role)s")
    why = N_("Volunteers wait for them; who has not checked out is entered.")
    params = {"title": found.title, "role": found.more}
    return Errand(words, why, "attendance.of_shift", {"shift_id": found.id}, params, count=found.count)


def _failed(work: Work) -> Question:
    """By event: what could not be taken and nobody has settled."""
    c, e = Scan, PublicityEvent
    asked = (
        select(*columns(id=e.id, title=e.title, count=func.count(c.id)))
        .select_from(c)
        .join(e, e.id == c.event_id)
        .where(c.outcome == Outcome.FAILED, c.settled_at.is_(None), kept(work))
        .group_by(e.id, e.title)
    )
    return listed(asked, _settle, [e.title, e.id], ERRANDS_MOST)


def _settle(found: Found) -> Errand:
    words, why = N_("Settle check-ins that were not taken: %(title)s"), N_("Each is kept with its reason.")
    address, params = {"event_id": found.id}, {"title": found.title}
    return Errand(words, why, "attendance.failed", address, params, count=found.count, tone="amber")
