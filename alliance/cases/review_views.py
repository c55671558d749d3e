"""The center's pages: what waits, words to the writer, the sealed original, and preparing an edition."""

from typing import Any
from uuid import UUID

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..audiences.queries import preview
from ..audiences.terms import Terms
from ..files import queries as files
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from . import attaching, editions, filling, listed, moving, queries, reading, reviewing, sealing, shown
from .blueprint import bp
from .forms import EditionForm, MembersEditionForm, ReasonForm, WordsForm
from .model import OPEN_MINUTES, TypicalCase
from .queries import CaseReading
from .vocabulary import EditionKind, EditionState


@bp.get("/queue")
@permit(Can.SEE_CASES_HANDED_IN)
def queue(work: Work) -> Response:
    found, today = queries.handed_in(work, listing.after_moment()), local_day(work.now)
    rows = [listed.case_row(line, today, waiting=True) for line in found.lines]
    return page(
        "cases/queue.html",
        tabs=moving.tabs(work, "cases.queue"),
        rows=rows,
        pager=listing.pager(found.next_key, len(rows)),
    )


@bp.get("/to-release")
@permit(Can.PREPARE_EDITION)
def to_release(work: Work) -> Response:
    rows = [listed.edition_row(line) for line in editions.prepared(work)]
    return page("cases/to_release.html", tabs=moving.tabs(work, "cases.to_release"), rows=rows)


@bp.get("/<uuid:case_id>/return")
@permit(Can.REVIEW_CASE, subject=queries.reading, sees=Can.READ_CASE)
def returning(work: Work, case: CaseReading) -> Response:
    return page("cases/returning.html", case=case, form=WordsForm(formdata=None))


@bp.post("/<uuid:case_id>/return")
@permit(Can.REVIEW_CASE, subject=queries.find, sees=Can.READ_CASE)
def give_back(work: Work, case: TypicalCase) -> Response:
    form = WordsForm()
    if form.settle(work, lambda: reviewing.give_back(work, case, form.words.data)):
        return go("cases.case", case_id=case.id, said=_("It is given back; its writer is told."))
    return page("cases/returning.html", 422, case=queries.reading(work, case.id), form=form)


@bp.get("/<uuid:case_id>/set-aside")
@permit(Can.REVIEW_CASE, subject=queries.reading, sees=Can.READ_CASE)
def setting_aside(work: Work, case: CaseReading) -> Response:
    return page("cases/setting_aside.html", case=case, form=WordsForm(formdata=None))


@bp.post("/<uuid:case_id>/set-aside")
@permit(Can.REVIEW_CASE, subject=queries.find, sees=Can.READ_CASE)
def set_aside(work: Work, case: TypicalCase) -> Response:
    form = WordsForm()
    if form.settle(work, lambda: reviewing.set_aside(work, case, form.words.data)):
        return go("cases.case", case_id=case.id, said=_("It is not taken up; its writer is told why."))
    return page("cases/setting_aside.html", 422, case=queries.reading(work, case.id), form=form)


@bp.get("/<uuid:case_id>/original")
@permit(Can.OPEN_ORIGINAL, subject=queries.reading, sees=Can.READ_CASE)
def original(work: Work, case: CaseReading) -> Response:
    return _original_page(work, case, ReasonForm(formdata=None))


@bp.post("/<uuid:case_id>/original")
@permit(Can.OPEN_ORIGINAL, subject=queries.find, sees=Can.READ_CASE)
def open_original(work: Work, case: TypicalCase) -> Response:
    form = ReasonForm()
    if form.settle(work, lambda: sealing.open_original(work, case, form.reason.data)):
        return go(
            "cases.original", case_id=case.id, said=_("You may read it for %(minutes)d minutes.", minutes=OPEN_MINUTES)
        )
    return _original_page(work, _reading(work, case.id), form, status=422)


def _original_page(work: Work, case: CaseReading, form: ReasonForm, status: int = 200) -> Response:
    opening = sealing.opening_of(work, case.id)
    return page(
        "cases/original.html",
        status,
        case=case,
        form=form,
        minutes=OPEN_MINUTES,
        until=opening.until if opening else None,
        parts=shown.sealed_parts(sealing.originals(work, case.id)) if opening else (),
        files=_originals(work, case) if opening else (),
    )


def _originals(work: Work, case: CaseReading) -> list[dict[str, Any]]:
    lines = files.lines(work, attaching.of_case(case.id))
    return [listed.file_row(line, "cases.original_file", case_id=case.id) for line in lines]


@bp.get("/<uuid:case_id>/prepare/<any(members,public):kind>")
@permit(Can.REVIEW_CASE, subject=queries.reading, sees=Can.READ_CASE)
def preparing(work: Work, case: CaseReading) -> Response:
    kind = _kind_asked()
    steps, values = _begun(work, case, kind)
    form = _form_of(kind).showing(steps)(formdata=None, data=values)
    return _preparing_page(work, case, kind, form)


def _begun(work: Work, case: CaseReading, kind: EditionKind) -> tuple[int, dict[str, Any]]:
    """How many steps it has, and what the next edition goes on from. Readers and files are taken from one of its kind
    only: what members got is not public because nobody took it away."""
    before = reading.to_go_on_from(work, case.id, kind)
    begun = before if before and before.state is EditionState.PREPARED else None
    own = before if before and before.kind is kind else None
    text = before.text if before else case.text
    return len(text.steps), filling.edition_values(
        text,
        begun.version if begun else 0,
        change_note=begun.change_note if begun else "",
        tlp=before.tlp if before else "amber",
        terms=reading.terms_of(work, own) if own else Terms(),
        files=[line.id for line in files.lines(work, attaching.of_edition(own.id))] if own else [],
    )


@bp.post("/<uuid:case_id>/prepare/<any(members,public):kind>")
@permit(Can.REVIEW_CASE, subject=queries.find, sees=Can.READ_CASE)
def prepare(work: Work, case: TypicalCase) -> Response:
    kind = _kind_asked()
    form = _form_of(kind)()
    _offer(work, kind, form)
    if isinstance(form, MembersEditionForm) and form.terms.editing:
        return _preparing_page(work, _reading(work, case.id), kind, form)
    if not form.settle(work, lambda: reviewing.prepare(work, case, kind, filling.edition_text(form))):
        form.seen("version", reviewing.version_being_prepared(work, case, kind))
        return _preparing_page(work, _reading(work, case.id), kind, form, form.status)
    return go("cases.edition", case_id=case.id, edition_id=form.result.id, said=_("The edition is prepared."))


def _kind_asked() -> EditionKind:
    return EditionKind((request.view_args or {})["kind"])


def _form_of(kind: EditionKind) -> type[EditionForm]:
    return MembersEditionForm if kind is EditionKind.MEMBERS else EditionForm


def _offer(work: Work, kind: EditionKind, form: EditionForm) -> None:
    filling.posted(work, form)
    if isinstance(form, MembersEditionForm):
        form.offer_marks(shown.marks_for(kind))
        filling.prepare_audience(work, form)


def _preparing_page(work: Work, case: CaseReading, kind: EditionKind, form: EditionForm, status: int = 200) -> Response:
    _offer(work, kind, form)
    readers = reviewing.without_media(form.terms.data) if isinstance(form, MembersEditionForm) else None
    return page(
        "cases/preparing.html",
        status,
        case=case,
        kind=kind,
        kind_label=_(kind.label),
        form=form,
        suggested=filling.suggested(work, form),
        who=preview(work, readers) if readers is not None else None,
        members=readers is not None,
        files=files.lines(work, attaching.of_case(case.id)),
        sealed=shown.sealed(case.sealed),
    )


def _reading(work: Work, case_id: UUID) -> CaseReading:
    found = queries.reading(work, case_id)
    if found is None:
        raise NotThere()
    return found
