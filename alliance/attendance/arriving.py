"""The volunteer says that one is there, or leaves: by the code that was scanned, or by its digits."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict
from ..foundation.kernel.ids import hash_secret
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..shifts.model import SignUp
from ..shifts.vocabulary import SignUpState
from ..volunteers.model import Volunteer
from . import codes, failing
from .finding import Candidate, Missed, candidates, choose
from .noting import Hours, Noted, note
from .places import Place, place
from .queries import OwnLine
from .vocabulary import Act, Fault, Outcome, Way

NOT_SHOWN_HERE = N_("These digits are not on the wall now. They change every minute: look again and type the new ones.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the volunteer is told. `params` fill the words of a fault."""

    noted: Noted
    sign_up_id: UUID | None = None
    params: Mapping[str, Any] = field(default_factory=dict)


def arrive(work: Work, at: Place, act: Act, way: Way = Way.SCANNED) -> Answer:
    """Check oneself in or out at this place. What cannot be taken is kept for whoever keeps the event."""
    chosen = choose(at, candidates(work, at.event_id), act, work.now)
    if isinstance(chosen, Missed):
        return _missed(work, at, (act, way), chosen)
    _hold(work, chosen)
    noted = note(work, chosen.sign_up_id, Hours(chosen.starts_at, chosen.ends_at), (act, way))
    return Answer(noted, chosen.sign_up_id)


def arrive_by_digits(work: Work, line: OwnLine, typed: str, act: Act) -> Answer:
    """The same by what is typed on the page of one's own shift; digits that do not fit are kept as well."""
    shown = [one for one in (line.point_id, line.event_id) if one and codes.fits(typed, one, work.now)]
    at = place(work, shown[0]) if shown else None
    if at is None:
        about = failing.About(line.event_id, line.shift_id, line.sign_up_id)
        return _failed(work, about, line.sign_up_id, (act, Way.TYPED, Fault.OTHER_DIGITS), typed)
    return arrive(work, at, act, Way.TYPED)


def keep_old(work: Work, was: Place, act: Act) -> None:
    """Somebody came with a code of this place that no longer holds: whoever keeps the event learns of it."""
    _failed(work, failing.About(was.event_id), was.id, (act, Way.SCANNED, Fault.OLD_CODE))


def _failed(work: Work, about: failing.About, at: UUID, how: tuple[Act, Way, Fault], typed: str = "") -> Answer:
    """Kept once a day for each person, place or shift, and reason, however often they try."""
    act, way, fault = how
    volunteer_id = work.session.scalar(select(Volunteer.id).where(Volunteer.person_id == work.actor.person_id))
    key = hash_secret(f"{at} {act} {fault} {local_day(work.now)}")
    failing.keep(work, about, failing.Attempt(key, act, way, fault, typed=typed, volunteer_id=volunteer_id))
    return Answer(Noted(Outcome.FAILED, act, work.now, fault), about.sign_up_id)


def _hold(work: Work, chosen: Candidate) -> None:
    """Whoever withdraws at this very moment is first or second, never both. Rows that name the sign-up, such as one
    noted on a list at this moment, are not held up: each would wait for the other."""
    asked = select(SignUp.state).where(SignUp.id == chosen.sign_up_id).with_for_update(key_share=True)
    if work.session.scalar(asked) is not SignUpState.CONFIRMED:
        raise Conflict()


def _missed(work: Work, at: Place, how: tuple[Act, Way], missed: Missed) -> Answer:
    act, way = how
    near = missed.near
    about = failing.About(at.event_id, near.shift_id if near else None, near.sign_up_id if near else None)
    if missed.fault is Fault.TOO_EARLY:
        return Answer(Noted(Outcome.FAILED, act, work.now, missed.fault), about.sign_up_id, missed.params)
    return replace(_failed(work, about, at.id, (act, way, missed.fault)), params=missed.params)
