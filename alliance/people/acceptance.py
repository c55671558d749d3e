"""Accepting an invitation: with a new account, or with the password of the account that the address has already."""

from dataclasses import dataclass, replace

from sqlalchemy import select, update

from ..foundation.kernel.actor import Actor
from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.ids import hash_secret
from ..foundation.kernel.words import N_, fold
from ..foundation.store.work import Work
from ..journal.record import record
from .appointments import Office, appoint
from .events import InvitationAccepted
from .invitations import check_address
from .model import Invitation, Person
from .passwords import check_strength, hashed
from .queries import open_at
from .signing_in import Credentials, admit_device, prove

GONE = N_("This invitation has just been used or revoked. Open its link again to see how it stands.")


@dataclass(frozen=True, slots=True)
class AccountText:
    """What a new person chooses. `email` only where the invitation names none: the first administrator's."""

    name: str
    password: str
    email: str = ""


def accept_as_new(work: Work, token: str, text: AccountText, device: str) -> str:
    """Make the account and its appointment, and sign this device in; returns the device's token."""
    invitation = _claim(work, token)
    email = invitation.email or fold(text.email)
    check_address(email)
    check_strength(text.password, email)
    person = Person(email=email, name=text.name, password_hash=hashed(text.password), joined_at=work.now)
    work.session.add(person)
    work.session.flush()
    return _enter(work, invitation, person, device)


def accept_with_account(work: Work, token: str, password: str, device: str) -> str | Invalid:
    """Add the appointment to the account of this address; a wrong password is counted as in signing in."""
    email = work.session.scalar(select(Invitation.email).where(Invitation.token_hash == hash_secret(token)))
    proven = prove(work, Credentials(email or "", password))
    if isinstance(proven, Invalid):
        return proven
    return _enter(work, _claim(work, token), proven, device)


def _claim(work: Work, token: str) -> Invitation:
    """Use the invitation, in the one statement that also judges it: of two at once, one is late."""
    claim = (
        update(Invitation)
        .where(Invitation.token_hash == hash_secret(token), *open_at(work.now))
        .values(used_at=work.now)
        .returning(Invitation)
    )
    invitation = work.session.scalars(claim).one_or_none()
    if invitation is None:
        raise Conflict(GONE)
    return invitation


def _enter(work: Work, invitation: Invitation, person: Person, device: str) -> str:
    """What follows is the person's own act, in the role just accepted."""
    own = replace(work, actor=Actor(person.id, person.name, invitation.role, invitation.organisation_id))
    office = Office(invitation.role, invitation.organisation_id, invitation.district_code, invitation.to_on)
    appointment = appoint(own, person.id, office)
    record(own, InvitationAccepted(invitation.id))
    return admit_device(own, person, device, appointment.id)
