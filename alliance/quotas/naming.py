"""A member fills the places that are kept for it: it names people, in the order in which they move up, and takes those
off the list who have not said yet that they come."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from ..foundation.kernel.errors import Conflict, Invalid, MoveNotOpen, NotThere
from ..foundation.kernel.words import N_, fold
from ..foundation.store.work import Work
from ..journal.record import record
from ..shifts import events as shift_events
from ..shifts import places, reserving
from ..shifts.model import Quota, Shift, SignUp
from ..shifts.vocabulary import ShiftState, SignUpState
from ..shifts.workflow import SIGN_UP_WORKFLOW, STANDING
from ..volunteers.model import Volunteer
from . import events

LISTED_MOST = 300
STRIKEABLE = (SignUpState.NAMED, SignUpState.WAITING)
"""Those who have not said yet that they come."""
FULL = N_("At most %(most)d people stand on a list at once: %(left)d more fit on this one.")
TWICE = N_("%(email)s stands on the list already.")
OVER = N_("The hour has passed: these places are everybody's now.")


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as an organisation typed it. `email`: a sound address."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Filling:
    """How many of those who were named have got a place, and how many wait."""

    placed: int
    waiting: int


def name_people(work: Work, quota_id: UUID, people: Sequence[Named]) -> Filling:
    """All of them or none. Each is told by letter; whoever was named before stays before them."""
    shift, quota = _held(work, quota_id)
    _check_new(work, quota, people)
    left, number = reserving.unfilled(work, quota), places.next_number(work, shift)
    for place, one in enumerate(people):
        _name(work, shift, quota, (number + place, one), waits=place >= left)
    placed = min(left, len(people))
    filled = Filling(placed, len(people) - placed)
    record(work, events.PeopleNamed(shift.id, quota.id, quota.organisation_id, len(people), filled.waiting))
    return filled


def _held(work: Work, quota_id: UUID) -> tuple[Shift, Quota]:
    quota = work.session.get(Quota, quota_id)
    if quota is None:
        raise NotThere()
    shift = places.held(work, quota.shift_id, frees=True)
    still_open = reserving.open_quotas(work, shift, Quota.id == quota_id)
    if not still_open or shift.state is ShiftState.CANCELLED or shift.starts_at <= work.now:
        raise MoveNotOpen(OVER)
    return shift, still_open[0]


def _check_new(work: Work, quota: Quota, people: Sequence[Named]) -> None:
    standing = (SignUp.quota_id == quota.id, SignUp.state.in_(STANDING))
    there = work.session.scalar(select(func.count()).where(*standing)) or 0
    if there + len(people) > LISTED_MOST:
        raise Invalid("people", FULL, most=LISTED_MOST, left=max(0, LISTED_MOST - there))
    address = func.coalesce(Volunteer.email, SignUp.email)
    listed = select(address).select_from(SignUp).outerjoin(Volunteer, Volunteer.id == SignUp.volunteer_id)
    met = set(work.session.scalars(listed.where(*standing)))
    for one in people:
        if fold(one.email) in met:
            raise Invalid("people", TWICE, email=one.email)
        met.add(fold(one.email))


def _name(work: Work, shift: Shift, quota: Quota, numbered: tuple[int, Named], *, waits: bool) -> None:
    number, one = numbered
    sign_up = SignUp(
        shift_id=shift.id,
        number=number,
        quota_id=quota.id,
        name=one.name,
        email=fold(one.email),
        signed_up_at=work.now,
        state=SignUpState.WAITING if waits else SignUpState.NAMED,
        state_since=work.now,
    )
    if not waits:
        reserving.fill(shift, sign_up, quota)
    work.session.add(sign_up)
    work.session.flush()
    record(work, shift_events.PersonNamed(shift.id, sign_up.id, number, waits))


def strike(work: Work, quota_id: UUID, sign_up_id: UUID) -> None:
    """Whoever has said that she comes stays: only the coordinator releases her, with a reason."""
    shift, quota = _held(work, quota_id)
    asked = select(SignUp).where(SignUp.id == sign_up_id, SignUp.quota_id == quota.id)
    sign_up = work.session.scalar(asked.execution_options(populate_existing=True))
    if sign_up is None:
        raise Conflict()
    held = places.holds(sign_up)
    SIGN_UP_WORKFLOW.apply(sign_up, "strike", work.now)
    sign_up.offered_until = None
    if held:
        places.free(work, shift, sign_up)
    work.session.flush()
    record(work, events.NameStruck(shift.id, sign_up.id, sign_up.number))
    places.offer_next(work, shift)
