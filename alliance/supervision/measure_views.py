"""The pages of measures: the list, one measure, the next step, and each act that asks for words."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..cases.listed import file_row
from ..files import queries as files
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..journal.queries import timeline
from ..organisations.queries import districts
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import measuring, problem_queries, problem_shown, queries, shown
from .blueprint import bp
from .forms import MeasureFilterForm, ReasonForm
from .model import Measure
from .queries import MeasureReading
from .vocabulary import MeasureState, StepCode

ONE = "/measures/<uuid:measure_id>"


@bp.get("/measures")
@permit(Can.SEE_SUPERVISION)
def measures(work: Work) -> Response:
    form = MeasureFilterForm(request.args)
    form.state.choices = shown.choices(MeasureState, _("All"))
    form.step.choices = shown.choices(StepCode, _("All"))
    form.district.choices = shown.terms(districts(work))
    found = queries.measures(work, listing.ask(form).as_(queries.MeasureFilter), listing.after_moment())
    return page(
        "supervision/measures.html",
        tabs=shown.tabs("supervision.measures", lambda can: may(work.actor, can)),
        form=form,
        chips=listing.chips(form),
        rows=[shown.measure_row(line) for line in found.lines],
        pager=listing.pager(found.next_key, len(found.lines)),
        may_propose=may(work.actor, Can.PROPOSE_MEASURE),
    )


@bp.get(ONE)
@permit(Can.READ_MEASURE, subject=queries.reading)
def measure(work: Work, about: MeasureReading) -> Response:
    lines = files.lines(work, queries.files_of(about.id)) if about.answered_at else ()
    return page(
        "supervision/measure.html",
        measure=about,
        tone=shown.TONES[about.state],
        facts=shown.facts(about, queries.persons(work, about)),
        end=shown.end(about),
        way=shown.way(queries.of_matter(work, about.matter_id), about),
        moves=shown.moves(about, lambda can: may(work.actor, can, about)),
        files=[file_row(line, "supervision.answer_file", measure_id=about.id) for line in lines],
        problems=[problem_shown.row(one) for one in problem_queries.of_measure(work, about.id)],
        letter_url=shown.letter_url(about, reads=may(work.actor, Can.READ_LETTER, about)),
        story=shown.story(timeline(work, about.id)),
    )


@bp.post(f"{ONE}/approve")
@permit(Can.APPROVE_MEASURE, subject=queries.find, sees=Can.READ_MEASURE)
def approve(work: Work, measure: Measure) -> Response:
    measuring.approve(work, measure)
    return go(
        "supervision.measure", measure_id=measure.id, said=_("It is approved and issued; the organisation is told.")
    )


@bp.get(f"{ONE}/withdraw")
@permit(Can.PROPOSE_MEASURE, subject=queries.reading, sees=Can.READ_MEASURE)
def withdrawing(work: Work, about: MeasureReading) -> Response:
    return _withdrawing_page(about, ReasonForm(None))


@bp.post(f"{ONE}/withdraw")
@permit(Can.PROPOSE_MEASURE, subject=queries.find, sees=Can.READ_MEASURE)
def withdraw(work: Work, measure: Measure) -> Response:
    form = ReasonForm()
    if form.settle(work, lambda: measuring.withdraw(work, measure, form.reason.data)):
        return go(
            "supervision.measure", measure_id=measure.id, said=_("It is withdrawn. The organisation was not told.")
        )
    return _withdrawing_page(queries.reading(work, measure.id), form, 422)


def _withdrawing_page(about: MeasureReading | None, form: ReasonForm, status: int = 200) -> Response:
    return page(
        "supervision/reason.html",
        status,
        measure=about,
        form=form,
        title=_("Withdraw the proposal"),
        hint=_("It was not issued, so the organisation is not told. The reason stays on record."),
        submit=_("Withdraw"),
        endpoint="supervision.withdraw",
    )


@bp.get(f"{ONE}/lift")
@permit(Can.LIFT_MEASURE, subject=queries.reading, sees=Can.READ_MEASURE)
def lifting(work: Work, about: MeasureReading) -> Response:
    return _lifting_page(about, ReasonForm(None))


@bp.post(f"{ONE}/lift")
@permit(Can.LIFT_MEASURE, subject=queries.find, sees=Can.READ_MEASURE)
def lift(work: Work, measure: Measure) -> Response:
    form = ReasonForm()
    if form.settle(work, lambda: measuring.lift(work, measure, form.reason.data)):
        return go("supervision.measure", measure_id=measure.id, said=_("It is lifted; the organisation is told."))
    return _lifting_page(queries.reading(work, measure.id), form, 422)


def _lifting_page(about: MeasureReading | None, form: ReasonForm, status: int = 200) -> Response:
    hint = _(
        "The organisation reads the reason. Whoever answered enough, or has done the work, is no longer supervised."
    )
    words = {"title": _("Lift the measure"), "hint": hint, "submit": _("Lift"), "endpoint": "supervision.lift"}
    return page("supervision/reason.html", status, measure=about, form=form, **words)
