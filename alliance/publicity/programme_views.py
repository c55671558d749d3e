"""The programme of an event: the page that shows it, and who holds it, the agenda and the venues."""

from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import arranging, filling, parts, points, programme_shown, queries, shown
from .blueprint import ONE, bp
from .form_page import Purpose, form_page
from .holding import ARRANGEABLE
from .model import AgendaItem, EventHost
from .programme_forms import AgendaForm, HostForm, VenueForm
from .programme_model import Venue
from .queries import EventReading
from .vocabulary import HostPart

VENUE = Purpose(
    "add_venue",
    N_("Add a venue"),
    N_("A further place of the event. With both numbers it stands on the plan."),
    N_("Add"),
)


def named_in_address(name: str) -> UUID:
    """The id of a part, which the door has found to belong to the event."""
    part_id: UUID = (request.view_args or {})[name]
    return part_id


@bp.get(f"{ONE}/programme")
@permit(Can.READ_EVENT, subject=queries.reading)
def programme(work: Work, event: EventReading) -> Response:
    may_keep = may(work.actor, Can.KEEP_EVENT, event) and event.state in ARRANGEABLE
    lines, venues = points.of_event(work, event.id), parts.venues(work, event.id)
    return page(
        "publicity/programme.html",
        event=event,
        may_keep=may_keep,
        marks=shown.marks(event),
        spots=programme_shown.plan(lines, venues),
        figures=programme_shown.figures(lines),
        venues=_venue_rows(event, venues),
        formations=programme_shown.formation_rows(event, parts.formations(work, event.id), may_keep=may_keep),
        columns=programme_shown.point_columns(),
        points=[programme_shown.point_row(event, line) for line in lines],
    )


def _venue_rows(event: EventReading, venues: Any) -> list[dict[str, Any]]:
    return [
        {
            "title": one.title,
            "address": one.address,
            "drop_url": url_for("publicity.remove_venue", event_id=event.id, venue_id=one.id),
        }
        for one in venues
    ]


@bp.get(f"{ONE}/hosts/new")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def new_host(work: Work, event: EventReading) -> Response:
    return _host_page(work, event, HostForm(formdata=None))


@bp.post(f"{ONE}/hosts/new")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def name_host(work: Work, event: EventReading) -> Response:
    form = HostForm()
    filling.search(work, form)
    form.part.offer([(one, _(one.label)) for one in HostPart])
    if form.settle(work, lambda: arranging.name_host(work, event.id, form.as_(arranging.HostText))):
        return go("publicity.event", event_id=event.id, said=_("Named."))
    return _host_page(work, event, form, 422)


def _host_page(work: Work, event: EventReading, form: HostForm, status: int = 200) -> Response:
    form.part.offer([(one, _(one.label)) for one in HostPart])
    search = filling.search(work, form)
    return page(
        "publicity/form.html",
        status,
        event=event,
        form=form,
        search=search,
        search_url=url_for("publicity.new_host", event_id=event.id),
        title=_("Name a host"),
        lead=_("Find a member, or write the office of somebody who is none. Offices only, no persons."),
        action=url_for("publicity.name_host", event_id=event.id, q=search.q.data or None),
        submit=_("Name"),
    )


@bp.post(f"{ONE}/hosts/<uuid:host_id>/remove")
@permit(Can.KEEP_EVENT, subject=parts.having(EventHost.id, "host_id"), sees=Can.READ_EVENT)
def remove_host(work: Work, event: EventReading) -> Response:
    arranging.remove_host(work, event.id, named_in_address("host_id"))
    return go("publicity.event", event_id=event.id, said=_("Taken away."))


@bp.get(f"{ONE}/agenda/new")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def new_item(work: Work, event: EventReading) -> Response:
    return _agenda_page(event, AgendaForm(formdata=None, at_on=local_day(event.starts_at)))


@bp.post(f"{ONE}/agenda/new")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def add_item(work: Work, event: EventReading) -> Response:
    form = AgendaForm()
    if form.settle(work, lambda: arranging.add_item(work, event.id, _item(form))):
        return go("publicity.event", event_id=event.id, said=_("Added to the agenda."))
    return _agenda_page(event, form, 422)


def _item(form: AgendaForm) -> arranging.AgendaText:
    at = filling.moment(form.at_on.data, form.at_time.data)
    return arranging.AgendaText(at, form.words.data, form.office.data)


def _agenda_page(event: EventReading, form: AgendaForm, status: int = 200) -> Response:
    return page(
        "publicity/form.html",
        status,
        event=event,
        form=form,
        title=_("Add to the agenda"),
        lead=shown.hours(event.starts_at, event.ends_at),
        action=url_for("publicity.add_item", event_id=event.id),
        submit=_("Add"),
    )


@bp.post(f"{ONE}/agenda/<uuid:item_id>/remove")
@permit(Can.KEEP_EVENT, subject=parts.having(AgendaItem.id, "item_id"), sees=Can.READ_EVENT)
def remove_item(work: Work, event: EventReading) -> Response:
    arranging.remove_item(work, event.id, named_in_address("item_id"))
    return go("publicity.event", event_id=event.id, said=_("Taken away."))


@bp.get(f"{ONE}/venues/new")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def new_venue(work: Work, event: EventReading) -> Response:
    return form_page(event, VenueForm(formdata=None), VENUE)


@bp.post(f"{ONE}/venues/new")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def add_venue(work: Work, event: EventReading) -> Response:
    form = VenueForm()
    if form.settle(work, lambda: arranging.add_venue(work, event.id, form.as_(arranging.VenueText))):
        return go("publicity.programme", event_id=event.id, said=_("The venue is added."))
    return form_page(event, form, VENUE, 422)


@bp.post(f"{ONE}/venues/<uuid:venue_id>/remove")
@permit(Can.KEEP_EVENT, subject=parts.having(Venue.id, "venue_id"), sees=Can.READ_EVENT)
def remove_venue(work: Work, event: EventReading) -> Response:
    arranging.remove_venue(work, event.id, named_in_address("venue_id"))
    return go("publicity.programme", event_id=event.id, said=_("Taken away."))
