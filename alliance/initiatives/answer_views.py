"""The pages of a member: pledge clause by clause, decline, tell what is done."""

from uuid import UUID

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import Conflict, NotThere
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from . import answering, answers, filling, fulfilling, reading, shown
from .answering import ENDED
from .blueprint import ONE, bp
from .forms import DoneForm, PledgeForm, ReasonForm
from .reading import AskLine, InitiativeReading
from .vocabulary import InitiativeState


@bp.get(f"{ONE}/pledge")
@permit(Can.ANSWER_INITIATIVE, subject=reading.reading, sees=Can.READ_INITIATIVE)
def pledging(work: Work, initiative: InitiativeReading) -> Response:
    if initiative.state is not InitiativeState.ISSUED:
        raise Conflict(ENDED)
    asks = list(reading.asks(work, initiative.id))
    return _pledge_page(initiative, asks, filling.begun_pledge(work, asks, answers.own(work, initiative)))


@bp.post(f"{ONE}/pledge")
@permit(Can.ANSWER_INITIATIVE, subject=reading.reading, sees=Can.READ_INITIATIVE)
def pledge(work: Work, initiative: InitiativeReading) -> Response:
    asks = list(reading.asks(work, initiative.id))
    form = filling.form_for(asks)()
    if form.settle(work, lambda: answering.pledge(work, initiative, filling.pledge_text(form, asks))):
        return go("initiatives.initiative", initiative_id=initiative.id, said=_("Your pledge is with the center."))
    own = answers.own(work, initiative)
    form.seen("revision", own.revision if own else 0)
    return _pledge_page(initiative, asks, form, form.status)


def _pledge_page(initiative: InitiativeReading, asks: list[AskLine], form: PledgeForm, status: int = 200) -> Response:
    clauses = [{"ask": one, "fields": form.clause_fields(one["position"])} for one in shown.asks(asks, {})]
    return page("initiatives/pledging.html", status, initiative=initiative, clauses=clauses, form=form)


@bp.get(f"{ONE}/decline")
@permit(Can.ANSWER_INITIATIVE, subject=reading.reading, sees=Can.READ_INITIATIVE)
def declining(work: Work, initiative: InitiativeReading) -> Response:
    return page("initiatives/declining.html", initiative=initiative, form=ReasonForm(formdata=None))


@bp.post(f"{ONE}/decline")
@permit(Can.ANSWER_INITIATIVE, subject=reading.reading, sees=Can.READ_INITIATIVE)
def decline(work: Work, initiative: InitiativeReading) -> Response:
    form = ReasonForm()
    if form.settle(work, lambda: answering.decline(work, initiative, form.reason.data)):
        return go("initiatives.initiative", initiative_id=initiative.id, said=_("The center reads your reason."))
    return page("initiatives/declining.html", form.status, initiative=initiative, form=form)


DONE = f"{ONE}/done/<uuid:ask_id>"


@bp.get(DONE)
@permit(Can.ANSWER_INITIATIVE, subject=reading.reading, sees=Can.READ_INITIATIVE)
def telling(work: Work, initiative: InitiativeReading) -> Response:
    ask, before = _ask_asked(work, initiative), answers.own(work, initiative)
    taken = before.pledge.clauses if before and before.pledge else ()
    told = next((one for one in taken if one.ask_id == ask.id), None)
    if told is None:
        raise NotThere()
    return _done_page(initiative, ask, DoneForm(None, figure=told.figure, account=told.account))


@bp.post(DONE)
@permit(Can.ANSWER_INITIATIVE, subject=reading.reading, sees=Can.READ_INITIATIVE)
def tell(work: Work, initiative: InitiativeReading) -> Response:
    ask, response, form = _ask_asked(work, initiative), answering.own_response(work, initiative), DoneForm()
    if response is None:
        raise NotThere()
    if form.settle(work, lambda: fulfilling.tell(work, response, ask.id, form.as_(fulfilling.DoneText))):
        return go("initiatives.initiative", initiative_id=initiative.id, said=_("Told. The center confirms it."))
    return _done_page(initiative, ask, form, form.status)


def _ask_asked(work: Work, initiative: InitiativeReading) -> AskLine:
    ask_id: UUID = (request.view_args or {})["ask_id"]
    found = reading.ask_of(work, initiative.id, ask_id)
    if found is None:
        raise NotThere()
    return found


def _done_page(initiative: InitiativeReading, ask: AskLine, form: DoneForm, status: int = 200) -> Response:
    return page(
        "initiatives/telling.html",
        status,
        initiative=initiative,
        ask={"position": ask.position, "words": ask.words, "facts": shown.ask_facts(ask), "id": ask.id},
        measured=ask.target is not None,
        form=form,
    )
