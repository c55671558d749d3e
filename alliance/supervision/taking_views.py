"""The three lists on paper and as a sheet."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.answers import attachment, page
from ..policy.can import Can
from ..policy.gate import permit
from ..sheets.filters import in_words
from ..sheets.workbook import MEDIA_TYPE, text_workbook
from . import narrowing, problem_queries, problem_shown
from .blueprint import bp


@bp.get("/problems/print")
@permit(Can.SEE_SUPERVISION)
def paper(work: Work) -> Response:
    form, wanted = narrowing.problems(work)
    today = local_day(work.now)
    return page(
        "supervision/paper.html",
        asked=in_words(form),
        rows=[problem_shown.three(one, today) for one in problem_queries.taken(work, wanted)],
        today=today,
    )


@bp.get("/problems.xlsx")
@permit(Can.SEE_SUPERVISION)
def sheet(work: Work) -> Response:
    _form, wanted = narrowing.problems(work)
    rows = problem_shown.sheet(problem_queries.taken(work, wanted))
    content = text_workbook(_("Three lists"), [_(name) for name in problem_shown.SHEET], rows)
    return attachment(content, MEDIA_TYPE, f"problems-{local_day(work.now)}.xlsx")
