"""The pages on which an organisation answers a measure: its words, and the files that belong to them."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..cases.listed import file_row
from ..files import queries as files
from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from . import measuring, queries
from .blueprint import bp
from .forms import AnswerForm, FilesForm
from .model import Measure
from .queries import MeasureReading
from .vocabulary import MeasureState

ANSWER = "/measures/<uuid:measure_id>/answer"


@bp.get(ANSWER)
@permit(Can.ANSWER_MEASURE, subject=queries.reading, sees=Can.READ_MEASURE)
def answering(work: Work, about: MeasureReading) -> Response:
    if about.state is not MeasureState.ISSUED:
        return go("supervision.measure", measure_id=about.id)
    return answering_page(work, about, AnswerForm(None), FilesForm(formdata=None))


@bp.post(ANSWER)
@permit(Can.ANSWER_MEASURE, subject=queries.find, sees=Can.READ_MEASURE)
def answer(work: Work, measure: Measure) -> Response:
    form = AnswerForm()
    if form.settle(work, lambda: measuring.answer(work, measure, form.words.data)):
        return go("supervision.measure", measure_id=measure.id, said=_("Your answer is with the center."))
    return answering_page(work, queries.reading(work, measure.id), form, FilesForm(formdata=None), form.status)


def answering_page(
    work: Work, about: MeasureReading | None, form: AnswerForm, files_form: FilesForm, status: int = 200
) -> Response:
    if about is None:
        raise NotThere()
    lines = files.lines(work, queries.files_of(about.id))
    rows = [file_row(line, "supervision.answer_file", measure_id=about.id) for line in lines]
    return page("supervision/answering.html", status, measure=about, form=form, files_form=files_form, rows=rows)
