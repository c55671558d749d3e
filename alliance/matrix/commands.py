"""What is done with seats: seat, set duties, set the role, unseat. An end is the first day without."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..organisations.events import OrganisationLeft, OrganisationMerged
from ..organisations.model import Organisation, OrganisationState
from . import events, queries
from .model import Advantage, Alliance, Matrix, Seat, SeatDuty, SeatRole

ALREADY_SEATED = N_("This organisation already sits in this alliance.")
ENDED = N_("This seat has ended in the meantime.")


@dataclass(frozen=True, slots=True)
class SeatText:
    """A seat to take from today on. `duties`: the matrices that it serves, each with the reason."""

    organisation_id: UUID
    alliance_code: str
    role: SeatRole
    duties: Mapping[str, Advantage]


def seat(work: Work, text: SeatText) -> Seat:
    """Seat a member in an alliance from today on. A new lead makes the former one an ordinary member."""
    _check_duties(work, text.duties)
    alliance = _standing_alliance(work, text.alliance_code)
    _check_member(work, text.organisation_id)
    taken = Seat(
        organisation_id=text.organisation_id,
        alliance_code=alliance.code,
        role=text.role,
        from_on=local_day(work.now),
    )
    try:
        with work.session.begin_nested():
            work.session.add(taken)
    except IntegrityError as twice:
        raise Invalid("alliance_code", ALREADY_SEATED) from twice
    _open_duties(work, taken, text.duties)
    record(
        work,
        events.OrganisationSeated(
            taken.organisation_id, taken.id, alliance.code, str(text.role), _in_words(text.duties)
        ),
    )
    if text.role is SeatRole.LEAD:
        _name_lead(work, alliance, taken)
    return taken


def set_duties(work: Work, seat: Seat, duties: Mapping[str, Advantage]) -> None:
    """From today on the seat serves these matrices; a duty that stays as it is keeps its first day."""
    _lock_open(work, seat)
    _check_duties(work, duties)
    held = _open_duties_of(work, seat)
    if {duty.matrix_code: duty.advantage for duty in held} == dict(duties):
        raise Invalid("duties", N_("The seat already serves just these matrices."))
    for duty in held:
        if duties.get(duty.matrix_code) is not duty.advantage:
            duty.to_on = local_day(work.now)
    work.session.flush()
    kept = {duty.matrix_code for duty in held if duty.to_on is None}
    _open_duties(work, seat, {code: why for code, why in duties.items() if code not in kept})
    record(work, events.DutiesSet(seat.organisation_id, seat.id, seat.alliance_code, _in_words(duties)))


def set_role(work: Work, seat: Seat, role: SeatRole) -> Seat:
    """Make it lead or member of its alliance from today on; returns the seat that holds afterwards."""
    alliance = _standing_alliance(work, seat.alliance_code)
    _lock_open(work, seat)
    if seat.role is role:
        raise Conflict(N_("This organisation already has that role in the alliance."))
    if role is SeatRole.LEAD:
        _check_member(work, seat.organisation_id)
    changed = _with_role(work, seat, role)
    if role is SeatRole.LEAD:
        _name_lead(work, alliance, changed)
    elif alliance.lead_organisation_id == seat.organisation_id:
        alliance.lead_organisation_id = None
    return changed


def unseat(work: Work, seat: Seat) -> None:
    """End the seat and its duties: today is the first day on which they no longer hold."""
    alliance = work.session.get_one(Alliance, seat.alliance_code, with_for_update=True)
    _lock_open(work, seat)
    _end(work, seat, local_day(work.now))
    if alliance.lead_organisation_id == seat.organisation_id:
        alliance.lead_organisation_id = None
    record(work, events.SeatEnded(seat.organisation_id, seat.id, seat.alliance_code))


def end_seats_of_departed(work: Work, departed: OrganisationLeft | OrganisationMerged) -> None:
    """An organisation that leaves or goes into another holds no seat any more; the other keeps its own."""
    held = select(Seat).where(Seat.organisation_id == departed.organisation_id, Seat.to_on.is_(None))
    for seat in work.session.scalars(held.order_by(Seat.alliance_code)).all():
        unseat(work.as_portal(), seat)


def _standing_alliance(work: Work, code: str) -> Alliance:
    """The alliance, locked, so that nobody closes it meanwhile. Invalid where it does not stand today."""
    found = work.session.get(Alliance, code, with_for_update=True)
    if found is None or not queries.stands(found, local_day(work.now)):
        raise Invalid("alliance_code", N_("There is no such alliance today."))
    if found.to_on is not None:
        raise Invalid("alliance_code", N_("This alliance is about to close and takes no new seat."))
    return found


def _check_member(work: Work, organisation_id: UUID) -> None:
    state = work.session.scalar(select(Organisation.state).where(Organisation.id == organisation_id))
    if state is not OrganisationState.MEMBER:
        raise Invalid("alliance_code", N_("Only an organisation that is a member takes a seat or leads."))


def _check_duties(work: Work, duties: Mapping[str, Advantage]) -> None:
    """At least one matrix, and each stands without an end; they are held, so that none is closed meanwhile."""
    if not duties:
        raise Invalid("duties", N_("Choose at least one matrix that the seat serves."))
    standing = select(Matrix.code).where(queries.open_on(Matrix, local_day(work.now)), Matrix.to_on.is_(None))
    if not set(work.session.scalars(standing.with_for_update(read=True))).issuperset(duties):
        raise Invalid("duties", N_("There is no such matrix today."))


def _lock_open(work: Work, seat: Seat) -> None:
    """Take the seat for this transaction; Conflict where somebody else has ended it."""
    work.hold(seat)
    if seat.to_on is not None:
        raise Conflict(ENDED)


def _open_duties(work: Work, seat: Seat, duties: Mapping[str, Advantage]) -> None:
    for code, advantage in duties.items():
        duty = SeatDuty(seat_id=seat.id, matrix_code=code, advantage=advantage, from_on=local_day(work.now))
        work.session.add(duty)
    work.session.flush()


def _open_duties_of(work: Work, seat: Seat) -> list[SeatDuty]:
    held = select(SeatDuty).where(SeatDuty.seat_id == seat.id, SeatDuty.to_on.is_(None))
    return list(work.session.scalars(held))


def _end(work: Work, seat: Seat, day: date) -> None:
    for duty in _open_duties_of(work, seat):
        duty.to_on = day
    seat.to_on = day
    work.session.flush()


def _with_role(work: Work, seat: Seat, role: SeatRole) -> Seat:
    """A role has dates because its seat has: the old seat ends and a new one opens, unless it is of today."""
    today, changed = local_day(work.now), seat
    if seat.from_on == today:
        seat.role = role
    else:
        duties = {duty.matrix_code: duty.advantage for duty in _open_duties_of(work, seat)}
        _end(work, seat, today)
        changed = Seat(organisation_id=seat.organisation_id, alliance_code=seat.alliance_code, role=role, from_on=today)
        work.session.add(changed)
        work.session.flush()
        _open_duties(work, changed, duties)
    record(work, events.SeatRoleChanged(changed.organisation_id, changed.id, changed.alliance_code, str(role)))
    return changed


def _name_lead(work: Work, alliance: Alliance, lead: Seat) -> None:
    """An alliance has one lead: whoever led it before is a member of it from today on."""
    work.session.flush()
    former = select(Seat).where(
        Seat.alliance_code == alliance.code,
        Seat.role == SeatRole.LEAD,
        Seat.to_on.is_(None),
        Seat.id != lead.id,
    )
    for one in work.session.scalars(former).all():
        _with_role(work, one, SeatRole.MEMBER)
    alliance.lead_organisation_id = lead.organisation_id


def _in_words(duties: Mapping[str, Advantage]) -> tuple[str, ...]:
    return tuple(f"{code}: {advantage}" for code, advantage in sorted(duties.items()))
