"""The volunteer says that one is there, or leaves: by the code that was scanned, or by its digits."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict
from ..foundation.kernel.ids import hash_secret
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..shifts.model import SignUp
from ..volunteers.model import Volunteer
from . import codes, failing
from .finding import Candidate, Missed, candidates, choose
from .noting import Hours, Noted, note
from .places import Place, place
from .queries import OwnLine
from .times import Told
from .vocabulary import Act, Fault, Outcome, Way

NOT_SHOWN_HERE = N_("These digits are not on the wall now. They change every minute: look again and type the new ones.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the volunteer is told. `params` fill the words of a fault."""

    noted: Noted
    sign_up_id: UUID | None = None
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Try:
    """`at`: when the button was pressed, where that is not now."""

    act: Act
    way: Way = Way.SCANNED
    typed: str = ""
    at: datetime | None = None


def arrive(work: Work, at: Place, how: Try) -> Answer:
    """Check oneself in or out at this place. What cannot be taken is kept for whoever keeps the event."""
    chosen = choose(at, candidates(work, at.event_id), how.act, how.at or work.now)
    if isinstance(chosen, Missed):
        return _missed(work, at, how, chosen)
    _hold(work, chosen)
    told = Told(how.at, work.now) if how.at else None
    noted = note(work, chosen.sign_up_id, Hours(chosen.starts_at, chosen.ends_at), (how.act, how.way), told)
    return Answer(noted, chosen.sign_up_id)


def arrive_by_digits(work: Work, line: OwnLine, typed: str, act: Act) -> Answer:
    """The same by what is typed on the page of one's own shift; digits that do not fit are kept as well."""
    shown = [one for one in (line.point_id, line.event_id) if one and codes.fits(typed, one, work.now)]
    at = place(work, shown[0]) if shown else None
    if at is None:
        about = failing.About(line.event_id, line.shift_id, line.sign_up_id)
        return _failed(work, about, line.sign_up_id, Try(act, Way.TYPED, typed), Fault.OTHER_DIGITS)
    return arrive(work, at, Try(act, Way.TYPED))


def keep_old(work: Work, was: Place, how: Try) -> None:
    """Somebody came with a code of this place that no longer holds: whoever keeps the event learns of it, and when the
    button was pressed."""
    _failed(work, failing.About(was.event_id), was.id, how, Fault.OLD_CODE)


def _failed(work: Work, about: failing.About, at: UUID, how: Try, fault: Fault) -> Answer:
    """Kept once a day for each person, place or shift, and reason, however often they try."""
    volunteer_id = work.session.scalar(select(Volunteer.id).where(Volunteer.person_id == work.actor.person_id))
    key = hash_secret(f"{at} {how.act} {fault} {local_day(work.now)}")
    tried = failing.Attempt(key, how.act, how.way, fault, typed=how.typed, volunteer_id=volunteer_id, at=how.at)
    failing.keep(work, about, tried)
    return Answer(Noted(Outcome.FAILED, how.act, work.now, fault), about.sign_up_id)


def _hold(work: Work, chosen: Candidate) -> None:
    """Whoever withdraws at this very moment is first or second, never both. Rows that name the sign-up, such as one
    noted on a list at this moment, are not held up: each would wait for the other."""
    asked = select(SignUp.state).where(SignUp.id == chosen.sign_up_id).with_for_update(key_share=True)
    if work.session.scalar(asked) is not chosen.state:
        raise Conflict()


def _missed(work: Work, at: Place, how: Try, missed: Missed) -> Answer:
    near = missed.near
    about = failing.About(at.event_id, near.shift_id if near else None, near.sign_up_id if near else None)
    if missed.fault is Fault.TOO_EARLY:
        return Answer(Noted(Outcome.FAILED, how.act, work.now, missed.fault), about.sign_up_id, missed.params)
    return replace(_failed(work, about, at.id, how, missed.fault), params=missed.params)
