"""What waits about quotas: places that a member has not filled yet."""

from sqlalchemy import select

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from ..publicity.model import PublicityEvent
from ..questions import Found, Question, columns, listed
from ..shifts.model import HOLDING, Quota, Shift
from ..shifts.vocabulary import ShiftState
from . import visibility
from .queries import counted

ERRANDS_MOST = 20


def questions(work: Work) -> list[Question]:
    return [_unfilled(work)] if may(work.actor, Can.SEE_OWN_QUOTAS) else []


def _unfilled(work: Work) -> Question:
    q, s, e = Quota, Shift, PublicityEvent
    open_now = (q.returned_at.is_(None), q.returns_at > work.now, s.state != ShiftState.CANCELLED)
    asked = (
        select(*columns(id=q.id, title=e.title, more=s.role, since=q.returns_at))
        .join(s, s.id == q.shift_id)
        .join(e, e.id == s.event_id)
        .where(visibility.own(work), *open_now, counted(*HOLDING) < q.places)
    )
    return listed(asked, _to_fill, [q.returns_at, q.id], ERRANDS_MOST)


def _to_fill(found: Found) -> Errand:
    return Errand(
        words=N_("Name people for the places kept for us: %(title)s, %(role)s"),
        why=N_("What is not filled by the hour is everybody's."),
        endpoint="quotas.quota",
        address={"quota_id": found.id},
        params={"title": found.title, "role": found.more},
        due=local_day(found.since) if found.since else None,
    )
