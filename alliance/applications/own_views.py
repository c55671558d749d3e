"""The applicant's pages: begin, fill in part by part, check, submit, see the state, withdraw."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import NotThere
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.forms import Form
from ..foundation.web.guard import limiter
from ..policy.can import Can
from ..policy.gate import permit
from . import applying, holding, parts, queries, showing
from .answers import PLEDGE, TEXTS, Answers
from .blueprint import bp
from .forms import SubmitForm
from .model import DRAFT_DAYS, WITH_THE_APPLICANT, Application, ApplicationState, Section
from .queries import ApplicationReading

NOTHING_HELD = N_(
    "No application is open in this browser. Begin one, or open the one that you have submitted with its number."
)
Kept = TypeVar("Kept", Application, ApplicationReading)


@dataclass(frozen=True, slots=True)
class Part(Generic[Kept]):
    """A section of the application that this browser holds."""

    application: Kept
    section: Section


def own(work: Work) -> ApplicationReading:
    """The application that this browser holds, to be shown."""
    application_id = holding.held(work.now)
    found = queries.own(work, application_id) if application_id else None
    if found is None:
        raise NotThere(NOTHING_HELD)
    return found


def own_row(work: Work) -> Application:
    """The same, to be changed."""
    application_id = holding.held(work.now)
    found = queries.find(work, application_id) if application_id else None
    if found is None:
        raise NotThere(NOTHING_HELD)
    return found


def own_part(work: Work, section: str) -> Part[ApplicationReading] | None:
    return Part(own(work), Section(section)) if section in set(Section) else None


def own_part_row(work: Work, section: str) -> Part[Application] | None:
    return Part(own_row(work), Section(section)) if section in set(Section) else None


@bp.get("/begin")
@permit(Can.APPLY)
def begin(work: Work) -> Response:
    application_id = holding.prepare(work.now)
    return page("applications/begin.html", held=queries.own(work, application_id), days=DRAFT_DAYS)


@bp.post("/begin")
@limiter.limit("20 per minute")
@permit(Can.APPLY)
def start(work: Work) -> Response:
    held = queries.own(work, holding.prepare(work.now))
    if held and held.state is not ApplicationState.DRAFT:
        holding.let_go()
    applying.begin(work, holding.prepare(work.now))
    return go("applications.tasks")


@bp.get("/own")
@permit(Can.APPLY, subject=own)
def tasks(work: Work, application: ApplicationReading) -> Response:
    if application.state not in WITH_THE_APPLICANT:
        return go("applications.state")
    return page(
        "applications/tasks.html", application=application, tasks=showing.tasks(application.answers), days=DRAFT_DAYS
    )


@bp.get("/own/<section>")
@permit(Can.APPLY, subject=own_part)
def section(work: Work, part: Part[ApplicationReading]) -> Response:
    if part.application.state not in WITH_THE_APPLICANT:
        return go("applications.state")
    return _part_page(part.section, parts.form_for(work, part.section, part.application.answers))


@bp.post("/own/<section>")
@limiter.limit("60 per minute")
@permit(Can.APPLY, subject=own_part_row)
def answer(work: Work, part: Part[Application]) -> Response:
    form, text = parts.form_for(work, part.section, Answers()), TEXTS[part.section]
    holding.stay_open(work.now)
    if form.settle(work, lambda: applying.answer(work, part.application, form.as_(text))):
        return go("applications.check" if _back_to_check() else "applications.tasks", said=_("Saved."))
    return _part_page(part.section, form, status=422)


def _part_page(section: Section, form: Form, status: int = 200) -> Response:
    return page(
        f"applications/{section}.html",
        status,
        form=form,
        section=section.value,
        title=_(section.label),
        place=list(Section).index(section) + 1,
        places=len(Section),
        pledge=PLEDGE,
        back="check" if _back_to_check() else None,
    )


def _back_to_check() -> bool:
    return request.args.get("back") == "check"


@bp.get("/own/check")
@permit(Can.APPLY, subject=own)
def check(work: Work, application: ApplicationReading) -> Response:
    if application.state not in WITH_THE_APPLICANT:
        return go("applications.state")
    return _check_page(work, application, SubmitForm())


@bp.post("/own/submit")
@limiter.limit("20 per minute")
@permit(Can.APPLY, subject=own_row)
def submit(work: Work, application: Application) -> Response:
    form, answers = SubmitForm(), Answers.read(application.answers)
    incomplete = application.state in WITH_THE_APPLICANT and form.name_missing(answers.missing())
    if incomplete or not form.settle(work, lambda: applying.submit(work, application)):
        return _check_page(work, own(work), form, status=422)
    holding.hold_an_hour(application.id, work.now)
    return go("applications.sent")


def _check_page(work: Work, application: ApplicationReading, form: SubmitForm, status: int = 200) -> Response:
    cards = showing.cards(application.answers, queries.vocabulary(work), change=True)
    return page("applications/check.html", status, form=form, cards=cards, application=application)


@bp.get("/own/sent")
@permit(Can.APPLY, subject=own)
def sent(work: Work, application: ApplicationReading) -> Response:
    if application.number is None:
        return go("applications.tasks")
    return page("applications/sent.html", application=application)


@bp.get("/own/state")
@permit(Can.APPLY, subject=own)
def state(work: Work, application: ApplicationReading) -> Response:
    if application.state is ApplicationState.DRAFT:
        return go("applications.tasks")
    return page(
        "applications/state.html",
        application=application,
        told=_(showing.TOLD[application.state]),
        tone=showing.TONES[application.state],
        stages=showing.stages(application.state),
        story=showing.story(queries.steps_taken(work, application.id)),
        cards=showing.cards(application.answers, queries.vocabulary(work)),
    )


@bp.get("/own/withdrawal")
@permit(Can.APPLY, subject=own)
def withdrawal(work: Work, application: ApplicationReading) -> Response:
    return page("applications/withdrawal.html", application=application)


@bp.post("/own/withdrawal")
@limiter.limit("20 per minute")
@permit(Can.APPLY, subject=own_row)
def withdraw(work: Work, application: Application) -> Response:
    applying.withdraw(work, application)
    if application.number is None:
        holding.let_go()
        return go("applications.begin", said=_("The draft is gone."))
    return go("applications.state", said=_("The application is withdrawn."))


@bp.post("/own/close")
@limiter.limit("60 per minute")
@permit(Can.APPLY)
def close(work: Work) -> Response:
    """For a computer that others use too: this browser forgets which application it showed."""
    holding.let_go()
    return go("home.front", said=_("The application is closed in this browser."))
