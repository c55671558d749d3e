"""The way of an event: sent in, decided, opened, begun, held, summed up, cancelled."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..audiences.queries import preview
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from . import deciding, queries, running, shown
from .blueprint import ONE, bp
from .form_page import Purpose, form_page
from .forms import ApproveForm, CancelForm, ProposeForm, ReasonForm, SummaryForm
from .queries import EventReading

PROPOSE = Purpose(
    "propose",
    N_("Send it in"),
    N_("The center looks at it and approves it, gives it back with words, or declines it with a reason."),
    N_("Send it in"),
)
GIVE_BACK = Purpose(
    "give_back",
    N_("Give the proposal back"),
    N_("Say what is to be changed. Whoever proposed it changes it and sends it in again."),
    N_("Give back"),
)
DECLINE = Purpose(
    "decline",
    N_("Decline the proposal"),
    N_("It ends with this. Whoever proposed it reads the reason."),
    N_("Do not approve"),
)
SUM_UP = Purpose(
    "summarise",
    N_("Sum it up"),
    N_("Whoever reads the event reads the summary. Pictures and documents are attached on the page of its files."),
    N_("Sum up"),
)
CANCEL = Purpose(
    "cancel",
    N_("Cancel the event"),
    N_("It stays in the calendar, marked as cancelled. Whom it invites and who takes part reads the reason."),
    N_("Cancel the event"),
)


def _for_all_of_a_series(event: EventReading, form: Any) -> Any:
    """The form, without the question whether the whole series is meant where the event is in none."""
    if event.series_id is None:
        del form.series
    return form


def _series(form: Any) -> bool:
    return bool(form.series.data)


@bp.get(f"{ONE}/propose")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def proposing(work: Work, event: EventReading) -> Response:
    return form_page(event, _for_all_of_a_series(event, ProposeForm(formdata=None)), PROPOSE)


@bp.post(f"{ONE}/propose")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def propose(work: Work, event: EventReading) -> Response:
    deciding.propose(work, event.id, series=_series(ProposeForm()))
    return go("publicity.event", event_id=event.id, said=_("Sent in. The center decides."))


@bp.post(f"{ONE}/take-back")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def take_back(work: Work, event: EventReading) -> Response:
    deciding.take_back(work, event.id)
    return go("publicity.event", event_id=event.id, said=_("It is a draft again."))


@bp.get(f"{ONE}/approve")
@permit(Can.DECIDE_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def approving(work: Work, event: EventReading) -> Response:
    """Who will read it, before it is approved."""
    form = ApproveForm(formdata=None, version=event.version)
    who = preview(work, queries.terms_of(work, event.audience_id))
    facts = shown.facts(event, papers=True)
    return page("publicity/approving.html", event=event, form=form, who=who, facts=facts)


@bp.post(f"{ONE}/approve")
@permit(Can.DECIDE_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def approve(work: Work, event: EventReading) -> Response:
    form = ApproveForm()
    deciding.approve(work, event.id, form.version.data or 0, series=_series(form))
    return go("publicity.event", event_id=event.id, said=_("Approved. It stands in the calendar now."))


@bp.get(f"{ONE}/give-back")
@permit(Can.DECIDE_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def giving_back(work: Work, event: EventReading) -> Response:
    return form_page(event, ReasonForm(formdata=None), GIVE_BACK)


@bp.post(f"{ONE}/give-back")
@permit(Can.DECIDE_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def give_back(work: Work, event: EventReading) -> Response:
    form = ReasonForm()
    if form.settle(work, lambda: deciding.give_back(work, event.id, form.reason.data)):
        return go("publicity.event", event_id=event.id, said=_("Given back."))
    return form_page(event, form, GIVE_BACK, 422)


@bp.get(f"{ONE}/decline")
@permit(Can.DECIDE_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def declining(work: Work, event: EventReading) -> Response:
    return form_page(event, ReasonForm(formdata=None), DECLINE)


@bp.post(f"{ONE}/decline")
@permit(Can.DECIDE_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def decline(work: Work, event: EventReading) -> Response:
    form = ReasonForm()
    if form.settle(work, lambda: deciding.decline(work, event.id, form.reason.data)):
        return go("publicity.event", event_id=event.id, said=_("Declined."))
    return form_page(event, form, DECLINE, 422)


def _at_once(work: Work, event: EventReading, act: Callable[..., None], said: str) -> Response:
    act(work, event.id)
    return go("publicity.event", event_id=event.id, said=said)


@bp.post(f"{ONE}/open")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def open(work: Work, event: EventReading) -> Response:
    return _at_once(work, event, running.open_event, _("It is open to take part in."))


@bp.post(f"{ONE}/start")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def start(work: Work, event: EventReading) -> Response:
    return _at_once(work, event, running.start, _("It has begun. The points can say how they stand, and count."))


@bp.post(f"{ONE}/hold")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def hold(work: Work, event: EventReading) -> Response:
    return _at_once(work, event, running.hold, _("It was held. Sum it up while it is fresh."))


@bp.get(f"{ONE}/summary")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def summarising(work: Work, event: EventReading) -> Response:
    return form_page(event, SummaryForm(formdata=None), SUM_UP)


@bp.post(f"{ONE}/summary")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def summarise(work: Work, event: EventReading) -> Response:
    form = SummaryForm()
    if form.settle(work, lambda: running.summarise(work, event.id, form.as_(running.SummaryText))):
        return go("publicity.event", event_id=event.id, said=_("Summed up."))
    return form_page(event, form, SUM_UP, 422)


@bp.get(f"{ONE}/cancel")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def cancelling(work: Work, event: EventReading) -> Response:
    return form_page(event, _for_all_of_a_series(event, CancelForm(formdata=None)), CANCEL)


@bp.post(f"{ONE}/cancel")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def cancel(work: Work, event: EventReading) -> Response:
    form = CancelForm()
    if form.settle(work, lambda: running.cancel(work, event.id, form.reason.data, series=_series(form))):
        return go("publicity.event", event_id=event.id, said=_("The event is cancelled. Whoever is concerned is told."))
    return form_page(event, _for_all_of_a_series(event, form), CANCEL, 422)
