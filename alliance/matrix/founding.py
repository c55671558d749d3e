"""What is done with alliances and matrices themselves: found one, keep it up to date, close it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.exc import IntegrityError

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..organisations.model import Organisation, OrganisationState
from . import commands, events, queries
from .groups import ALLIANCES, KINDS
from .model import Advantage, Alliance, Matrix, Seat, SeatDuty, SeatRole

CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class GroupText:
    """What an alliance or a matrix is called, what it is for, where it stands in the order and from which day."""

    zh: str
    en: str
    charter_zh: str
    charter_en: str
    position: int
    from_on: date


@dataclass(frozen=True, slots=True)
class NewGroup:
    """`lead`: name, short name or code (USCC) of the organisation that leads a new alliance, and what it serves."""

    code: str
    text: GroupText
    lead: str = ""
    duties: Mapping[str, Advantage] = field(default_factory=dict)


def found(work: Work, kind: str, new: NewGroup) -> Alliance | Matrix:
    """Add an alliance or a matrix (`kind`: "alliances", "matrices"); an alliance with the lead that it names."""
    if not CODE.fullmatch(new.code):
        raise Invalid("code", N_("A code begins with a letter and holds small letters, digits and single low lines."))
    plain = {name: getattr(new.text, name) for name in GroupText.__dataclass_fields__}
    group = KINDS[kind](code=new.code, **plain)
    try:
        with work.session.begin_nested():
            work.session.add(group)
    except IntegrityError as taken:
        raise Invalid("code", N_("This code is already taken.")) from taken
    event = events.AllianceFounded if isinstance(group, Alliance) else events.MatrixFounded
    record(work, event(events.subject_of(kind, group.code), group.code))
    if new.lead:
        _seat_lead(work, group, new)
    return group


def keep(work: Work, kind: str, code: str, text: GroupText) -> None:
    """Bring the name, the charter, the place in the order and the first day up to date."""
    group = _locked(work, kind, code)
    changed = tuple(name for name in GroupText.__dataclass_fields__ if getattr(group, name) != getattr(text, name))
    if "from_on" in changed:
        _check_first_day(work, group, text.from_on)
    for name in changed:
        setattr(group, name, getattr(text, name))
    if changed:
        event = events.AllianceKept if isinstance(group, Alliance) else events.MatrixKept
        record(work, event(events.subject_of(kind, code), code, changed))


def keep_alliance(work: Work, code: str, text: GroupText, lead_seat: str) -> None:
    """The same for an alliance, and let the organisation of that seat (its id) lead it; empty: nobody does."""
    keep(work, ALLIANCES, code, text)
    open_seats = select(Seat).where(Seat.alliance_code == code, Seat.to_on.is_(None))
    leading = work.session.scalar(open_seats.where(Seat.role == SeatRole.LEAD))
    chosen = work.session.scalar(open_seats.where(Seat.id == UUID(lead_seat))) if lead_seat else None
    if lead_seat and chosen is None:
        raise Conflict(commands.ENDED)
    if chosen is leading:
        return
    if chosen is not None:
        commands.set_role(work, chosen, SeatRole.LEAD)
    elif leading is not None:
        commands.set_role(work, leading, SeatRole.MEMBER)


def close(work: Work, kind: str, code: str, to_on: date) -> None:
    """Let it stand no longer from `to_on` on. Refused while an organisation still sits there."""
    group = _locked(work, kind, code)
    if group.to_on is not None:
        raise Conflict(N_("It has been closed already."))
    held, last = work.session.execute(
        select(func.count().filter(_held(group).to_on.is_(None)), func.max(_held(group).to_on)).where(_of(group))
    ).one()
    if held:
        raise Invalid("to_on", N_("%(count)d seats are still open there. End them first, then close it."), count=held)
    if to_on < max(group.from_on, last or group.from_on):
        raise Invalid("to_on", N_("It cannot end before it began, nor before the last seat in it ended."))
    group.to_on = to_on
    event = events.AllianceClosed if isinstance(group, Alliance) else events.MatrixClosed
    record(work, event(events.subject_of(kind, code), code, to_on.isoformat()))


def _locked(work: Work, kind: str, code: str) -> Alliance | Matrix:
    return cast(Alliance | Matrix, work.session.get_one(KINDS[kind], code, with_for_update=True))


def _held(group: Alliance | Matrix) -> type[Seat] | type[SeatDuty]:
    return Seat if isinstance(group, Alliance) else SeatDuty


def _of(group: Alliance | Matrix) -> ColumnElement[bool]:
    return Seat.alliance_code == group.code if isinstance(group, Alliance) else SeatDuty.matrix_code == group.code


def _check_first_day(work: Work, group: Alliance | Matrix, from_on: date) -> None:
    first = work.session.scalar(select(func.min(_held(group).from_on)).where(_of(group)))
    if (first and first < from_on) or (group.to_on and group.to_on < from_on):
        raise Invalid("from_on", N_("It cannot begin after the first seat in it, nor after its own end."))


def _seat_lead(work: Work, group: Alliance | Matrix, new: NewGroup) -> None:
    """Seat the lead of a new alliance. Which matrices it serves, the officer says."""
    if not queries.stands(group, local_day(work.now)):
        raise Invalid("lead", N_("Seats are taken from today on: name its lead once the alliance stands."))
    lead_id = member_called(work, new.lead)
    text = commands.SeatText(lead_id, group.code, SeatRole.LEAD, new.duties)
    commands.seat(work, text)


def member_called(work: Work, called: str, field: str = "lead") -> UUID:
    """The member of that name, short name or code (USCC); Invalid(`field`) where there is none, or more than one."""
    o = Organisation
    named = or_(o.name == called, o.short_name == called, o.uscc == called.upper())
    found = work.session.scalars(select(o.id).where(named, o.state == OrganisationState.MEMBER).limit(2)).all()
    if not found:
        raise Invalid(field, N_("No member bears this name, short name or code."))
    if len(found) > 1:
        raise Invalid(field, N_("More than one member bears this name. Give the full name or the code."))
    return found[0]
