"""Files of answers and of mended problems: attached by the organisation, handed out behind the door of the thing."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..files import handing_out
from ..files.receiving import takes_files
from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from ..foundation.web.answers import go
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import attaching, problem_queries, queries
from .answer_views import answering_page
from .blueprint import bp
from .forms import AnswerForm, FilesForm, RectifyForm
from .mending_views import mending_page
from .model import Measure
from .problem_model import Problem
from .problem_queries import ProblemReading
from .queries import MeasureReading

OF_MEASURE = "/measures/<uuid:measure_id>/files"
OF_PROBLEM = "/problems/<uuid:problem_id>/files"
ONE = "/<uuid:file_id>"


@bp.post(OF_MEASURE)
@permit(Can.ANSWER_MEASURE, subject=queries.find, sees=Can.READ_MEASURE)
@takes_files
def attach_to_answer(work: Work, measure: Measure) -> Response:
    form = FilesForm()
    if form.settle(work, lambda: attaching.attach(work, measure, form.files.data)):
        return go("supervision.answering", measure_id=measure.id, said=_("The files are attached."))
    return answering_page(work, queries.reading(work, measure.id), AnswerForm(None), form, status=422)


@bp.post(f"{OF_MEASURE}{ONE}/detach")
@permit(Can.ANSWER_MEASURE, subject=queries.find, sees=Can.READ_MEASURE)
def detach_from_answer(work: Work, measure: Measure) -> Response:
    attaching.detach(work, measure, handing_out.to_discard(work, queries.files_of(measure.id)))
    return go("supervision.answering", measure_id=measure.id, said=_("The file is taken away."))


@bp.get(f"{OF_MEASURE}{ONE}")
@permit(Can.READ_MEASURE, subject=queries.reading)
def answer_file(work: Work, about: MeasureReading) -> Response:
    """Before the organisation has answered, its files are its own."""
    if about.answered_at is None and not may(work.actor, Can.ANSWER_MEASURE, about):
        raise NotThere()
    return handing_out.shared_copy(handing_out.held(work, queries.files_of(about.id)))


@bp.post(OF_PROBLEM)
@permit(Can.RECTIFY_PROBLEM, subject=problem_queries.find, sees=Can.READ_PROBLEM)
@takes_files
def attach_to_problem(work: Work, problem: Problem) -> Response:
    form = FilesForm()
    if form.settle(work, lambda: attaching.attach(work, problem, form.files.data)):
        return go("supervision.mending", problem_id=problem.id, said=_("The files are attached."))
    return mending_page(work, problem_queries.reading(work, problem.id), RectifyForm(None), form, status=422)


@bp.post(f"{OF_PROBLEM}{ONE}/detach")
@permit(Can.RECTIFY_PROBLEM, subject=problem_queries.find, sees=Can.READ_PROBLEM)
def detach_from_problem(work: Work, problem: Problem) -> Response:
    attaching.detach(work, problem, handing_out.to_discard(work, problem_queries.files_of(problem.id)))
    return go("supervision.mending", problem_id=problem.id, said=_("The file is taken away."))


@bp.get(f"{OF_PROBLEM}{ONE}")
@permit(Can.READ_PROBLEM, subject=problem_queries.reading)
def problem_file(work: Work, about: ProblemReading) -> Response:
    """Until the organisation has reported it as mended with them, its files are its own."""
    if may(work.actor, Can.RECTIFY_PROBLEM, about):
        return handing_out.shared_copy(handing_out.held(work, problem_queries.files_of(about.id)))
    if about.rectified_at is None:
        raise NotThere()
    return handing_out.shared_copy(handing_out.held(work, problem_queries.files_sent(about)))
