"""What waits about cover: a request to stand in, until it is answered."""

from sqlalchemy import select

from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from ..publicity.model import PublicityEvent
from ..questions import Found, Question, columns, listed
from ..shifts import visibility
from ..shifts.model import Shift
from ..volunteers.model import Volunteer
from .model import StandIn
from .queries import open_now

ERRANDS_MOST = 20


def questions(work: Work) -> list[Question]:
    if not may(work.actor, Can.SEE_OWN_VOLUNTEERING):
        return []
    r, s, e = StandIn, Shift, PublicityEvent
    asked = (
        select(*columns(id=r.id, title=e.title, more=s.role, since=r.until))
        .join(Volunteer, Volunteer.id == r.volunteer_id)
        .join(s, s.id == r.shift_id)
        .join(e, e.id == s.event_id)
        .where(visibility.own(work), open_now(work))
    )
    return [listed(asked, _asked, [r.until, r.id], ERRANDS_MOST)]


def _asked(found: Found) -> Errand:
    return Errand(
        words=N_("Can you stand in at %(title)s, %(role)s?"),
        why=N_("A volunteer is missing there. You need not; whoever says yes first has the place."),
        endpoint="cover.asked",
        address={"stand_in_id": found.id},
        params={"title": found.title, "role": found.more},
        tone="amber",
    )
