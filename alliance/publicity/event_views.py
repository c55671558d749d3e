"""The calendar, the list of what one prepares, and the page of an event, which may be sent to anybody."""

from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..config import Settings
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import page
from ..foundation.web.language import named
from ..journal.queries import timeline
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import calendaring, parts, programme_shown, queries, shown
from .blueprint import ONE, bp
from .forms import CalendarForm, EventFilterForm
from .holding import ARRANGEABLE, OVER
from .queries import EventFilter, EventReading
from .vocabulary import EventState


@bp.get("/")
@permit(Can.VISIT)
def calendar(work: Work) -> Response:
    lists = queries.choices(work)
    form = calendaring.offered(CalendarForm(request.args), lists)
    listing.ask(form)
    month, today = calendaring.month_of(form, local_day(work.now)), local_day(work.now)
    lines = queries.between(work, calendaring.wanted(form), *month.bounds)
    values = _sheet(month, lines, form, lists) | {"today": today, "may_write": may(work.actor, Can.WRITE_EVENT)}
    weeks = calendaring.weeks(month, lines, today) if not form.view.data else None
    chips = listing.chips(form)
    form.month.data = month.code  # the field says which month is shown, though nobody narrowed to it
    return page("publicity/calendar.html", form=form, chips=chips, weeks=weeks, **values)


def _sheet(month: Any, lines: Any, form: CalendarForm, lists: Any) -> dict[str, Any]:
    """What every view of a month shows."""
    by_district = form.view.data == calendaring.BY_DISTRICT
    return {
        "heading": calendaring.heading(month),
        "ways": calendaring.ways(month),
        "weekdays": [_(name) for name in calendaring.WEEKDAYS],
        "entries": [] if by_district else [calendaring.entry(line) for line in lines],
        "districts": calendaring.by_district(lines, lists.districts) if by_district else [],
    }


@bp.get("/events")
@permit(Can.SEE_OWN_EVENTS)
def events(work: Work) -> Response:
    form = _narrowing(work, EventFilterForm(request.args))
    listing.ask(form)
    wanted = EventFilter(form.kind.data, form.district.data, None, form.state.data or None)
    found = queries.prepared(work, wanted, listing.after_moment())
    return page(
        "publicity/events.html",
        form=form,
        chips=listing.chips(form),
        columns=shown.columns(),
        rows=[shown.row(line) for line in found.lines],
        pager=listing.pager(found.next_key, len(found.lines)),
        may_write=may(work.actor, Can.WRITE_EVENT),
    )


def _narrowing(work: Work, form: EventFilterForm) -> EventFilterForm:
    lists = queries.choices(work)
    form.kind.choices = [("", _("any")), *((term.code, named(term)) for term in lists.kinds)]
    form.district.choices = [("", _("any")), *((term.code, named(term)) for term in lists.districts)]
    form.state.choices = [("", _("any")), *((one, _(one.label)) for one in EventState)]
    return form


@bp.get(ONE)
@permit(Can.READ_EVENT, subject=queries.reading)
def event(work: Work, event: EventReading) -> Response:
    settings: Settings = current_app.config["SETTINGS"]
    return page(
        "publicity/event.html",
        **_about(work, event),
        **_programme(work, event),
        files=shown.file_rows(event, parts.files(work, event)),
        told=parts.told(work, event.id) if event.approved_at else parts.Told((), ()),
        series=[shown.row(line) for line in queries.of_series(work, event)],
        columns=shown.columns(),
        share_url=settings.base_url + url_for("publicity.event", event_id=event.id),
    )


def _about(work: Work, event: EventReading) -> dict[str, Any]:
    """What is said of an event, as far as the actor reads that."""
    papers = may(work.actor, Can.READ_EVENT_PAPERS, event)
    follows = may(work.actor, Can.KEEP_EVENT, event) or may(work.actor, Can.DECIDE_EVENT, event)
    return {
        "event": event,
        "marks": shown.marks(event),
        "facts": shown.facts(event, papers=papers),
        "described": shown.described(event),
        "reason": shown.reason(event),
        "moves": shown.moves(work, event),
        "papers": papers,
        "over": event.state in OVER,
        "on_paper": event.approved_at is not None and event.state is not EventState.CANCELLED,
        "story": shown.story(timeline(work, event.id)) if follows else [],
        "may_remove_coverage": may(work.actor, Can.DECIDE_EVENT, event),
    }


def _programme(work: Work, event: EventReading) -> dict[str, Any]:
    may_keep = may(work.actor, Can.KEEP_EVENT, event) and event.state in ARRANGEABLE
    return {
        "may_keep": may_keep,
        "hosts": shown.host_rows(event, parts.hosts(work, event.id), may_keep=may_keep),
        "agenda": programme_shown.agenda_rows(event, parts.agenda(work, event.id), may_keep=may_keep),
    }
