"""What happens to people, as the journal keeps it: pseudonyms and roles, no names, no addresses."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class SignedIn:
    person_id: UUID
    about: ClassVar[str] = "person"
    words: ClassVar[str] = N_("Signed in")


@dataclass(frozen=True, slots=True)
class SignInLocked:
    """Too many failures for one address; `address_hash` is all that is kept of it."""

    guard_id: UUID
    address_hash: str
    about: ClassVar[str] = "sign_in_guard"
    words: ClassVar[str] = N_("Sign-in locked after repeated failures")


@dataclass(frozen=True, slots=True)
class SignedOut:
    person_id: UUID
    devices: int
    about: ClassVar[str] = "person"
    words: ClassVar[str] = N_("Signed out")


@dataclass(frozen=True, slots=True)
class HatSwitched:
    person_id: UUID
    appointment_id: UUID
    about: ClassVar[str] = "person"
    words: ClassVar[str] = N_("Went on in another role")


@dataclass(frozen=True, slots=True)
class Appointed:
    person_id: UUID
    role: str
    organisation_id: UUID | None
    district_code: str | None
    about: ClassVar[str] = "person"
    words: ClassVar[str] = N_("Appointed")


@dataclass(frozen=True, slots=True)
class Invited:
    invitation_id: UUID
    role: str
    organisation_id: UUID | None
    district_code: str | None
    about: ClassVar[str] = "invitation"
    words: ClassVar[str] = N_("Invited")


@dataclass(frozen=True, slots=True)
class InvitationSentAgain:
    invitation_id: UUID
    about: ClassVar[str] = "invitation"
    words: ClassVar[str] = N_("Invitation sent again")


@dataclass(frozen=True, slots=True)
class InvitationRevoked:
    invitation_id: UUID
    about: ClassVar[str] = "invitation"
    words: ClassVar[str] = N_("Invitation revoked")


@dataclass(frozen=True, slots=True)
class InvitationAccepted:
    invitation_id: UUID
    about: ClassVar[str] = "invitation"
    words: ClassVar[str] = N_("Invitation accepted")


@dataclass(frozen=True, slots=True)
class AppointmentEnded:
    person_id: UUID
    role: str
    organisation_id: UUID | None
    district_code: str | None
    about: ClassVar[str] = "person"
    words: ClassVar[str] = N_("Appointment ended")


@dataclass(frozen=True, slots=True)
class AccountDisabled:
    person_id: UUID
    devices: int
    about: ClassVar[str] = "person"
    words: ClassVar[str] = N_("Account disabled")


@dataclass(frozen=True, slots=True)
class AccountEnabled:
    person_id: UUID
    about: ClassVar[str] = "person"
    words: ClassVar[str] = N_("Account enabled again")


@dataclass(frozen=True, slots=True)
class AccountErased:
    person_id: UUID
    about: ClassVar[str] = "person"
    words: ClassVar[str] = N_("Account erased")


@dataclass(frozen=True, slots=True)
class SessionsEnded:
    person_id: UUID
    devices: int
    about: ClassVar[str] = "person"
    words: ClassVar[str] = N_("Signed out everywhere by an administrator")


@dataclass(frozen=True, slots=True)
class LockLifted:
    person_id: UUID
    about: ClassVar[str] = "person"
    words: ClassVar[str] = N_("Lock of the sign-in lifted")


@dataclass(frozen=True, slots=True)
class LinkSent:
    person_id: UUID
    about: ClassVar[str] = "person"
    words: ClassVar[str] = N_("Link to a new password sent by an administrator")


@dataclass(frozen=True, slots=True)
class PasswordResetAsked:
    """Recorded whether or not the address has an account; `address_hash` is all that is kept of it."""

    guard_id: UUID
    address_hash: str
    about: ClassVar[str] = "sign_in_guard"
    words: ClassVar[str] = N_("A new password was asked for")


@dataclass(frozen=True, slots=True)
class PasswordSet:
    person_id: UUID
    devices: int
    about: ClassVar[str] = "person"
    words: ClassVar[str] = N_("New password set")


@dataclass(frozen=True, slots=True)
class JoinAsked:
    request_id: UUID
    organisation_id: UUID
    about: ClassVar[str] = "join_request"
    words: ClassVar[str] = N_("Somebody asks to join")


@dataclass(frozen=True, slots=True)
class JoinAccepted:
    request_id: UUID
    role: str
    about: ClassVar[str] = "join_request"
    words: ClassVar[str] = N_("Request to join accepted")


@dataclass(frozen=True, slots=True)
class JoinDeclined:
    request_id: UUID
    about: ClassVar[str] = "join_request"
    words: ClassVar[str] = N_("Request to join declined")


@dataclass(frozen=True, slots=True)
class DutiesHandedOver:
    """Somebody leaves and somebody else goes on: what was open in the leaver's name is the successor's from now."""

    organisation_id: UUID
    leaver_id: UUID
    successor_id: UUID
    role: str
    join_requests: int
    invitations: int
    about: ClassVar[str] = "organisation"
    words: ClassVar[str] = N_("Duties handed over")
