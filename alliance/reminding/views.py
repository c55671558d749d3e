"""The pages of the steps, which an administrator changes."""

from flask import Blueprint
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from ..worktime import shown as hours_shown
from ..worktime.queries import timetable
from . import shown, steps
from .forms import StepForm
from .model import ReminderStep
from .steps import Step
from .vocabulary import AHEAD, Nudge

bp = Blueprint("reminding", "alliance.reminding.views", url_prefix="/reminding")


@bp.get("/")
@permit(Can.SEE_REMINDERS)
def reminders(work: Work) -> Response:
    keeps, today = may(work.actor, Can.KEEP_REMINDERS), local_day(work.now)
    return page(
        "reminding/reminders.html",
        groups=shown.groups(steps.standing(work), today, keeps=keeps),
        quiet=hours_shown.quiet_words(timetable(work).hours_on(today)),
        keeps=keeps,
    )


@bp.get("/<nudge>")
@permit(Can.KEEP_REMINDERS, subject=steps.reading, sees=Can.SEE_REMINDERS)
def changing(work: Work, step: Step) -> Response:
    form = StepForm(None, days=step.days, reaches=step.reaches, taken=step.taken, from_on=local_day(work.now))
    return _step_page(form, step.nudge)


def _step_page(form: StepForm, nudge: Nudge, status: int = 200) -> Response:
    return page(
        "reminding/changing.html",
        status,
        form=form,
        nudge=nudge,
        title=shown.title(nudge),
        ahead=nudge in AHEAD.values(),
    )


@bp.post("/<nudge>")
@permit(Can.KEEP_REMINDERS, subject=steps.find, sees=Can.SEE_REMINDERS)
def change(work: Work, held: ReminderStep) -> Response:
    form = StepForm()
    if form.settle(work, lambda: steps.change(work, held, form.text())):
        return go("reminding.reminders", said=_("The step is changed from that day on."))
    return _step_page(form, held.nudge, 422)
