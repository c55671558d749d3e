"""Asking to act for an organisation: anybody asks, its liaison answers, an invitation follows or a word of regret."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select

from ..foundation.kernel.actor import Role
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import TooMany
from ..foundation.kernel.words import N_, fold
from ..foundation.store.work import Work
from ..journal import letters
from ..journal.record import record
from ..masking.door import masked_within
from ..organisations.model import Contact, Organisation, Post
from .events import JoinAccepted, JoinAsked, JoinDeclined
from .invitations import InvitationText, check_address, invite
from .model import NOTE_LENGTH, WAITING_MOST, Appointment, JoinRequest, JoinRequestState, Person
from .queries import holds_on
from .workflow import JOIN_WORKFLOW

STAFF_PAGE = "/people/staff/"


@dataclass(frozen=True, slots=True)
class JoinText:
    name: str
    email: str
    note: str = ""


def ask_to_join(work: Work, organisation_id: UUID, text: JoinText) -> None:
    """Ask the liaison of an organisation. Who has asked already, or is there already, gets the same answer.

    The organisation's row is locked meanwhile, so that the same question asked twice at once is asked once.
    """
    check_address(text.email)
    lock = select(Organisation.name).where(Organisation.id == organisation_id).with_for_update(key_share=True)
    organisation_name = work.session.scalar(lock)
    _check_room(work, organisation_id)
    if _known_there(work, organisation_id, fold(text.email)):
        return
    request = JoinRequest(
        organisation_id=organisation_id,
        name=text.name,
        email=fold(text.email),
        note=text.note,
        asked_at=work.now,
        state=JoinRequestState.WAITING,
        state_since=work.now,
    )
    work.session.add(request)
    work.session.flush()
    record(work, JoinAsked(request.id, organisation_id))
    for address in _who_answers(work, organisation_id):
        path = f"{STAFF_PAGE}{organisation_id}/requests/{request.id}"
        letters.write(work, address, "join_request", name=text.name, place=organisation_name, path=path)


def _known_there(work: Work, organisation_id: UUID, address: str) -> bool:
    waiting = select(JoinRequest.id).where(
        JoinRequest.organisation_id == organisation_id,
        JoinRequest.state == JoinRequestState.WAITING,
        JoinRequest.email == address,
    )
    appointed = (
        select(Appointment.id)
        .join(Person, Person.id == Appointment.person_id)
        .where(
            Appointment.organisation_id == organisation_id,
            Person.email == address,
            holds_on(local_day(work.now)),
        )
    )
    return bool(work.session.scalar(select(or_(waiting.exists(), appointed.exists()))))


def _check_room(work: Work, organisation_id: UUID) -> None:
    """Nobody buries an organisation under requests, nor its liaison under letters."""
    waiting = select(func.count()).where(
        JoinRequest.organisation_id == organisation_id, JoinRequest.state == JoinRequestState.WAITING
    )
    if (work.session.scalar(waiting) or 0) >= WAITING_MOST:
        raise TooMany(N_("Too many requests wait for an answer there. Reach its liaison another way."))


def _who_answers(work: Work, organisation_id: UUID) -> list[str]:
    """The addresses of the liaisons with an account; where none has one, the liaison whom the organisation names."""
    liaisons = (
        select(Person.email)
        .join(Appointment, Appointment.person_id == Person.id)
        .where(
            Appointment.organisation_id == organisation_id,
            Appointment.role == Role.LIAISON,
            holds_on(local_day(work.now)),
            Person.disabled_at.is_(None),
        )
    )
    named = select(Contact.email).where(
        Contact.organisation_id == organisation_id, Contact.post == Post.LIAISON, Contact.email != ""
    )
    found = work.session.scalars(liaisons.distinct()).all() or work.session.scalars(named).all()
    return sorted(found)


def accept(work: Work, request: JoinRequest, role: Role) -> None:
    """Say yes: the person is invited by letter into the organisation, in this role."""
    JOIN_WORKFLOW.apply(request, "accept", work.now)
    invite(work, InvitationText(request.email, request.name, role, request.organisation_id))
    record(work, JoinAccepted(request.id, role))


def decline(work: Work, request: JoinRequest, reason: str = "") -> None:
    """Say no. The reason goes into the letter and nowhere else; none: the organisation is no longer in the alliance."""
    JOIN_WORKFLOW.apply(request, "decline", work.now)
    place = work.session.scalar(select(Organisation.name).where(Organisation.id == request.organisation_id))
    safe = masked_within("reason", reason, NOTE_LENGTH)
    letters.write(work, request.email, "join_answered", name=request.name, place=place, reason=safe)
    record(work, JoinDeclined(request.id))
