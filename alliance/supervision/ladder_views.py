"""The pages of the ladder: its steps, which an administrator changes, and who is due for which."""

from flask import flash, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..matrix.queries import open_alliances
from ..organisations.queries import districts
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import bulk, due, ladder, shown, wording
from .blueprint import bp
from .forms import BulkForm, DueFilterForm, StepForm
from .ladder import Step
from .measuring import MeasureText
from .model import LadderStep
from .vocabulary import StepCode

KEPT = ("zh", "en", "after_working_days", "needs_approver", "answer_within")
REASONS_MOST = 3


@bp.get("/ladder")
@permit(Can.SEE_LADDER)
def steps(work: Work) -> Response:
    keeps = may(work.actor, Can.KEEP_LADDER)
    return page(
        "supervision/ladder.html",
        tabs=shown.tabs("supervision.steps", lambda can: may(work.actor, can)),
        rows=[shown.step_row(step, local_day(work.now), keeps=keeps) for step in ladder.standing(work)],
        keeps=keeps,
    )


@bp.get("/ladder/<code>")
@permit(Can.KEEP_LADDER, subject=ladder.reading, sees=Can.SEE_LADDER)
def changing(work: Work, step: Step) -> Response:
    known = {name: getattr(step, name) for name in KEPT}
    form = StepForm(None, **known, from_on=local_day(work.now))
    return page("supervision/changing.html", form=form, step=step)


@bp.post("/ladder/<code>")
@permit(Can.KEEP_LADDER, subject=ladder.find, sees=Can.SEE_LADDER)
def change(work: Work, step: LadderStep) -> Response:
    form = StepForm()
    if form.settle(work, lambda: ladder.change(work, step, form.text())):
        return go("supervision.steps", said=_("The step is changed from that day on."))
    return page("supervision/changing.html", 422, form=form, step=ladder.reading(work, step.code))


@bp.get("/due")
@permit(Can.SEE_LADDER)
def due_for(work: Work) -> Response:
    return _due_page(work, BulkForm(None))


@bp.post("/due")
@permit(Can.PROPOSE_MEASURE)
def take_bulk(work: Work) -> Response:
    """Take for every ticked row the step that is due; what is refused says why, and keeps nothing from the others."""
    form = BulkForm()
    if not form.settle(work, lambda: _take(work, form)):
        return _due_page(work, form, status=422)
    _say(form.result)
    return go("supervision.due_for")


def _take(work: Work, form: BulkForm) -> bulk.Outcome:
    """Rows that are not due any more, or were never, are left out: the list says what is due now."""
    lines = due.due_among(work, form.chosen.data[: bulk.AT_ONCE_MOST])
    own = form.words.data
    return bulk.take_all(
        work,
        {
            line.assignment_id: MeasureText(line.step.code, form.basis.data, own or wording.words_for(line))
            for line in lines
        },
    )


def _say(outcome: bulk.Outcome) -> None:
    if outcome.done:
        flash(ngettext("%(num)d measure is taken.", "%(num)d measures are taken.", outcome.done), "success")
    if not outcome.done and not outcome.refused:
        flash(_("None of the ticked rows is due any more."), "warning")
    for _assignment_id, refusal in outcome.refused[:REASONS_MOST]:
        flash(_(refusal.words, **refusal.params), "warning")


def _due_page(work: Work, form: BulkForm, status: int = 200) -> Response:
    narrowing = DueFilterForm(request.args)
    narrowing.alliance.choices = shown.terms(open_alliances(work))
    narrowing.district.choices = shown.terms(districts(work))
    narrowing.step.choices = shown.choices(StepCode, _("All"))
    wanted = listing.ask(narrowing).as_(due.DueFilter)
    found = due.due(work, wanted, listing.after_moment())
    return page(
        "supervision/due.html",
        status,
        tabs=shown.tabs("supervision.due_for", lambda can: may(work.actor, can)),
        narrowing=narrowing,
        chips=listing.chips(narrowing),
        rows=[shown.due_row(line) for line in found.lines],
        pager=listing.pager(found.next_key, len(found.lines)),
        form=form if may(work.actor, Can.PROPOSE_MEASURE) else None,
        action=listing.address("supervision.take_bulk", request.args.to_dict(flat=False)),
    )
