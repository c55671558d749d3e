"""People whom an organisation has named for a shift: who they are in the portal, and what is kept of those who are not.

The organisation gives a name and an address. Whoever it is comes only by her own word, as a volunteer who has agreed to
what is kept of her; until then the row bears what the organisation typed, and afterwards nothing of it.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import and_, exists, or_, select, update

from ..foundation.kernel.errors import MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..people.erasing import forget_letters
from ..volunteers.events import VolunteerConfirmed
from ..volunteers.model import Volunteer
from ..volunteers.vocabulary import VolunteerState
from .model import Shift, SignUp
from .signing_up import check_standing
from .workflow import STANDING

LETTER = "volunteer_shift"
FORGOTTEN_AFTER = timedelta(days=1)
NOT_YET = N_("Sign up as a volunteer first, with the address at which this letter came: then the place can be yours.")


def volunteer_of(work: Work, sign_up: SignUp) -> UUID:
    """The active volunteer who has the address that was typed; MoveNotOpen, with what to do, where there is none."""
    having = (Volunteer.email == sign_up.email, Volunteer.state == VolunteerState.ACTIVE)
    found = work.session.scalar(select(Volunteer.id).where(*having)) if sign_up.email else None
    if found is None:
        raise MoveNotOpen(NOT_YET)
    return found


def is_unknown(work: Work, sign_up: SignUp) -> bool:
    """Whether whoever was named has to become a volunteer before she can come."""
    having = (Volunteer.email == sign_up.email, Volunteer.state == VolunteerState.ACTIVE)
    return sign_up.volunteer_id is None and not work.session.scalar(select(exists().where(*having)))


def tie(work: Work, sign_up: SignUp, volunteer_id: UUID) -> None:
    """The sign-up is hers; what the organisation typed is not needed any more. The shift is locked, and she is."""
    check_standing(work, sign_up.shift_id, volunteer_id)
    sign_up.volunteer_id, sign_up.name, sign_up.email = volunteer_id, "", ""
    work.session.flush()


def tie_confirmed(work: Work, event: VolunteerConfirmed) -> None:
    """Whoever becomes a volunteer finds on her page for what organisations have named her."""
    address = select(Volunteer.email).where(Volunteer.id == event.volunteer_id).scalar_subquery()
    own = select(SignUp.shift_id).where(SignUp.volunteer_id == event.volunteer_id, SignUp.state.in_(STANDING))
    unknown = (SignUp.volunteer_id.is_(None), SignUp.email == address, SignUp.state.in_(STANDING))
    first = select(SignUp).where(*unknown, SignUp.shift_id.not_in(own)).order_by(SignUp.shift_id, SignUp.number)
    met = set[UUID]()
    for sign_up in work.session.scalars(first.with_for_update(key_share=True)).all():
        if sign_up.shift_id not in met:
            met.add(sign_up.shift_id)
            sign_up.volunteer_id, sign_up.name, sign_up.email = event.volunteer_id, "", ""
    work.session.flush()


def forget(work: Work) -> int:
    """Erase names and addresses of those who were named and do not come, or whose shift is over, and the letters to
    them; how many. A day later, so that the last letter is out."""
    before = work.now - FORGOTTEN_AFTER
    over = exists().where(Shift.id == SignUp.shift_id, Shift.ends_at <= before)
    gone = (SignUp.email != "", or_(and_(SignUp.state.not_in(STANDING), SignUp.state_since <= before), over))
    rows = work.session.execute(select(SignUp.id, SignUp.email).where(*gone)).all()
    ids, addresses = [row.id for row in rows], {row.email for row in rows}
    work.session.execute(update(SignUp).where(SignUp.id.in_(ids)).values(name="", email=""))
    known = select(Volunteer.email).where(Volunteer.email.in_(addresses), Volunteer.state != VolunteerState.LEFT)
    still = select(SignUp.email).where(SignUp.email.in_(addresses))
    for address in addresses - {*work.session.scalars(known), *work.session.scalars(still)}:
        forget_letters(work, address, LETTER)
    return len(ids)
