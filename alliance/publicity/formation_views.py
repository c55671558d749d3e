"""The formations of an event: their words, their order, and who stands in them."""

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import Invalid, NotThere
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from . import filling, forming, parts, queries
from .blueprint import ONE, bp
from .parts import FormationLine
from .programme_forms import FormationForm, OrganisationForm
from .programme_model import Formation
from .programme_views import named_in_address
from .queries import EventReading

FORMATION = f"{ONE}/formations/<uuid:formation_id>"
FOUND = parts.having(Formation.id, "formation_id")


@bp.get(f"{ONE}/formations/new")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def new_formation(work: Work, event: EventReading) -> Response:
    return _form_page(event, FormationForm(formdata=None))


@bp.post(f"{ONE}/formations/new")
@permit(Can.KEEP_EVENT, subject=queries.reading, sees=Can.READ_EVENT)
def add_formation(work: Work, event: EventReading) -> Response:
    form = FormationForm()
    if form.settle(work, lambda: forming.add(work, event.id, form.as_(forming.FormationText))):
        said = _("The formation is added, as the last one. Say who stands in it.")
        return go("publicity.formation_members", event_id=event.id, formation_id=form.result.id, said=said)
    return _form_page(event, form, status=422)


@bp.get(FORMATION)
@permit(Can.KEEP_EVENT, subject=FOUND, sees=Can.READ_EVENT)
def formation(work: Work, event: EventReading) -> Response:
    line = _line(work, event)
    said = {"title": line.title, "heads": line.heads, "leader": line.leader}
    return _form_page(event, FormationForm(formdata=None, data=said), line.id)


@bp.post(FORMATION)
@permit(Can.KEEP_EVENT, subject=FOUND, sees=Can.READ_EVENT)
def change_formation(work: Work, event: EventReading) -> Response:
    form, formation_id = FormationForm(), named_in_address("formation_id")
    if form.settle(work, lambda: forming.change(work, event.id, formation_id, form.as_(forming.FormationText))):
        return go("publicity.programme", event_id=event.id, said=_("The formation is changed."))
    return _form_page(event, form, formation_id, 422)


def _line(work: Work, event: EventReading) -> FormationLine:
    formation_id = named_in_address("formation_id")
    line = next((one for one in parts.formations(work, event.id) if one.id == formation_id), None)
    if line is None:
        raise NotThere()
    return line


def _form_page(
    event: EventReading, form: FormationForm, formation_id: UUID | None = None, status: int = 200
) -> Response:
    changed = url_for("publicity.change_formation", event_id=event.id, formation_id=formation_id or event.id)
    return page(
        "publicity/form.html",
        status,
        event=event,
        form=form,
        title=_("Change the formation") if formation_id else _("Add a formation"),
        lead=_("Those who stand together: one organisation or several. Name an office as its leader, no person."),
        action=changed if formation_id else url_for("publicity.add_formation", event_id=event.id),
        submit=_("Save"),
    )


@bp.post(f"{FORMATION}/earlier")
@permit(Can.KEEP_EVENT, subject=FOUND, sees=Can.READ_EVENT)
def formation_earlier(work: Work, event: EventReading) -> Response:
    forming.shift(work, event.id, named_in_address("formation_id"), -1)
    return go("publicity.programme", event_id=event.id, said=_("The order is changed."))


@bp.post(f"{FORMATION}/later")
@permit(Can.KEEP_EVENT, subject=FOUND, sees=Can.READ_EVENT)
def formation_later(work: Work, event: EventReading) -> Response:
    forming.shift(work, event.id, named_in_address("formation_id"), 1)
    return go("publicity.programme", event_id=event.id, said=_("The order is changed."))


@bp.post(f"{FORMATION}/remove")
@permit(Can.KEEP_EVENT, subject=FOUND, sees=Can.READ_EVENT)
def remove_formation(work: Work, event: EventReading) -> Response:
    forming.remove(work, event.id, named_in_address("formation_id"))
    return go("publicity.programme", event_id=event.id, said=_("Taken away."))


@bp.get(f"{FORMATION}/members")
@permit(Can.KEEP_EVENT, subject=FOUND, sees=Can.READ_EVENT)
def formation_members(work: Work, event: EventReading) -> Response:
    return _members_page(work, event, OrganisationForm(formdata=None))


@bp.post(f"{FORMATION}/members")
@permit(Can.KEEP_EVENT, subject=FOUND, sees=Can.READ_EVENT)
def put_into_formation(work: Work, event: EventReading) -> Response:
    form, formation_id = OrganisationForm(), named_in_address("formation_id")
    filling.search(work, form)
    if form.settle(work, lambda: forming.put_into(work, event.id, formation_id, _chosen(form))):
        address = {"event_id": event.id, "formation_id": formation_id}
        return go("publicity.formation_members", said=_("Put into the formation."), **address)
    return _members_page(work, event, form, 422)


def _chosen(form: OrganisationForm) -> UUID:
    organisation_id: UUID | None = form.organisation_id.data
    if organisation_id is None:
        raise Invalid("organisation_id", N_("Find an organisation and choose it."))
    return organisation_id


def _members_page(work: Work, event: EventReading, form: OrganisationForm, status: int = 200) -> Response:
    search, line = filling.search(work, form), _line(work, event)
    return page("publicity/formation.html", status, event=event, formation=line, form=form, search=search)


@bp.post(f"{FORMATION}/members/<uuid:organisation_id>/remove")
@permit(Can.KEEP_EVENT, subject=FOUND, sees=Can.READ_EVENT)
def take_out_of_formation(work: Work, event: EventReading) -> Response:
    formation_id = named_in_address("formation_id")
    forming.take_out(work, event.id, formation_id, named_in_address("organisation_id"))
    return go("publicity.formation_members", event_id=event.id, formation_id=formation_id, said=_("Taken away."))
