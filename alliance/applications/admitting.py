"""Admission: one act makes the member, seats it, and invites its liaison."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from ..foundation.kernel.actor import Role
from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..matrix.commands import SeatText, seat
from ..organisations import commands as organisations
from ..organisations.commands import ContactText, NewOrganisation, Profile
from ..organisations.model import Organisation, Post
from ..people.invitations import InvitationText, invite
from . import events
from .answers import Answers, OrganisationText, PeopleText
from .findings import SEAT, AdmissionText, ProposedSeat
from .model import Application, Grade
from .workflow import APPLICATION_WORKFLOW


def admit(work: Work, application: Application, text: AdmissionText) -> Organisation:
    """Let the applicant in. Whatever is refused on the way, nothing of it is written."""
    APPLICATION_WORKFLOW.apply(application, "admit", work.now)
    work.session.flush()
    _check_grades(application)
    answers = Answers.read(application.answers)
    organisation = organisations.admit(work, _new_member(answers))
    application.organisation_id = organisation.id
    _seat(work, organisation.id, text.seats)
    _invite_liaison(work, organisation.id, answers)
    record(work, events.ApplicationAdmitted(application.id, organisation.id))
    return organisation


def _check_grades(application: Application) -> None:
    if any(mark["grade"] == Grade.BAD for mark in application.checks.values()):
        raise Invalid(
            "checks", N_("A point of the check list is not in order. Give it back, or settle the point first.")
        )


def _new_member(answers: Answers) -> NewOrganisation:
    said, people = answers.organisation, answers.people
    if said is None:
        raise Invalid("name", N_("The application does not say which organisation it is."))
    return NewOrganisation(said.uscc, said.name, said.short_name, _profile(said, people, answers.amounts()))


def _profile(said: OrganisationText, people: PeopleText | None, amounts: Mapping[str, int]) -> Profile:
    return Profile(
        sector_code=said.sector_code,
        district_code=said.district_code,
        address=said.address,
        parent_name=said.parent_name,
        contacts=contacts(people) if people else {},
        capabilities=amounts,
    )


def contacts(people: PeopleText) -> Mapping[Post, ContactText]:
    """The posts that are filled, each with its contact."""
    parts = ("name", "phone", "email")
    held = {post: ContactText(*(getattr(people, f"{post}_{part}", "") for part in parts)) for post in Post}
    return {post: contact for post, contact in held.items() if contact.name}


def _seat(work: Work, organisation_id: UUID, seats: Sequence[ProposedSeat]) -> None:
    """Refused at the alliance whose seat it is."""
    if not seats:
        raise Invalid("seats", N_("Choose at least one alliance that it sits in."))
    for one in seats:
        try:
            seat(work, SeatText(organisation_id, one.alliance_code, one.role, one.duties))
        except Invalid as refusal:
            raise Invalid(SEAT + one.alliance_code, refusal.words, **refusal.params) from refusal


def _invite_liaison(work: Work, organisation_id: UUID, answers: Answers) -> None:
    if answers.people:
        liaison = InvitationText(
            answers.people.liaison_email, answers.people.liaison_name, Role.LIAISON, organisation_id
        )
        invite(work, liaison)
