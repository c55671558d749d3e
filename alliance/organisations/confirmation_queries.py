"""Which organisations have yet to confirm their contacts in this quarter, and whom that waits for."""

from datetime import date, datetime, time, timedelta
from functools import partial

from sqlalchemy import ColumnElement, and_, func, select

from ..foundation.kernel.actor import Actor, Role
from ..foundation.kernel.clock import LOCAL_ZONE, local_day
from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.questions import Found, Question, columns, single
from ..foundation.store.work import Work
from .model import Organisation, OrganisationState

CHASES = frozenset({Role.CENTER_ADMIN, Role.CENTER_OFFICER})
DAYS_TO_CONFIRM = 30


def quarter_began(moment: datetime) -> datetime:
    """The first moment of the calendar quarter that `moment` lies in, in the alliance's own zone."""
    day = local_day(moment)
    first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return datetime.combine(first, time.min, LOCAL_ZONE)


def unconfirmed(now: datetime) -> ColumnElement[bool]:
    """Those that are in the alliance and have not confirmed their contacts in this quarter."""
    there = Organisation.state.in_((OrganisationState.MEMBER, OrganisationState.SUSPENDED))
    return and_(there, Organisation.confirmed_at < quarter_began(now))


def questions(work: Work) -> list[Question]:
    """Contacts that this quarter has not seen confirmed: a liaison's own, an officer's members counted."""
    actor, due = work.actor, quarter_began(work.now).date() + timedelta(days=DAYS_TO_CONFIRM)
    if actor.role is Role.LIAISON:
        own = select(*columns(id=Organisation.id)).where(Organisation.id == actor.organisation_id)
        return [single(own.where(unconfirmed(work.now)), partial(_own_contacts, due))]
    late = select(*columns(count=func.count())).where(unconfirmed(work.now))
    if actor.role is Role.DISTRICT_OFFICER:
        late = late.where(Organisation.district_code == actor.district_code)
    elif actor.role not in CHASES:
        return []
    return [single(late, partial(_late_members, actor, due))]


def _own_contacts(due: date, found: Found) -> Errand:
    return Errand(
        N_("Confirm your organisation's contacts"),
        N_("Once a quarter, so that the center reaches the right person."),
        "organisations.keep",
        {"organisation_id": found.id},
        due=due,
        tone="amber",
    )


def _late_members(actor: Actor, due: date, found: Found) -> Errand:
    return Errand(
        N_("Members whose contacts are not confirmed"),
        N_("Their liaisons have not confirmed them this quarter. A call is often enough."),
        "directory.members",
        {"contacts": "unconfirmed"} | ({"district": actor.district_code} if actor.district_code else {}),
        due=due,
        count=found.count,
        tone="amber",
    )
