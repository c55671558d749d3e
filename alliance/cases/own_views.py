"""The writer's pages: one's own cases, the form that saves itself, the check before it is handed in."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..files import queries as files
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict, NotThere
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..foundation.web.language import moment
from ..journal.queries import timeline
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import attaching, editions, filling, listed, moving, queries, reading, shown, similar_views, writing
from .blueprint import bp
from .forms import CaseForm, SubmitForm
from .model import TypicalCase
from .queries import CaseReading
from .vocabulary import WITH_ITS_WRITER


@bp.get("/own")
@permit(Can.WRITE_CASE)
def own(work: Work) -> Response:
    found, today = queries.own_cases(work, listing.after_moment()), local_day(work.now)
    rows = [listed.case_row(line, today) for line in found.lines]
    return page(
        "cases/own.html", tabs=moving.tabs(work, "cases.own"), rows=rows, pager=listing.pager(found.next_key, len(rows))
    )


@bp.post("/own")
@permit(Can.WRITE_CASE)
def begin(work: Work) -> Response:
    return go("cases.edit", case_id=writing.begin(work).id)


@bp.get("/<uuid:case_id>")
@permit(Can.READ_CASE, subject=queries.reading)
def case(work: Work, case: CaseReading) -> Response:
    return page(
        "cases/case.html",
        case=case,
        tone=listed.TONES[case.state],
        **shown.told(case),
        sealed=shown.sealed(case.sealed),
        moves=moving.case_moves(work, case),
        editions=_editions(work, case),
        story=shown.story(timeline(work, case.id)),
        files=_files(work, case),
        openings=queries.openings(work, case.id) if may(work.actor, Can.OPEN_ORIGINAL, case) else (),
        **similar_views.in_review(work, case),
    )


def _files(work: Work, case: CaseReading) -> list[dict[str, Any]]:
    lines = files.lines(work, attaching.of_case(case.id))
    return [listed.file_row(line, "cases.case_file", case_id=case.id) for line in lines]


def _editions(work: Work, case: CaseReading) -> dict[str, Any]:
    """The center sees every edition; the writer, the ways to those that are released."""
    if may(work.actor, Can.REVIEW_CASE, case):
        return {"rows": [listed.edition_row(line) for line in editions.editions_of(work, case.id)], "links": []}
    kinds = sorted(reading.kinds_released(work, case.id))
    links = [(url_for("cases.edition_read", case_id=case.id, kind=kind), _(kind.label)) for kind in kinds]
    return {"rows": [], "links": links}


@bp.get("/<uuid:case_id>/edit")
@permit(Can.CHANGE_CASE, subject=queries.reading, sees=Can.READ_CASE)
def edit(work: Work, case: CaseReading) -> Response:
    if case.state not in WITH_ITS_WRITER:
        return go("cases.case", case_id=case.id)
    return _edit_page(work, case, filling.case_form(work, case))


@bp.post("/<uuid:case_id>/edit")
@permit(Can.CHANGE_CASE, subject=queries.find, sees=Can.READ_CASE)
def write(work: Work, case: TypicalCase) -> Response:
    form = filling.posted(work, CaseForm())
    if not form.settle(work, lambda: writing.write(work, case, filling.written(form))):
        form.seen("version", case.version)
        return _edit_page(work, _reading(work, case), form, form.status)
    return go("cases.check", case_id=case.id, said=_("Saved."))


@bp.post("/<uuid:case_id>/autosave")
@permit(Can.CHANGE_CASE, subject=queries.find, sees=Can.READ_CASE)
def autosave(work: Work, case: TypicalCase) -> Response:
    """The same without leaving the page: what could be kept is, and the page is told its new version. What a colleague
    has changed meanwhile is not passed over silently: the page's own button says so, and keeps what was typed."""
    form = filling.posted(work, CaseForm())
    kept = form.settle(work, lambda: writing.write(work, case, filling.written(form)))
    if form.status == Conflict.status:
        raise Conflict()
    problem = next((field.label.text for field in form if field.errors), "")
    return page("cases/_saved.html", kept=kept, problem=problem, at=moment(work.now)[-5:], version=case.version)


def _edit_page(work: Work, case: CaseReading, form: CaseForm, status: int = 200) -> Response:
    return page(
        "cases/edit.html",
        status,
        case=case,
        form=form,
        suggested=filling.suggested(work, form),
        autosave_url=url_for("cases.autosave", case_id=case.id),
        indicators=[(one["mark"], shown.indicators([one])[0]) for one in case.indicators],
    )


def _reading(work: Work, case: TypicalCase) -> CaseReading:
    """The case as it stands, for the page that comes back."""
    found = queries.reading(work, case.id)
    if found is None:
        raise NotThere()
    return found


@bp.get("/<uuid:case_id>/check")
@permit(Can.CHANGE_CASE, subject=queries.reading, sees=Can.READ_CASE)
def check(work: Work, case: CaseReading) -> Response:
    if case.state not in WITH_ITS_WRITER:
        return go("cases.case", case_id=case.id)
    return _check_page(work, case, SubmitForm())


@bp.post("/<uuid:case_id>/submit")
@permit(Can.CHANGE_CASE, subject=queries.find, sees=Can.READ_CASE)
def submit(work: Work, case: TypicalCase) -> Response:
    form = SubmitForm()
    if form.settle(work, lambda: writing.submit(work, case)):
        return go(
            "cases.case", case_id=case.id, said=_("The case is with the center. You will be told what becomes of it.")
        )
    return _check_page(work, _reading(work, case), form, status=422)


def _check_page(work: Work, case: CaseReading, form: SubmitForm, status: int = 200) -> Response:
    return page(
        "cases/check.html",
        status,
        case=case,
        form=form,
        **shown.told(case),
        sealed=shown.sealed(case.sealed),
        alike=similar_views.before_submit(work, case),
    )


@bp.post("/<uuid:case_id>/take-back")
@permit(Can.CHANGE_CASE, subject=queries.find, sees=Can.READ_CASE)
def take_back(work: Work, case: TypicalCase) -> Response:
    writing.take_back(work, case)
    return go("cases.edit", case_id=case.id, said=_("It is a draft again; the center no longer sees it."))


@bp.get("/<uuid:case_id>/drop")
@permit(Can.CHANGE_CASE, subject=queries.reading, sees=Can.READ_CASE)
def before_drop(work: Work, case: CaseReading) -> Response:
    return page("cases/drop.html", case=case)


@bp.post("/<uuid:case_id>/drop")
@permit(Can.CHANGE_CASE, subject=queries.find, sees=Can.READ_CASE)
def drop(work: Work, case: TypicalCase) -> Response:
    writing.drop(work, case)
    return go("cases.own", said=_("The draft is gone."))
