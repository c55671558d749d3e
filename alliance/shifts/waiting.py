"""What waits about shifts: a place that is offered to a volunteer; for whoever keeps the event, a late withdrawal."""

from sqlalchemy import exists, select

from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from ..publicity.model import PublicityEvent
from ..questions import Found, Question, columns, listed
from ..volunteers.model import Volunteer
from . import visibility
from .model import Shift, SignUp
from .vocabulary import STANDING_SHIFT, SignUpState
from .workflow import ASKED

ERRANDS_MOST = 20


def questions(work: Work) -> list[Question]:
    if may(work.actor, Can.SEE_OWN_VOLUNTEERING):
        return [_offers(work)]
    return [_late(work)] if may(work.actor, Can.WRITE_EVENT) else []


def _offers(work: Work) -> Question:
    u, s, e = SignUp, Shift, PublicityEvent
    asked = (
        select(*columns(id=u.id, title=e.title, more=s.role, since=u.offered_until))
        .join(s, s.id == u.shift_id)
        .join(e, e.id == s.event_id)
        .join(Volunteer, Volunteer.id == u.volunteer_id)
        .where(visibility.own(work), u.state.in_(ASKED), u.offered_until > work.now)
    )
    return listed(asked, _offered, [u.offered_until, u.id], ERRANDS_MOST)


def _offered(found: Found) -> Errand:
    return Errand(
        words=N_("A place is offered to you: %(title)s, %(role)s"),
        why=N_("Say whether you take it; otherwise it goes to the next."),
        endpoint="shifts.own",
        address={"sign_up_id": found.id},
        params={"title": found.title, "role": found.more},
        tone="amber",
    )


def _late(work: Work) -> Question:
    """Somebody withdrew late, and the place is still free."""
    u, s, e = SignUp, Shift, PublicityEvent
    gone = exists().where(u.shift_id == s.id, u.late, u.state == SignUpState.WITHDRAWN)
    asked = (
        select(*columns(id=s.id, title=e.title, more=s.role, since=s.starts_at))
        .join(e, e.id == s.event_id)
        .where(visibility.kept(work), gone, s.state.in_(STANDING_SHIFT))
        .where(s.starts_at > work.now, s.taken + s.reserved < s.places)
    )
    return listed(asked, _one_short, [s.starts_at, s.id], ERRANDS_MOST)


def _one_short(found: Found) -> Errand:
    return Errand(
        words=N_("Somebody is missing at %(title)s, %(role)s"),
        why=N_("A volunteer withdrew late, and nobody waits for the place."),
        endpoint="shifts.people_in",
        address={"shift_id": found.id},
        params={"title": found.title, "role": found.more},
        tone="red",
    )
