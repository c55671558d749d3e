"""The pages on which the next measure is taken: about an assignment, about a free subject, or one step further."""

from collections.abc import Callable

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..matrix.founding import member_called
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import due, ladder, measuring, queries, shown, wording
from .blueprint import bp
from .forms import MeasureForm, SubjectForm
from .model import Matter
from .queries import MeasureReading, Supervised
from .vocabulary import MeasureState

ABOUT = "/assignments/<uuid:assignment_id>/new"
FURTHER = "/measures/<uuid:measure_id>/next"


@bp.get("/new")
@permit(Can.PROPOSE_MEASURE)
def new(work: Work) -> Response:
    return _page(work, SubjectForm(None), None)


@bp.post("/new")
@permit(Can.PROPOSE_MEASURE)
def take_new(work: Work) -> Response:
    form = SubjectForm()

    def matter() -> Matter:
        organisation_id = member_called(work, form.organisation.data, "organisation")
        return measuring.about_subject(work, organisation_id, form.subject.data)

    return _take(work, form, None, matter)


@bp.get(ABOUT)
@permit(Can.PROPOSE_MEASURE, subject=queries.assignment)
def proposing(work: Work, about: Supervised) -> Response:
    """Where the assignment is due for a step, that step is chosen and words are proposed."""
    line = next(iter(due.due_among(work, [about.assignment_id])), None)
    filled = {"step": str(line.step.code), "words": wording.words_for(line)} if line else {}
    return _page(work, MeasureForm(None, **filled), about)


@bp.post(ABOUT)
@permit(Can.PROPOSE_MEASURE, subject=queries.assignment)
def take(work: Work, about: Supervised) -> Response:
    return _take(work, MeasureForm(), about, lambda: measuring.about_assignment(work, about.assignment_id))


@bp.get(FURTHER)
@permit(Can.PROPOSE_MEASURE, subject=queries.reading, sees=Can.READ_MEASURE)
def next_step(work: Work, about: MeasureReading) -> Response:
    return _page(work, MeasureForm(None, basis=about.basis), about)


@bp.post(FURTHER)
@permit(Can.PROPOSE_MEASURE, subject=queries.reading, sees=Can.READ_MEASURE)
def take_next(work: Work, about: MeasureReading) -> Response:
    return _take(work, MeasureForm(), about, lambda: queries.matter_of(work, about))


def _take(
    work: Work, form: MeasureForm, about: Supervised | MeasureReading | None, matter: Callable[[], Matter]
) -> Response:
    _offer(work, form, about)
    if not form.settle(work, lambda: measuring.propose(work, matter(), form.text())):
        return _page(work, form, about, status=422)
    waits = form.result.state is MeasureState.PROPOSED
    said = _("It is proposed. Somebody else of the center approves it.") if waits else _("It is issued.")
    return go("supervision.measure", measure_id=form.result.id, said=said)


def _offer(work: Work, form: MeasureForm, about: Supervised | MeasureReading | None) -> None:
    form.step.choices = shown.step_choices(ladder.steps(work), about.reached if about else 0)


def _page(work: Work, form: MeasureForm, about: Supervised | MeasureReading | None, status: int = 200) -> Response:
    _offer(work, form, about)
    return page(
        "supervision/proposing.html",
        status,
        form=form,
        about=about,
        action=_address(about),
        skips=may(work.actor, Can.SKIP_STEP),
        early=_early(work, about),
    )


def _early(work: Work, about: Supervised | MeasureReading | None) -> bool:
    """Whether it is about an assignment for which the ladder asks no step yet."""
    return about is not None and about.assignment_id is not None and not due.due_among(work, [about.assignment_id])


def _address(about: Supervised | MeasureReading | None) -> str:
    if about is None:
        return url_for("supervision.take_new")
    if isinstance(about, Supervised):
        return url_for("supervision.take", assignment_id=about.assignment_id)
    return url_for("supervision.take_next", measure_id=about.id)
