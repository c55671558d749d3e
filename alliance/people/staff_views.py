"""The people of an organisation: who acts for it, inviting, ending."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.actor import Role
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.language import day, moment
from ..organisations import queries as organisations
from ..organisations.queries import OrganisationReading
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import appointments, invitation_queries, invitations, staff_queries
from .blueprint import bp
from .forms import StaffInvitationForm
from .model import Appointment
from .staff_queries import AppointmentReading
from .words import NO_ID, TONES, office, trail


@bp.get("/staff")
@permit(Can.SEE_OWN_STAFF)
def own_staff(work: Work) -> Response:
    return go("people.staff", organisation_id=work.actor.organisation_id)


@bp.get("/staff/<uuid:organisation_id>")
@permit(Can.READ_STAFF, subject=organisations.reading, sees=Can.READ_ORGANISATION)
def staff(work: Work, organisation: OrganisationReading) -> Response:
    keeps = may(work.actor, Can.INVITE_STAFF, organisation)
    here = organisation.organisation_id
    return page(
        "people/staff.html",
        organisation=organisation,
        staff=_staff_rows(staff_queries.staff(work, here)),
        keeps=keeps,
        invited=_invitation_rows(invitation_queries.unused_of(work, here)) if keeps else [],
        requests=_request_rows(staff_queries.waiting_requests(work, here)) if keeps else [],
    )


def _staff_rows(lines: Sequence[staff_queries.StaffLine]) -> list[tuple[Any, ...]]:
    to_page = url_for("people.appointment", appointment_id=NO_ID).replace(str(NO_ID), "{}")
    return [
        (
            to_page.format(line.appointment_id),
            (line.name, line.email),
            _(line.role.label),
            day(line.from_on),
            _("Account disabled") if line.disabled else moment(line.last_sign_in_at) or _("Never"),
        )
        for line in lines
    ]


def _invitation_rows(lines: Sequence[invitation_queries.InvitationReading]) -> list[tuple[Any, ...]]:
    to_page = url_for("people.kept_invitation", invitation_id=NO_ID).replace(str(NO_ID), "{}")
    return [
        (
            to_page.format(line.id),
            (line.name, line.email),
            _(line.role.label),
            moment(line.expires_at),
            (_(line.state.label), TONES[line.state]),
        )
        for line in lines
    ]


def _request_rows(lines: Sequence[staff_queries.RequestLine]) -> list[tuple[Any, ...]]:
    return [
        (
            url_for("people.join_request", organisation_id=line.organisation_id, request_id=line.id),
            (line.name, line.email),
            line.note or None,
            moment(line.asked_at),
        )
        for line in lines
    ]


@bp.get("/staff/<uuid:organisation_id>/invite")
@permit(Can.INVITE_STAFF, subject=organisations.reading, sees=Can.READ_ORGANISATION)
def staff_invitation(work: Work, organisation: OrganisationReading) -> Response:
    form = StaffInvitationForm(formdata=None, role=Role.STAFF)
    return page("people/invite_staff.html", form=form, organisation=organisation)


@bp.post("/staff/<uuid:organisation_id>/invite")
@permit(Can.INVITE_STAFF, subject=organisations.reading, sees=Can.READ_ORGANISATION)
def invite_staff(work: Work, organisation: OrganisationReading) -> Response:
    form, here = StaffInvitationForm(), organisation.organisation_id
    text = invitations.InvitationText
    if not form.settle(work, lambda: invitations.invite(work, text(**_who(form), organisation_id=here))):
        return page("people/invite_staff.html", status=422, form=form, organisation=organisation)
    return go("people.staff", organisation_id=here, said=_("The invitation is on its way. It works for 72 hours."))


def _who(form: StaffInvitationForm) -> dict[str, Any]:
    return {"email": form.email.data, "name": form["name"].data, "role": form["role"].data}


@bp.get("/appointments/<uuid:appointment_id>")
@permit(Can.READ_APPOINTMENT, subject=staff_queries.appointment)
def appointment(work: Work, found: AppointmentReading) -> Response:
    return page(
        "people/appointment.html",
        found=found,
        office=office(found),
        facts=_facts(found),
        state=(_("Holds today"), "green") if found.holds else (_("Ended"), "grey"),
        trail=trail(work, found.organisation_id, found.name),
        may_end=found.holds and may(work.actor, Can.END_APPOINTMENT, found),
        hand_over_url=_hand_over_url(work, found),
    )


def _facts(found: AppointmentReading) -> list[dict[str, str]]:
    return [
        {"key": _("Office"), "value": office(found)},
        {"key": _("E-mail address"), "value": found.email},
        {"key": _("In office since"), "value": day(found.from_on)},
        {"key": _("Last day"), "value": day(found.to_on) or _("None set")},
        {"key": _("Last sign-in"), "value": moment(found.last_sign_in_at) or _("Never")},
    ]


def _hand_over_url(work: Work, found: AppointmentReading) -> str | None:
    if not found.holds or found.organisation_id is None or not may(work.actor, Can.HAND_OVER, found):
        return None
    return url_for("people.leaving", organisation_id=found.organisation_id, appointment_id=found.appointment_id)


@bp.post("/appointments/<uuid:appointment_id>/end")
@permit(Can.END_APPOINTMENT, subject=staff_queries.find_appointment, sees=Can.READ_APPOINTMENT)
def end_appointment(work: Work, held: Appointment) -> Response:
    appointments.end(work, held)
    return _back(work, held, _("The appointment has ended."))


def _back(work: Work, held: Appointment, said: str) -> Response:
    """To the page that the appointment was opened from; who has just left has no such page any more."""
    if held.person_id == work.person_id:
        return go("home.desk", said=said)
    if held.organisation_id is not None:
        return go("people.staff", organisation_id=held.organisation_id, said=said)
    return go("people.account", person_id=held.person_id, said=said)
