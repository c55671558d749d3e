"""Between rows and forms: an event laid into its form, what there is to choose from, and what a filled-in form says."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from flask import request
from flask_babel import gettext as _

from ..audiences.queries import found
from ..audiences.terms import Term as AudienceTerm
from ..audiences.terms import Terms
from ..cases.filling import prepare_audience
from ..foundation.kernel.clock import LOCAL_ZONE
from ..foundation.store.work import Work
from ..foundation.web.language import named
from ..organisations.queries import Term
from . import parts, queries
from .forms import EventForm, PlaceForm
from .points import PointLine
from .programme_forms import OrganisationForm, PointForm, SearchForm
from .queries import EventReading
from .vocabulary import FiveEntry, PointKind
from .writing import EventText, Place

EVERYBODY = Terms.of([AudienceTerm()])
MORNING, NOON = time(9), time(11, 30)

SAID = (
    *(
        "title",
        "kind_code",
        "five_entry",
        "planned_attendance",
        "public",
        "theme",
        "description",
        "materials",
        "safety_plan",
    ),
    *("contact_office", "contact_phone", "terms"),
)


def moment(day: date, hour: time) -> datetime:
    """The moment of a day and a time in the zone of the alliance."""
    return datetime.combine(day, hour, LOCAL_ZONE)


def offered(work: Work, form: EventForm, event: EventReading | None = None) -> EventForm:
    """The form with its lists. The kind that `event` has stays to choose, in use or not."""
    lists = queries.choices(work)
    kinds = {term.code: named(term) for term in [*lists.kinds, *([event.kind] if event else [])]}
    form.kind_code.offer(list(kinds.items()))
    form.five_entry.choices = [("", _("None of the five")), *((one, _(one.label)) for one in FiveEntry)]
    placed(form, lists.districts)
    prepare_audience(work, form)
    return form


def placed(form: PlaceForm, districts: Sequence[Term]) -> PlaceForm:
    form.district_code.offer([(term.code, named(term)) for term in districts])
    return form


def blank() -> dict[str, Any]:
    """A new draft: public, for every member, on a morning."""
    return {"public": True, "terms": EVERYBODY, "starts_time": MORNING, "ends_time": NOON}


def place_values(event: EventReading) -> dict[str, Any]:
    """Its time and place as the fields of their form."""
    first, last = (moment.astimezone(LOCAL_ZONE) for moment in (event.starts_at, event.ends_at))
    return {
        "version": event.version,
        "starts_on": first.date(),
        "starts_time": first.time(),
        "ends_on": last.date() if last.date() != first.date() else None,
        "ends_time": last.time(),
        "district_code": event.district.code,
        "venue": event.venue,
    }


def values_of(work: Work, event: EventReading) -> dict[str, Any]:
    """An event as the fields of its form."""
    same = {name: getattr(event, name) for name in SAID if name not in {"kind_code", "terms"}}
    terms = queries.terms_of(work, event.audience_id)
    return place_values(event) | same | {"kind_code": event.kind.code, "terms": terms}


def place_of(form: PlaceForm) -> Place:
    return Place(
        moment(form.starts_on.data, form.starts_time.data),
        moment(form.ends_on.data or form.starts_on.data, form.ends_time.data),
        form.district_code.data,
        form.venue.data,
    )


def text_of(form: EventForm) -> EventText:
    said = {name: form[name].data for name in SAID}
    return EventText(place=place_of(form), version=form.version.data or 0, **said)


def search(work: Work, form: OrganisationForm, kept: tuple[Any, str] | None = None) -> SearchForm:
    """The search of the address; what it finds, and what is `kept` already, is offered by the form."""
    asked = SearchForm(request.args)
    words = (asked.q.data or "") if asked.validate() else ""
    names = {kept[0]: kept[1]} if kept else {}
    names |= {one.id: one.name for one in found(work, words)} if words else {}
    form.organisation_id.choices = [("", _("None")), *names.items()]
    return asked


def point_offered(work: Work, event: EventReading, form: PointForm) -> PointForm:
    form.kind.offer([(one, _(one.label)) for one in PointKind])
    form.venue_id.choices = [("", event.venue), *((one.id, one.title) for one in parts.venues(work, event.id))]
    return form


def point_values(point: PointLine) -> dict[str, Any]:
    same = ("number", "kind", "title", "venue_id", "organisation_id", "materials", "staff", "across", "down")
    return {name: getattr(point, name) for name in same}


def next_number(lines: Sequence[PointLine]) -> int:
    return max((line.number for line in lines), default=0) + 1
