"""Handing over: what the leaver leaves behind, and the one act that gives it to a colleague."""

from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import MoveNotOpen
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.language import day
from ..policy.can import Can
from ..policy.gate import permit
from . import handing_over, staff_queries, visits
from .blueprint import bp
from .forms import HandOverForm
from .model import Appointment
from .staff_queries import AppointmentReading, OpenDuties, StaffLine
from .words import office


@bp.get("/staff/<uuid:organisation_id>/hand-over/<uuid:appointment_id>")
@permit(Can.HAND_OVER, subject=staff_queries.find_appointment_of, sees=Can.READ_STAFF)
def leaving(work: Work, held: Appointment) -> Response:
    leaver, colleagues = _situation(work, held)
    return _leaving_page(work, leaver, _form(colleagues, HandOverForm(formdata=None)))


@bp.post("/staff/<uuid:organisation_id>/hand-over/<uuid:appointment_id>")
@permit(Can.HAND_OVER, subject=staff_queries.find_appointment_of, sees=Can.READ_STAFF)
def hand_over(work: Work, held: Appointment) -> Response:
    leaver, colleagues = _situation(work, held)
    form = _form(colleagues, HandOverForm())
    if not form.settle(work, lambda: handing_over.hand_over(work, held, form.as_(handing_over.HandOverText))):
        return _leaving_page(work, leaver, form, status=422)
    if held.person_id != work.person_id:
        said = _("The duties are handed over, and the appointment has ended.")
        return go("people.staff", organisation_id=held.organisation_id, said=said)
    visits.forget()
    return go("home.front", said=_("Your duties are handed over, and your appointment has ended. Thank you."))


def _situation(work: Work, held: Appointment) -> tuple[AppointmentReading, list[StaffLine]]:
    """The leaver's appointment and the colleagues who may follow; refused where it has ended meanwhile."""
    leaver = staff_queries.appointment(work, held.id)
    if leaver is None or leaver.organisation_id is None or not leaver.holds:
        raise MoveNotOpen()
    staff = staff_queries.staff(work, leaver.organisation_id)
    return leaver, [line for line in staff if line.person_id != leaver.person_id and not line.disabled]


def _form(colleagues: list[StaffLine], form: HandOverForm) -> HandOverForm:
    form.successor_id.choices = [(str(line.person_id), f"{line.name} · {_(line.role.label)}") for line in colleagues]
    return form


def _leaving_page(work: Work, leaver: AppointmentReading, form: HandOverForm, status: int = 200) -> Response:
    return page(
        "people/hand_over.html",
        status,
        leaver=leaver,
        office=office(leaver),
        duties=_duties(leaver, staff_queries.open_duties(work, leaver), local_day(work.now)),
        form=form,
        colleagues=bool(form.successor_id.choices),
        appointment_url=url_for("people.appointment", appointment_id=leaver.appointment_id),
    )


def _duties(leaver: AppointmentReading, duties: OpenDuties, today: date) -> list[dict[str, Any]]:
    """What is open, line by line, as a summary shows it."""
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    confirmed = local_day(duties.confirmed_at)
    due = _("Due this quarter; last confirmed on %(day)s", day=day(confirmed))
    done = _("Confirmed on %(day)s", day=day(confirmed))
    return [
        {"key": _("Role"), "value": _(leaver.role.label)},
        {"key": _("Requests to join without an answer"), "value": str(duties.join_requests)},
        {"key": _("Open invitations that the leaver made"), "value": str(duties.invitations)},
        {"key": _("Liaison that the organisation names"), "value": duties.contact},
        {"key": _("Contacts of the organisation"), "value": due if confirmed < quarter else done},
    ]
