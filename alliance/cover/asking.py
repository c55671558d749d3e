"""Asking somebody to stand in: a person of one's choice, others whom the portal finds; for a free place, too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select, update

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from ..foundation.kernel.words import N_, fold
from ..foundation.store.work import Work
from ..journal.record import record
from ..people.invitations import check_address
from ..publicity.model import PublicityEvent
from ..shifts import places
from ..shifts.keeping import shift_of
from ..shifts.limits import Limits
from ..shifts.model import Shift, SignUp
from ..shifts.signing_up import BEGUN, own_sign_up
from ..shifts.vocabulary import ShiftState, SignUpState
from ..volunteers.model import Volunteer
from . import ending, events, finding
from .model import ASKED_AT_ONCE, NAMED_MOST, StandIn
from .vocabulary import Kind, StandInState

NO_PLACE = N_("You have no place in this shift that you could pass on.")
NOT_FOR_ALL = N_("This event is not for everybody, or does not take place. Speak with whoever is in charge of it.")
PAST = N_("This day has passed.")
ONESELF = N_("This is your own address.")
MOST = N_("You have asked %(most)d people already. Wait until they answer, or until their time has passed.")
STILL_ASKED = N_("Those who were asked may still answer. You can ask others afterwards.")
WAITS = N_("Somebody waits for a place in this shift, and comes first. Withdraw, then it is offered to them.")
NOBODY = N_("There is nobody left to ask: no other volunteer fits this shift.")
NOT_FREE = N_("No place of this shift is free.")
OFFERED_FIRST = N_("Somebody waits whom this shift fits: the free place is offered to them first.")


@dataclass(frozen=True, slots=True)
class Naming:
    """`in_return_on`: the day of a shift of that person's which she would take; None where she only passes hers on."""

    email: str
    in_return_on: date | None = None


def name(work: Work, sign_up_id: UUID, naming: Naming) -> None:
    """Ask the volunteer with this address; where there is none, nothing looks different."""
    check_address(naming.email)
    if naming.in_return_on and naming.in_return_on < local_day(work.now):
        raise Invalid("in_return_on", PAST)
    sign_up, shift = _own_place(work, sign_up_id)
    address = fold(naming.email)
    if address == work.session.scalar(select(Volunteer.email).where(Volunteer.id == sign_up.volunteer_id)):
        raise Invalid("email", ONESELF)
    if finding.still_asked(work, sign_up.id, Kind.NAMED) >= NAMED_MOST:
        raise Invalid("email", MOST, most=NAMED_MOST)
    found = finding.by_address(work, shift, sign_up.id, address)
    _ask(work, shift, _Place(sign_up.id, Kind.NAMED, naming.in_return_on), [found])


def seek(work: Work, sign_up_id: UUID) -> int:
    """Let the portal ask others; how many."""
    sign_up, shift = _own_place(work, sign_up_id)
    if finding.still_asked(work, sign_up.id, Kind.SOUGHT):
        raise MoveNotOpen(STILL_ASKED)
    if finding.somebody_waits(work, shift):
        raise Conflict(WAITS)
    return _ask_suitable(work, shift, _Place(sign_up.id, Kind.SOUGHT))


def call(work: Work, event_id: UUID, shift_id: UUID) -> int:
    """Whoever keeps the event lets the portal ask for a free place, others each time; how many."""
    shift = shift_of(work, event_id, shift_id)
    check_ahead(work, shift)
    if shift.state is ShiftState.PLANNED or places.open_places(shift) <= 0:
        raise MoveNotOpen(NOT_FREE)
    if finding.somebody_waits(work, shift):
        raise Conflict(OFFERED_FIRST)
    return _ask_suitable(work, shift, _Place(None, Kind.CALLED))


def take_back(work: Work, sign_up_id: UUID) -> None:
    """She can come after all: nobody is asked any more."""
    sign_up, shift = _own_place(work, sign_up_id)
    ending.end(work, ending.open_requests(work, shift.id, StandIn.sign_up_id == sign_up.id))


@dataclass(frozen=True, slots=True)
class _Place:
    """Whose place is passed on, and in which way; None: nobody's, one that is free."""

    sign_up_id: UUID | None
    kind: Kind
    in_return_on: date | None = None


def _own_place(work: Work, sign_up_id: UUID) -> tuple[SignUp, Shift]:
    """Her own sign-up, which she keeps meanwhile, and its shift, locked."""
    sign_up = own_sign_up(work, sign_up_id)
    [shift] = places.lock_shifts(work, [sign_up.shift_id])
    work.session.refresh(sign_up)
    if sign_up.state is not SignUpState.CONFIRMED:
        raise MoveNotOpen(NO_PLACE)
    check_ahead(work, shift)
    return sign_up, shift


def check_ahead(work: Work, shift: Shift) -> None:
    """A place is passed on before the shift begins, and only at an event for which anybody could sign up."""
    if work.now >= shift.starts_at:
        raise MoveNotOpen(BEGUN)
    held = select(PublicityEvent.id).where(PublicityEvent.id == shift.event_id, *finding.for_all())
    if shift.state is ShiftState.CANCELLED or work.session.scalar(held) is None:
        raise MoveNotOpen(NOT_FOR_ALL)


def _ask_suitable(work: Work, shift: Shift, place: _Place) -> int:
    """The shift is locked; so are those who may be asked, before it is asked once more who was asked longest ago."""
    likely = finding.least_recently_asked(work, shift, place.sign_up_id, finding.CANDIDATES)
    places.lock_volunteers(work, set(likely))
    now_first = finding.least_recently_asked(work, shift, place.sign_up_id, finding.CANDIDATES)
    chosen = [one for one in now_first if one in likely][:ASKED_AT_ONCE]
    if not chosen:
        raise Conflict(NOBODY)
    asked = update(Volunteer).where(Volunteer.id.in_(chosen)).values(asked_at=work.now)
    work.session.execute(asked.execution_options(synchronize_session=False))
    _ask(work, shift, place, chosen)
    return len(chosen)


def _ask(work: Work, shift: Shift, place: _Place, volunteer_ids: Sequence[UUID | None]) -> None:
    until = _until(work, shift, place.kind)
    rows = [_request(work, shift, place, until, one) for one in volunteer_ids]
    work.session.add_all(rows)
    work.session.flush()
    _tell(work, rows)


def _until(work: Work, shift: Shift, kind: Kind) -> datetime:
    """Of those whom the portal asks for somebody, half of the time that is left: then others can be asked."""
    left = shift.starts_at - work.now
    return work.now + min(Limits.offer, left / 2 if kind is Kind.SOUGHT else left)


def _request(work: Work, shift: Shift, place: _Place, until: datetime, volunteer_id: UUID | None) -> StandIn:
    return StandIn(
        shift_id=shift.id,
        sign_up_id=place.sign_up_id,
        volunteer_id=volunteer_id,
        kind=place.kind,
        asked_at=work.now,
        until=until,
        in_return_on=place.in_return_on,
        state=StandInState.ASKED,
        state_since=work.now,
    )


def _tell(work: Work, rows: Iterable[StandIn]) -> None:
    for row in rows:
        record(work, events.StandInAsked(row.shift_id, row.id, row.kind, row.until))
