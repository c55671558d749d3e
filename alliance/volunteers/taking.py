"""Everything that is kept of a volunteer, part by part, in words: what she takes along as a sheet."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select

from ..foundation.store.work import Work
from ..foundation.web.language import day, moment, named
from ..journal.model import Letter
from ..people.model import Person
from . import queries
from .model import TeamMembership, Volunteer, VolunteerTeam
from .sections import Kept

LETTERS_MOST = 500


def own_data(work: Work, _volunteer_id: UUID) -> Iterable[Kept]:
    found = queries.own(work)
    if found is None:
        return
    part = _("My data")
    told = (
        (_("Your name"), found.name),
        (_("Mobile phone"), found.phone),
        (_("E-mail address"), found.email),
        (_("Date of birth"), day(found.born_on)),
        (_("Parent or guardian who agrees as well"), found.guardian),
        (_("District near which I help"), named(found.district)),
        (_("Agreed on"), moment(found.agreed_at)),
        (_("To which version of the words"), found.agreed_to),
        (_("Volunteer since"), moment(found.since)),
        (_("Account since"), moment(found.account_since)),
        (_("Name of the account"), work.actor.name),
        (_("Last sign-in"), moment(found.last_sign_in_at)),
    )
    yield from (Kept(part, what, value) for what, value in told)


def own_teams(work: Work, volunteer_id: UUID) -> Iterable[Kept]:
    """Those that she has left too."""
    place = TeamMembership
    asked = (
        select(VolunteerTeam.title, place.state, place.state_since, place.coordinates)
        .join(place, place.team_id == VolunteerTeam.id)
        .where(place.volunteer_id == volunteer_id)
        .order_by(VolunteerTeam.title)
    )
    for title, state, since, coordinates in work.session.execute(asked):
        led = f" · {_('Coordinator')}" if coordinates else ""
        yield Kept(_("My teams"), title, f"{_(state.label)}{led} · {moment(since)}")


def own_qualifications(work: Work, volunteer_id: UUID) -> Iterable[Kept]:
    for held in queries.qualifications_of(work, volunteer_id):
        told: list[Any] = [held.place or _("The center"), moment(held.confirmed_at)]
        told += [_("Valid until: %(day)s", day=day(held.until_on))] if held.until_on else []
        told += [_("Revoked: %(reason)s", reason=held.revoked_because)] if held.revoked_at else []
        yield Kept(_("My qualifications"), named(held.term), " · ".join(str(one) for one in told))


def own_letters(work: Work, volunteer_id: UUID) -> Iterable[Kept]:
    """When and about what she was written to; what was in a letter is erased once it is sent."""
    own = select(Person.email).join(Volunteer, Volunteer.person_id == Person.id).where(Volunteer.id == volunteer_id)
    asked = select(Letter.written_at, Letter.sent_at).where(Letter.address == own.scalar_subquery())
    for written_at, sent_at in work.session.execute(asked.order_by(Letter.written_at).limit(LETTERS_MOST)):
        yield Kept(_("Letters to me"), moment(written_at), _("sent") if sent_at else _("not sent yet"))
