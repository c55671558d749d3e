"""One assignment: what is asked, how it stands, what was said and reported; and the acts of both sides on it."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from . import answering, extending, reporting, reviewing
from . import assignment_queries as queries
from .assignment_page import again, assignment_page
from .assignment_queries import AssignmentReading
from .blueprint import act_asked, bp
from .forms import ExtensionForm, FewWordsForm, ReviewForm, WordsForm
from .model import Assignment

ONE = "/assignments/<uuid:assignment_id>"
AT_ONCE = {
    "receive": (answering.receive, N_("You have signed for it.")),
    "note": (answering.receive, N_("You have taken note of it.")),
    "accept": (answering.accept, N_("You have accepted it.")),
    "take-back": (reporting.take_back, N_("The report is taken back; you can change it and send it again.")),
}
SAYING = {
    "ask-back": (answering.ask_back, N_("Ask back"), N_("Your question is with the center.")),
    "decline": (answering.decline, N_("Decline"), N_("The center is told that you decline, and why.")),
}
STEERING = {
    "answer": (answering.answer, N_("Answer"), N_("The organisation is told your answer.")),
    "insist": (answering.insist, N_("Stand by it"), N_("The organisation is told that it still has to be done.")),
    "waive": (reviewing.waive, N_("Waive"), N_("It is not asked of this organisation any longer.")),
    "remind": (answering.remind, N_("Remind"), N_("The organisation is reminded.")),
}
HINTS = {
    "actions.say": N_("The center reads it. Names, numbers and addresses of persons are masked."),
    "actions.steer": N_("The other side reads it as you write it."),
}


@bp.get(ONE)
@permit(Can.READ_ASSIGNMENT, subject=queries.reading)
def assignment(work: Work, assignment: AssignmentReading) -> Response:
    return assignment_page(work, assignment)


@bp.post(f"{ONE}/<any(receive,note,accept,'take-back'):act>")
@permit(Can.ANSWER_ASSIGNMENT, subject=queries.find, sees=Can.READ_ASSIGNMENT)
def move(work: Work, assignment: Assignment) -> Response:
    act, said = AT_ONCE[act_asked()]
    act(work, assignment)
    return go("actions.assignment", assignment_id=assignment.id, said=_(said))


@bp.get(f"{ONE}/<any('ask-back',decline):act>")
@permit(Can.ANSWER_ASSIGNMENT, subject=queries.reading, sees=Can.READ_ASSIGNMENT)
def saying(work: Work, assignment: AssignmentReading) -> Response:
    return _saying_page(assignment, "actions.say", SAYING[act_asked()][1], WordsForm(formdata=None))


@bp.post(f"{ONE}/<any('ask-back',decline):act>")
@permit(Can.ANSWER_ASSIGNMENT, subject=queries.find, sees=Can.READ_ASSIGNMENT)
def say(work: Work, assignment: Assignment) -> Response:
    act, title, said = SAYING[act_asked()]
    form = WordsForm()
    if form.settle(work, lambda: act(work, assignment, form.words.data)):
        return go("actions.assignment", assignment_id=assignment.id, said=_(said))
    return _saying_page(again(work, assignment.id), "actions.say", title, form, status=422)


@bp.get(f"{ONE}/<any(answer,insist,waive,remind):act>")
@permit(Can.STEER_ASSIGNMENT, subject=queries.reading, sees=Can.READ_ASSIGNMENT)
def steering(work: Work, assignment: AssignmentReading) -> Response:
    form = FewWordsForm(formdata=None) if act_asked() == "remind" else WordsForm(formdata=None)
    return _saying_page(assignment, "actions.steer", STEERING[act_asked()][1], form)


@bp.post(f"{ONE}/<any(answer,insist,waive,remind):act>")
@permit(Can.STEER_ASSIGNMENT, subject=queries.find, sees=Can.READ_ASSIGNMENT)
def steer(work: Work, assignment: Assignment) -> Response:
    act, title, said = STEERING[act_asked()]
    form = FewWordsForm() if act_asked() == "remind" else WordsForm()
    if form.settle(work, lambda: act(work, assignment, form.words.data)):
        return go("actions.assignment", assignment_id=assignment.id, said=_(said))
    return _saying_page(again(work, assignment.id), "actions.steer", title, form, status=422)


def _saying_page(
    assignment: AssignmentReading, endpoint: str, title: str, form: WordsForm | FewWordsForm, status: int = 200
) -> Response:
    return page(
        "actions/saying.html",
        status,
        assignment=assignment,
        endpoint=endpoint,
        act=act_asked(),
        title=_(title),
        hint=_(HINTS[endpoint]),
        form=form,
    )


@bp.post(f"{ONE}/review/<any(verify,'give-back'):act>")
@permit(Can.REVIEW_ASSIGNMENT, subject=queries.find, sees=Can.READ_ASSIGNMENT)
def judge(work: Work, assignment: Assignment) -> Response:
    form = ReviewForm()
    act = reviewing.verify if act_asked() == "verify" else reviewing.give_back
    if form.settle(work, lambda: act(work, assignment, form.revision.data, form.words.data)):
        said = _("The report is verified.") if act_asked() == "verify" else _("The report is given back.")
        return go("actions.assignment", assignment_id=assignment.id, said=said)
    return assignment_page(work, again(work, assignment.id), review=form, status=422)


@bp.get(f"{ONE}/more-time")
@permit(Can.ANSWER_ASSIGNMENT, subject=queries.reading, sees=Can.READ_ASSIGNMENT)
def asking_time(work: Work, assignment: AssignmentReading) -> Response:
    return page("actions/more_time.html", assignment=assignment, form=ExtensionForm(formdata=None))


@bp.post(f"{ONE}/more-time")
@permit(Can.ANSWER_ASSIGNMENT, subject=queries.find, sees=Can.READ_ASSIGNMENT)
def ask_time(work: Work, assignment: Assignment) -> Response:
    form = ExtensionForm()
    if form.settle(work, lambda: extending.ask(work, assignment, form.until_on.data, form.words.data)):
        return go("actions.assignment", assignment_id=assignment.id, said=_("The center is asked for more time."))
    return page("actions/more_time.html", 422, assignment=again(work, assignment.id), form=form)


@bp.post(f"{ONE}/more-time/<any(grant,refuse):act>")
@permit(Can.STEER_ASSIGNMENT, subject=queries.find, sees=Can.READ_ASSIGNMENT)
def decide_time(work: Work, assignment: Assignment) -> Response:
    form = FewWordsForm()
    act = extending.grant if act_asked() == "grant" else extending.refuse
    if form.settle(work, lambda: act(work, assignment, form.words.data)):
        return go("actions.assignment", assignment_id=assignment.id, said=_("The organisation is told."))
    return page("actions/time_refused.html", 422, assignment=again(work, assignment.id), form=form)
