"""Writing an event down: the form of a new one and of a draft; repeating it, moving it, dropping it."""

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ..audiences.queries import preview
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import filling, queries, repeating, writing
from .blueprint import ONE, bp
from .form_page import Purpose, form_page
from .forms import EventForm, PlaceForm, SeriesForm
from .holding import WRITABLE
from .queries import EventReading
from .vocabulary import Rhythm

MOVE = Purpose(
    "move",
    N_("Change time or place"),
    N_("Whom the event invites and who takes part gets a letter; calendars follow by themselves."),
    N_("Change"),
)
REPEAT = Purpose(
    "repeat",
    N_("Repeat it as a series"),
    N_("Each is an event of its own, with the same words and hosts. A month too short has it on its last day."),
    N_("Draft the series"),
)


@bp.get("/new")
@permit(Can.WRITE_EVENT)
def new(work: Work) -> Response:
    """Asked with a choice of who is invited, it shows who that is."""
    return _form_page(work, EventForm(request.args or None, data=filling.blank()))


@bp.post("/new")
@permit(Can.WRITE_EVENT)
def draft(work: Work) -> Response:
    form = filling.offered(work, EventForm())
    if form.terms.editing:
        return _form_page(work, form)
    if form.settle(work, lambda: writing.draft(work, filling.text_of(form))):
        said = _("The event is drafted. Add its programme, or send it in.")
        return go("publicity.event", event_id=form.result.id, said=said)
    return _form_page(work, form, status=422)


@bp.get(f"{ONE}/edit")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def edit(work: Work, event: EventReading) -> Response:
    if event.state not in WRITABLE:
        return go("publicity.event", event_id=event.id)
    return _form_page(work, EventForm(request.args or None, data=filling.values_of(work, event)), event)


@bp.post(f"{ONE}/edit")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def revise(work: Work, event: EventReading) -> Response:
    form = filling.offered(work, EventForm(), event)
    if form.terms.editing:
        return _form_page(work, form, event)
    if form.settle(work, lambda: writing.revise(work, event.id, filling.text_of(form))):
        return go("publicity.event", event_id=event.id, said=_("The draft is kept."))
    return _form_page(work, form, event, 422)


def _form_page(work: Work, form: EventForm, event: EventReading | None = None, status: int = 200) -> Response:
    filling.offered(work, form, event)
    names = may(work.actor, Can.CHOOSE_AUDIENCE)
    who = preview(work, form.terms.data)
    return page("publicity/edit.html", status, form=form, event=event, who=who, names=names)


@bp.post(f"{ONE}/drop")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def drop(work: Work, event: EventReading) -> Response:
    writing.drop(work, event.id)
    return go("publicity.events", said=_("The draft is gone."))


@bp.get(f"{ONE}/move")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def moving(work: Work, event: EventReading) -> Response:
    return _moving_page(work, event, PlaceForm(formdata=None, data=filling.place_values(event)))


@bp.post(f"{ONE}/move")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def move(work: Work, event: EventReading) -> Response:
    form = filling.placed(PlaceForm(), queries.choices(work).districts)
    if form.settle(work, lambda: writing.move(work, event.id, filling.place_of(form), form.version.data or 0)):
        return go(
            "publicity.event", event_id=event.id, said=_("Time and place are changed. Whoever is concerned is told.")
        )
    return _moving_page(work, event, form, 422)


def _moving_page(work: Work, event: EventReading, form: PlaceForm, status: int = 200) -> Response:
    filling.placed(form, queries.choices(work).districts)
    return form_page(event, form, MOVE, status)


@bp.get(f"{ONE}/series")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def repeating_form(work: Work, event: EventReading) -> Response:
    return _series_page(event, SeriesForm(formdata=None))


@bp.post(f"{ONE}/series")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def repeat(work: Work, event: EventReading) -> Response:
    form = _with_rhythms(SeriesForm())
    if form.settle(work, lambda: repeating.repeat(work, event.id, form.as_(repeating.SeriesText))):
        said = ngettext("%(num)d further event is drafted.", "%(num)d further events are drafted.", form.result)
        return go("publicity.event", event_id=event.id, said=said)
    return _series_page(event, form, 422)


def _with_rhythms(form: SeriesForm) -> SeriesForm:
    form.rhythm.offer([(one, _(one.label)) for one in Rhythm])
    return form


def _series_page(event: EventReading, form: SeriesForm, status: int = 200) -> Response:
    return form_page(event, _with_rhythms(form), REPEAT, status)
