"""Hints while somebody writes: what is told already; and adding to it instead of telling it twice."""

from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.guard import limiter
from ..masking.finding import masked
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import found_shown, occurrences, queries, reading, similar
from .blueprint import bp
from .found_forms import OccurrenceForm, StoryForm
from .model import TypicalCase
from .queries import CaseReading
from .reading import EditionReading
from .reference import offered
from .vocabulary import WITH_ITS_WRITER, EditionState

MET = "/<uuid:case_id>/<any(members,public):kind>/met"
SAME = "/<uuid:case_id>/same-as/<uuid:other_id>/<any(members,public):kind>"


@bp.post("/<uuid:case_id>/similar")
@limiter.limit("120 per minute")
@permit(Can.CHANGE_CASE, subject=queries.find, sees=Can.READ_CASE)
def alike(work: Work, case: TypicalCase) -> Response:
    """A fragment for the page of the form; the story is compared as it would be kept, and not kept."""
    form = StoryForm()
    if not form.validate():
        return page("cases/_alike_answer.html", 422, alike=[])
    marks = [one["mark"] for one in case.indicators]
    found = similar.alike(work, masked(form.story.data or ""), marks, case.id)
    return page("cases/_alike_answer.html", alike=found_shown.alike(found, _draft(work, case.id)))


def _draft(work: Work, case_id: UUID) -> UUID | None:
    """The draft that may go for an occurrence: only members meet cases."""
    return case_id if may(work.actor, Can.SEE_OWN_CASES) else None


def before_submit(work: Work, case: CaseReading) -> list[dict[str, Any]]:
    """The same for the page on which a case is checked, which needs no script."""
    found = similar.alike(work, case.text.story, [one["mark"] for one in case.indicators], case.id)
    return found_shown.alike(found, _draft(work, case.id))


def in_review(work: Work, case: CaseReading) -> dict[str, Any]:
    """For the center's page of a case: what is released, what waits beside it, and who met it again."""
    if not may(work.actor, Can.REVIEW_CASE, case):
        return {"alike": [], "twins": [], "occurrences": []}
    marks = [one["mark"] for one in case.indicators]
    return {
        "alike": found_shown.alike(similar.alike(work, case.text.story, marks, case.id)),
        "twins": found_shown.twins(similar.twins(work, case.text.story, marks, case.id)),
        "occurrences": found_shown.occurrence_rows(occurrences.occurrences(work, case.id)),
    }


@bp.get(SAME)
@permit(Can.CHANGE_CASE, subject=queries.reading, sees=Can.READ_CASE)
def same_as(work: Work, draft: CaseReading) -> Response:
    edition = _edition_meant(work)
    if draft.state not in WITH_ITS_WRITER:
        return go("cases.case", case_id=draft.id)
    told = {name: getattr(draft.text, name) for name in ("happened_on", "district_code", "lost_fen")}
    return _same_page(work, edition, OccurrenceForm(formdata=None, data=told), draft.id)


@bp.post(SAME)
@permit(Can.CHANGE_CASE, subject=queries.find, sees=Can.READ_CASE)
def add_occurrence(work: Work, draft: TypicalCase) -> Response:
    form, edition, draft_id = OccurrenceForm(), _edition_meant(work), draft.id
    form.offer(offered(work).districts)
    said = occurrences.OccurrenceText
    if not form.settle(work, lambda: occurrences.add_instead_of(work, edition, form.as_(said), draft)):
        return _same_page(work, edition, form, draft_id, status=422)
    return _thank_for(edition)


def _edition_meant(work: Work) -> EditionReading:
    """The edition that the address names, for whom may add to it; it was found by a hint, so it is checked anew."""
    address = request.view_args or {}
    edition = reading.live(work, address["other_id"], address["kind"])
    if (
        edition is None
        or edition.state is not EditionState.RELEASED
        or not may(work.actor, Can.ADD_OCCURRENCE, edition)
    ):
        raise NotThere()
    return edition


def _same_page(
    work: Work, edition: EditionReading, form: OccurrenceForm, draft_id: UUID, status: int = 200
) -> Response:
    form.offer(offered(work).districts)
    return page(
        "cases/same_as.html",
        status,
        edition=edition,
        form=form,
        lead=_("You met the same. Say when and how much; your draft goes, for the story is told already."),
        action_url=url_for("cases.add_occurrence", case_id=draft_id, other_id=edition.case_id, kind=edition.kind),
        back_url=url_for("cases.check", case_id=draft_id),
    )


@bp.get(MET)
@permit(Can.ADD_OCCURRENCE, subject=reading.live, sees=Can.READ_EDITION)
def met_too(work: Work, edition: EditionReading) -> Response:
    return _met_page(work, edition, OccurrenceForm(formdata=None))


@bp.post(MET)
@permit(Can.ADD_OCCURRENCE, subject=reading.live, sees=Can.READ_EDITION)
def add_met(work: Work, edition: EditionReading) -> Response:
    form = OccurrenceForm()
    form.offer(offered(work).districts)
    if form.settle(work, lambda: occurrences.add(work, edition, form.as_(occurrences.OccurrenceText))):
        return _thank_for(edition)
    return _met_page(work, edition, form, status=422)


def _met_page(work: Work, edition: EditionReading, form: OccurrenceForm, status: int = 200) -> Response:
    form.offer(offered(work).districts)
    address: dict[str, Any] = {"case_id": edition.case_id, "kind": edition.kind}
    return page(
        "cases/same_as.html",
        status,
        edition=edition,
        form=form,
        lead=_("Say when and how much: so everybody sees how often it happens."),
        action_url=url_for("cases.add_met", **address),
        back_url=url_for("cases.edition_read", **address),
    )


def _thank_for(edition: EditionReading) -> Response:
    words = _("Thank you: it is added as a further occurrence. Readers see how many and how much, never whose.")
    return go("cases.edition_read", case_id=edition.case_id, kind=edition.kind, said=words)
