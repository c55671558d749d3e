"""The officers' pages: the queue, the reading page, the check list, and words to the applicant."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..foundation.web.language import named
from ..organisations.queries import Term, districts
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import queries, reviewing, showing
from . import queue as waiting
from .blueprint import bp
from .findings import CheckText, WordsText
from .model import Application, ApplicationState, Point
from .queries import ApplicationReading
from .review_forms import CheckForm, QueueForm, WordsForm
from .workflow import APPLICATION_WORKFLOW

DECISIONS = {
    "admit": ("applications.admission", "primary"),
    "give_back": ("applications.returning", "secondary"),
    "refuse": ("applications.refusal", "secondary"),
}


def shown(work: Work, application: Application) -> ApplicationReading:
    """The application as it stands, for the page that comes back."""
    found = queries.reading(work, application.id)
    if found is None:
        raise NotThere()
    return found


@bp.get("/")
@permit(Can.SEE_APPLICATIONS)
def queue(work: Work) -> Response:
    places = districts(work)
    form = listing.ask(_filters(work, places))
    found = waiting.queue(work, form.as_(waiting.QueueFilter), listing.after_moment())
    return page(
        "applications/queue.html",
        form=form,
        chips=listing.chips(form),
        rows=_rows(work, found.lines, places),
        pager=listing.pager(found.next_key, len(found.lines)),
    )


def _filters(work: Work, places: Sequence[Term]) -> QueueForm:
    """Whoever sees one district only is not asked which."""
    form = QueueForm(request.args)
    form.offer((term.code, named(term)) for term in places)
    if work.actor.district_code:
        del form.district
    return form


def _rows(work: Work, lines: Sequence[waiting.QueueLine], places: Sequence[Term]) -> list[tuple[Any, ...]]:
    """The rows of the table: the page, then name and number, district, state, since when, for how long."""
    names = {term.code: named(term) for term in places}
    states = {state: (_(state.label), showing.TONES[state]) for state in ApplicationState}
    to_page = url_for("applications.reading", application_id=UUID(int=0)).replace(str(UUID(int=0)), "{}")
    today = local_day(work.now)
    return [
        (
            to_page.format(line.id),
            (line.name, f"{line.number} · {line.uscc}"),
            names.get(line.district_code or ""),
            states[line.state],
            local_day(line.state_since).isoformat(),
            ngettext("%(num)d day", "%(num)d days", (today - local_day(line.state_since)).days),
        )
        for line in lines
    ]


@bp.get("/<uuid:application_id>")
@permit(Can.READ_APPLICATION, subject=queries.reading)
def reading(work: Work, application: ApplicationReading) -> Response:
    words = queries.vocabulary(work)
    return page(
        "applications/reading.html",
        application=application,
        tone=showing.TONES[application.state],
        district=showing.district_of(application, words),
        cards=showing.cards(application.answers, words),
        marks=showing.marks(application.marks),
        twins=showing.twins(queries.twins(work, application)),
        story=showing.story(queries.happenings(work, application.id)),
        decisions=_decisions(work, application),
        checks_url=_checks_url(work, application),
    )


def _decisions(work: Work, application: ApplicationReading) -> list[dict[str, str]]:
    """The moves that are open to this officer now, each with its page."""
    open_now = APPLICATION_WORKFLOW.open_to(application.state, lambda can: may(work.actor, Can(can), application))
    return [
        {"label": _(move.label), "url": url_for(endpoint, application_id=application.id), "kind": kind}
        for name, (endpoint, kind) in DECISIONS.items()
        for move in open_now
        if move.name == name
    ]


def _checks_url(work: Work, application: ApplicationReading) -> str | None:
    open_now = application.state is ApplicationState.SUBMITTED and may(work.actor, Can.REVIEW_APPLICATION, application)
    return url_for("applications.checks", application_id=application.id) if open_now else None


@bp.get("/<uuid:application_id>/checks")
@permit(Can.REVIEW_APPLICATION, subject=queries.reading, sees=Can.READ_APPLICATION)
def checks(work: Work, application: ApplicationReading) -> Response:
    found: dict[str, Any] = {"version": application.version}
    for mark in application.marks:
        found |= {mark.point: mark.grade, f"{mark.point}_note": mark.note}
    return _checks_page(application, CheckForm(data=found))


@bp.post("/<uuid:application_id>/checks")
@permit(Can.REVIEW_APPLICATION, subject=queries.find, sees=Can.READ_APPLICATION)
def grade(work: Work, application: Application) -> Response:
    form = CheckForm()
    if form.settle(work, lambda: reviewing.check(work, application, form.as_(CheckText))):
        return go("applications.reading", application_id=application.id, said=_("The check list is kept."))
    return _checks_page(shown(work, application), form, status=422)


def _checks_page(application: ApplicationReading, form: CheckForm, status: int = 200) -> Response:
    points = [{"grade": form[point], "note": form[f"{point}_note"], "look": _(point.look)} for point in Point]
    return page("applications/checks.html", status, application=application, form=form, points=points)


@bp.get("/<uuid:application_id>/return")
@permit(Can.REVIEW_APPLICATION, subject=queries.reading, sees=Can.READ_APPLICATION)
def returning(work: Work, application: ApplicationReading) -> Response:
    return page("applications/returning.html", application=application, form=WordsForm())


@bp.post("/<uuid:application_id>/return")
@permit(Can.REVIEW_APPLICATION, subject=queries.find, sees=Can.READ_APPLICATION)
def give_back(work: Work, application: Application) -> Response:
    form = WordsForm()
    if form.settle(work, lambda: reviewing.give_back(work, application, form.as_(WordsText))):
        said = _("It is given back; a letter is on its way.")
        return go("applications.reading", application_id=application.id, said=said)
    return page("applications/returning.html", 422, application=shown(work, application), form=form)


@bp.get("/<uuid:application_id>/refusal")
@permit(Can.REVIEW_APPLICATION, subject=queries.reading, sees=Can.READ_APPLICATION)
def refusal(work: Work, application: ApplicationReading) -> Response:
    return page("applications/refusal.html", application=application, form=WordsForm())


@bp.post("/<uuid:application_id>/refusal")
@permit(Can.REVIEW_APPLICATION, subject=queries.find, sees=Can.READ_APPLICATION)
def refuse(work: Work, application: Application) -> Response:
    form = WordsForm()
    if form.settle(work, lambda: reviewing.refuse(work, application, form.as_(WordsText))):
        said = _("It is refused; a letter is on its way.")
        return go("applications.reading", application_id=application.id, said=said)
    return page("applications/refusal.html", 422, application=shown(work, application), form=form)
