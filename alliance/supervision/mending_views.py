"""The pages on which an organisation deals with a problem: who is responsible, what will be done, how it was mended."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..cases.listed import file_row
from ..files import queries as files
from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from . import problem_queries, problem_shown, problems
from .blueprint import bp
from .forms import FilesForm, PlanForm, RectifyForm
from .problem_model import Problem
from .problem_queries import ProblemReading
from .vocabulary import ProblemState

ONE = "/problems/<uuid:problem_id>"


@bp.get(f"{ONE}/plan")
@permit(Can.RECTIFY_PROBLEM, subject=problem_queries.reading, sees=Can.READ_PROBLEM)
def planning(work: Work, about: ProblemReading) -> Response:
    return page("supervision/planning.html", problem=about, form=PlanForm(None))


@bp.post(f"{ONE}/plan")
@permit(Can.RECTIFY_PROBLEM, subject=problem_queries.find, sees=Can.READ_PROBLEM)
def plan(work: Work, problem: Problem) -> Response:
    form = PlanForm()
    if form.settle(work, lambda: problems.plan(work, problem, form.text())):
        return go("supervision.problem", problem_id=problem.id, said=_("It stands on the lists; the center is told."))
    return page("supervision/planning.html", form.status, problem=problem_queries.reading(work, problem.id), form=form)


@bp.get(f"{ONE}/mend")
@permit(Can.RECTIFY_PROBLEM, subject=problem_queries.reading, sees=Can.READ_PROBLEM)
def mending(work: Work, about: ProblemReading) -> Response:
    if about.state is not ProblemState.PLANNED:
        return go("supervision.problem", problem_id=about.id)
    return mending_page(work, about, RectifyForm(None), FilesForm(formdata=None))


@bp.post(f"{ONE}/mend")
@permit(Can.RECTIFY_PROBLEM, subject=problem_queries.find, sees=Can.READ_PROBLEM)
def rectify(work: Work, problem: Problem) -> Response:
    form = RectifyForm()
    if form.settle(work, lambda: problems.rectify(work, problem, form.words.data)):
        return go(
            "supervision.problem", problem_id=problem.id, said=_("Two officers check it now, one after the other.")
        )
    about = problem_queries.reading(work, problem.id)
    return mending_page(work, about, form, FilesForm(formdata=None), form.status)


def mending_page(
    work: Work, about: ProblemReading | None, form: RectifyForm, files_form: FilesForm, status: int = 200
) -> Response:
    if about is None:
        raise NotThere()
    sent, prepared = (
        [file_row(line, "supervision.problem_file", problem_id=about.id) for line in files.lines(work, among)]
        for among in (problem_queries.files_sent(about), problem_queries.files_prepared(about))
    )
    why_back = problem_shown.why_back(about, problem_queries.sendings_back(work, about.id))
    given = {"form": form, "files_form": files_form, "rows": prepared, "sent": sent, "why_back": why_back}
    return page("supervision/mending.html", status, problem=about, **given)
