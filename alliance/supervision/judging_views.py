"""The pages of the two officers: the first checks a problem again, the second writes it off; both may send it back."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import NotThere
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from . import problem_queries, problems
from .blueprint import bp
from .forms import FindingForm
from .problem_model import Problem
from .problem_queries import ProblemReading

ONE = "/problems/<uuid:problem_id>"


@dataclass(frozen=True, slots=True)
class Judging:
    """A page with two ends: words, all msgids, and the endpoints of the good end and of the way back."""

    title: str
    lead: str
    good: str
    good_end: str
    back_end: str


RECHECK = Judging(
    title=N_("Check the problem again"),
    lead=N_("Look at the place or at the evidence yourself. Another officer then writes it off."),
    good=N_("It is mended"),
    good_end="supervision.recheck",
    back_end="supervision.send_back",
)
WRITE_OFF = Judging(
    title=N_("Write the problem off"),
    lead=N_("You are the second officer. What is written off stays on record and is closed."),
    good=N_("Write it off"),
    good_end="supervision.write_off",
    back_end="supervision.reopen",
)


@bp.get(f"{ONE}/recheck")
@permit(Can.RECHECK_PROBLEM, subject=problem_queries.reading, sees=Can.READ_PROBLEM)
def rechecking(work: Work, about: ProblemReading) -> Response:
    return _checking_page(about, FindingForm(None), RECHECK)


@bp.post(f"{ONE}/recheck")
@permit(Can.RECHECK_PROBLEM, subject=problem_queries.find, sees=Can.READ_PROBLEM)
def recheck(work: Work, problem: Problem) -> Response:
    return _judged(work, problem, problems.recheck, RECHECK)


@bp.post(f"{ONE}/send-back")
@permit(Can.RECHECK_PROBLEM, subject=problem_queries.find, sees=Can.READ_PROBLEM)
def send_back(work: Work, problem: Problem) -> Response:
    return _judged(work, problem, problems.send_back, RECHECK)


@bp.get(f"{ONE}/write-off")
@permit(Can.WRITE_OFF_PROBLEM, subject=problem_queries.reading, sees=Can.READ_PROBLEM)
def writing_off(work: Work, about: ProblemReading) -> Response:
    return _checking_page(about, FindingForm(None), WRITE_OFF)


@bp.post(f"{ONE}/write-off")
@permit(Can.WRITE_OFF_PROBLEM, subject=problem_queries.find, sees=Can.READ_PROBLEM)
def write_off(work: Work, problem: Problem) -> Response:
    return _judged(work, problem, problems.write_off, WRITE_OFF)


@bp.post(f"{ONE}/reopen")
@permit(Can.WRITE_OFF_PROBLEM, subject=problem_queries.find, sees=Can.READ_PROBLEM)
def reopen(work: Work, problem: Problem) -> Response:
    return _judged(work, problem, problems.reopen, WRITE_OFF)


def _judged(work: Work, problem: Problem, act: Callable[..., None], judging: Judging) -> Response:
    form = FindingForm()
    if form.settle(work, lambda: act(work, problem, form.words.data, form.version.data)):
        return go("supervision.problem", problem_id=problem.id, said=_("It is noted; those concerned are told."))
    about = problem_queries.reading(work, problem.id)
    if about is None:
        raise NotThere()
    return _checking_page(about, form, judging, status=422)


def _checking_page(about: ProblemReading, form: FindingForm, judging: Judging, status: int = 200) -> Response:
    form.version.data, form.version.raw_data = about.version, None
    return page("supervision/judging.html", status, problem=about, form=form, judging=judging)
