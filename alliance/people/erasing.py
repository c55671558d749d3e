"""Erasing: an account that nothing but one role was for, and what invitations and letters still say of its person."""

from uuid import UUID

from sqlalchemy import delete, select

from ..foundation.kernel.actor import Role
from ..foundation.kernel.words import fold
from ..foundation.store.work import Work
from ..journal.model import InboxLetter, Letter
from ..journal.record import record
from .events import AccountErased, InvitationRevoked
from .model import Appointment, Invitation, PasswordReset, Person
from .queries import open_at
from .signing_in import end_devices_of, unlock

NOBODY_KNOWN = "—"
ERASED = "erased.invalid"
"""No address lies under it (RFC 2606)."""


def forget_invitations(work: Work, email: str, role: Role) -> None:
    """Erase every invitation of this address into the role, used or not; an open one no longer works."""
    of_address = (Invitation.email == fold(email), Invitation.role == role)
    for invitation_id in work.session.scalars(select(Invitation.id).where(*of_address, *open_at(work.now))).all():
        record(work, InvitationRevoked(invitation_id))
    work.session.execute(delete(Invitation).where(*of_address))


def forget_letters(work: Work, email: str, template: str = "") -> None:
    """Erase the letters to this address, sent or not, and in the inbox of whose it is: all of them, or those whose
    template begins so."""
    address = fold(email)
    whose = select(Person.id).where(Person.email == address).scalar_subquery()
    for letter, to_them in ((Letter, Letter.address == address), (InboxLetter, InboxLetter.person_id == whose)):
        begins_so = letter.template.startswith(template, autoescape=True)
        work.session.execute(delete(letter).where(to_them, begins_so))


def erase_account(work: Work, person_id: UUID, role: Role) -> bool:
    """Erase the account where it never held any role but this one; else False, and it stays for what it was for.

    The row is left under a pseudonym, because the journal and other rows name its id.
    """
    person = work.session.scalars(select(Person).where(Person.id == person_id).with_for_update()).one()
    other = select(Appointment.id).where(Appointment.person_id == person_id, Appointment.role != role)
    if work.session.scalar(other.limit(1)) is not None:
        return False
    unlock(work, person.email)
    forget_letters(work, person.email)
    work.session.execute(delete(PasswordReset).where(PasswordReset.person_id == person_id))
    end_devices_of(work, person_id)
    person.email, person.name, person.password_hash = f"{person.id}@{ERASED}", NOBODY_KNOWN, ""
    person.previous_sign_in_at = person.last_sign_in_at = None
    person.disabled_at = person.erased_at = work.now
    work.session.flush()
    record(work, AccountErased(person_id))
    return True
