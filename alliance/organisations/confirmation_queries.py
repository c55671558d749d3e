"""Which organisations have yet to confirm their contacts in this quarter, and whom that waits for."""

from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import ColumnElement, and_, func, select

from ..foundation.kernel.actor import Role
from ..foundation.kernel.clock import first_of, local_day
from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..questions import Found, Question, columns, single
from .model import Organisation, OrganisationState

CHASES = frozenset({Role.CENTER_ADMIN, Role.CENTER_OFFICER})
DAYS_TO_CONFIRM = 30


def quarter_began(moment: datetime) -> datetime:
    """The first moment of the calendar quarter that `moment` lies in, in the alliance's own zone."""
    day = local_day(moment)
    first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return first_of(first)


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
    late, here = unconfirmed(work.now), actor.district_code
    if actor.role is Role.DISTRICT_OFFICER:
        asked = select(*columns(count=func.count(), more=here)).where(late, Organisation.district_code == here)
    elif actor.role in CHASES:
        asked = select(*columns(count=func.count())).where(late)
    else:
        return []
    return [single(asked, partial(_late_members, due))]


def _own_contacts(due: date, found: Found) -> Errand:
    return Errand(
        N_("Confirm your organisation's contacts"),
        N_("Once a quarter, so that the center reaches the right person."),
        "organisations.keep",
        {"organisation_id": found.id},
        due=due,
        tone="amber",
    )


def _late_members(due: date, found: Found) -> Errand:
    return Errand(
        N_("Members whose contacts are not confirmed"),
        N_("Their liaisons have not confirmed them this quarter. A call is often enough."),
        "directory.members",
        {"contacts": "unconfirmed"} | ({"district": found.more} if found.more else {}),
        due=due,
        count=found.count,
        tone="amber",
    )
