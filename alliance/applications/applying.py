"""What the applicant does: begin, answer, submit, withdraw."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Invalid, MoveNotOpen
from ..foundation.kernel.words import N_, fold
from ..foundation.store.numbering import next_number
from ..foundation.store.work import Work
from ..journal.record import record
from ..matrix.queries import open_alliances
from ..organisations.commands import check_unused, check_uscc
from ..people.invitations import check_address
from . import events
from .answers import (
    AlliancesText,
    Answers,
    OrganisationText,
    PeopleText,
    PledgeText,
    SectionText,
    kept,
    section_of,
)
from .model import DRAFT_DAYS, OPEN, WITH_THE_APPLICANT, Application, ApplicationState, Section
from .workflow import APPLICATION_WORKFLOW


def begin(work: Work, application_id: UUID) -> None:
    """Begin the application that a browser keeps under this id; begun before, it stays as it is."""
    if work.session.get(Application, application_id) is not None:
        return
    _forget_old_drafts(work)
    application = Application(
        id=application_id,
        answers={},
        checks={},
        begun_at=work.now,
        state=ApplicationState.DRAFT,
        state_since=work.now,
    )
    work.session.add(application)
    work.session.flush()
    record(work, events.ApplicationBegun(application_id))


def answer(work: Work, application: Application, text: SectionText) -> None:
    """Fill in a section, or change it, while the application is with the applicant."""
    if application.state not in WITH_THE_APPLICANT:
        raise MoveNotOpen()
    if isinstance(text, OrganisationText):
        text = replace(text, uscc=_free_code(work, application, text.uscc, text.name))
        application.name, application.uscc = text.name, text.uscc
        application.district_code = text.district_code
    elif isinstance(text, PeopleText):
        check_address(text.liaison_email, "liaison_email")
        text = replace(text, liaison_email=fold(text.liaison_email))
        application.email = text.liaison_email
    elif isinstance(text, AlliancesText):
        _check_alliances(work, text)
    elif isinstance(text, PledgeText) and not text.agreed:
        raise Invalid("agreed", N_("Without the pledge, nobody can take part. Tick the box to give it."))
    section = section_of(text)
    application.answers = {**application.answers, section.value: kept(text)}
    record(work, events.ApplicationAnswered(application.id, section))


def submit(work: Work, application: Application) -> None:
    """Hand it in: for the first time with a number of its own, or again after it was given back."""
    answers = Answers.read(application.answers)
    for section in answers.missing():
        raise Invalid(section, N_("This part is not filled in yet."))
    if answers.alliances:
        _check_alliances(work, answers.alliances)
    _free_code(work, application, application.uscc, application.name)
    APPLICATION_WORKFLOW.apply(application, "submit", work.now)
    if application.number is None:
        application.number = _number(work)
    application.submitted_at, application.words = work.now, ""
    work.session.flush()
    record(work, events.ApplicationSubmitted(application.id, application.number))


def withdraw(work: Work, application: Application) -> None:
    """Take it back. A draft is gone; what was handed in stays on record, without the people that it named."""
    if application.state is ApplicationState.DRAFT:
        work.session.delete(application)
        record(work, events.ApplicationDiscarded(application.id))
        return
    APPLICATION_WORKFLOW.apply(application, "withdraw", work.now)
    named = {Section.PEOPLE.value, Section.PLEDGE.value}
    application.answers = {name: said for name, said in application.answers.items() if name not in named}
    record(work, events.ApplicationWithdrawn(application.id))


def _forget_old_drafts(work: Work) -> None:
    """What nobody handed in within its days is nobody's business any more."""
    old = Application.state_since < work.now - timedelta(days=DRAFT_DAYS)
    work.session.execute(delete(Application).where(Application.state == ApplicationState.DRAFT, old))


def _free_code(work: Work, application: Application, uscc: str, name: str) -> str:
    """The code in its compact form; Invalid where it is wrong, a member's, or that of another open application."""
    code = check_uscc(uscc)
    check_unused(work, code, name)
    other = select(Application.id).where(
        Application.uscc == code, Application.state.in_(OPEN), Application.id != application.id
    )
    if work.session.scalar(other.limit(1)) is not None:
        raise Invalid("uscc", N_("An application with this code is already under review."))
    return code


def _check_alliances(work: Work, text: AlliancesText) -> None:
    standing = {term.code for term in open_alliances(work)}
    if not text.codes:
        raise Invalid("codes", N_("Choose at least one alliance."))
    if not standing.issuperset(text.codes):
        raise Invalid("codes", N_("There is no such alliance today. Choose from the list."))


def _number(work: Work) -> str:
    """A number such as SQ-2026-0001 (SQ: 申请), counted from one each year."""
    year = local_day(work.now).year
    return f"SQ-{year}-{next_number(work.session, f'application {year}'):04d}"
