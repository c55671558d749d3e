"""The pages of problems for the center and its districts: listed, looked at, checked again, written off."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..cases.listed import file_row
from ..files import queries as files
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..journal.queries import timeline
from ..matrix.founding import member_called
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import narrowing, problem_queries, problem_shown, problems, queries, shown
from .blueprint import bp
from .forms import OrganisationProblemForm, ProblemForm
from .model import Measure
from .problem_model import Problem
from .problem_queries import ProblemReading
from .queries import MeasureReading

ONE = "/problems/<uuid:problem_id>"
FOUND = "/measures/<uuid:measure_id>/problem"


@bp.get("/problems")
@permit(Can.SEE_SUPERVISION)
def problem_lists(work: Work) -> Response:
    form, wanted = narrowing.problems(work)
    found = problem_queries.problems(work, wanted, listing.after_moment())
    return page(
        "supervision/problems.html",
        tabs=shown.tabs("supervision.problem_lists", lambda can: may(work.actor, can)),
        form=form,
        chips=listing.chips(form),
        rows=[problem_shown.three(one, local_day(work.now)) for one in found.problems],
        pager=listing.pager(found.next_key, len(found.problems)),
        may_list=may(work.actor, Can.LIST_PROBLEM),
        takes=problem_shown.takes(request.args.to_dict(flat=False)),
    )


@bp.get(ONE)
@permit(Can.READ_PROBLEM, subject=problem_queries.reading)
def problem(work: Work, about: ProblemReading) -> Response:
    lines = files.lines(work, problem_queries.files_sent(about)) if about.rectified_at else ()
    back = problem_queries.sendings_back(work, about.id)
    return page(
        "supervision/problem.html",
        problem=about,
        three=problem_shown.three(about, local_day(work.now)),
        stages=problem_shown.stages(about),
        facts=problem_shown.facts(about, back),
        why_back=problem_shown.why_back(about, back),
        moves=problem_shown.moves(about, lambda can: may(work.actor, can, about)),
        files=[file_row(line, "supervision.problem_file", problem_id=about.id) for line in lines],
        story=shown.story(timeline(work, about.id)),
    )


@bp.get("/problems/new")
@permit(Can.LIST_PROBLEM)
def new_problem(work: Work) -> Response:
    form = OrganisationProblemForm(None, found_on=local_day(work.now))
    return page("supervision/listing.html", form=form, measure=None)


@bp.post("/problems/new")
@permit(Can.LIST_PROBLEM)
def list_new(work: Work) -> Response:
    form = OrganisationProblemForm()

    def act() -> Problem:
        organisation_id = member_called(work, form.organisation.data, "organisation")
        return problems.list_problem(work, organisation_id, form.text())

    if form.settle(work, act):
        return _listed(form.result)
    return page("supervision/listing.html", 422, form=form, measure=None)


@bp.get(FOUND)
@permit(Can.LIST_PROBLEM, subject=queries.reading, sees=Can.READ_MEASURE)
def find_wrong(work: Work, about: MeasureReading) -> Response:
    return page("supervision/listing.html", form=ProblemForm(None, found_on=local_day(work.now)), measure=about)


@bp.post(FOUND)
@permit(Can.LIST_PROBLEM, subject=queries.find, sees=Can.READ_MEASURE)
def list_found(work: Work, measure: Measure) -> Response:
    form = ProblemForm()
    if form.settle(work, lambda: problems.list_problem(work, measure.organisation_id, form.text(), measure)):
        return _listed(form.result)
    return page("supervision/listing.html", 422, form=form, measure=queries.reading(work, measure.id))


def _listed(problem: Problem) -> Response:
    said = _("The problem is listed; the organisation is told.")
    return go("supervision.problem", problem_id=problem.id, said=said)
