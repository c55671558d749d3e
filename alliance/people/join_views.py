"""Asking to join an organisation, and what its liaison answers."""

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.actor import Role
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.guard import limiter
from ..foundation.web.language import moment
from ..organisations import queries as organisations
from ..organisations.queries import OrganisationReading
from ..policy.can import Can
from ..policy.gate import permit
from . import joining, staff_queries
from .blueprint import bp
from .forms import AcceptJoinForm, DeclineJoinForm, JoinForm
from .model import JoinRequest, JoinRequestState
from .words import TONES


@bp.get("/join/<uuid:organisation_id>")
@permit(Can.ASK_TO_JOIN, subject=organisations.reading, sees=Can.READ_ORGANISATION)
def join(work: Work, organisation: OrganisationReading) -> Response:
    return page("people/join.html", form=JoinForm(formdata=None), organisation=organisation)


@bp.post("/join/<uuid:organisation_id>")
@limiter.limit("10 per minute")
@permit(Can.ASK_TO_JOIN, subject=organisations.reading, sees=Can.READ_ORGANISATION)
def ask_to_join(work: Work, organisation: OrganisationReading) -> Response:
    form, asked = JoinForm(), organisation.organisation_id
    if not form.settle(work, lambda: joining.ask_to_join(work, asked, form.as_(joining.JoinText))):
        return page("people/join.html", status=422, form=form, organisation=organisation)
    return go("people.join_asked", organisation_id=asked)


@bp.get("/join/<uuid:organisation_id>/asked")
@permit(Can.ASK_TO_JOIN, subject=organisations.reading, sees=Can.READ_ORGANISATION)
def join_asked(work: Work, organisation: OrganisationReading) -> Response:
    return page("people/join_asked.html", organisation=organisation)


@bp.get("/staff/<uuid:organisation_id>/requests/<uuid:request_id>")
@permit(Can.ANSWER_JOIN_REQUEST, subject=staff_queries.find_request, sees=Can.READ_STAFF)
def join_request(work: Work, asked: JoinRequest) -> Response:
    return _request_page(work, asked, AcceptJoinForm(formdata=None, role=Role.STAFF), DeclineJoinForm(formdata=None))


@bp.post("/staff/<uuid:organisation_id>/requests/<uuid:request_id>/accept")
@permit(Can.ANSWER_JOIN_REQUEST, subject=staff_queries.find_request, sees=Can.READ_STAFF)
def accept_join(work: Work, asked: JoinRequest) -> Response:
    form = AcceptJoinForm()
    if not form.settle(work, lambda: joining.accept(work, asked, form["role"].data)):
        return _request_page(work, asked, form, DeclineJoinForm(formdata=None), status=422)
    said = _("Accepted. An invitation is on its way.")
    return go("people.staff", organisation_id=asked.organisation_id, said=said)


@bp.post("/staff/<uuid:organisation_id>/requests/<uuid:request_id>/decline")
@permit(Can.ANSWER_JOIN_REQUEST, subject=staff_queries.find_request, sees=Can.READ_STAFF)
def decline_join(work: Work, asked: JoinRequest) -> Response:
    form = DeclineJoinForm()
    if not form.settle(work, lambda: joining.decline(work, asked, form.reason.data)):
        return _request_page(work, asked, AcceptJoinForm(formdata=None, role=Role.STAFF), form, status=422)
    said = _("Declined. The reason is on its way by letter.")
    return go("people.staff", organisation_id=asked.organisation_id, said=said)


def _request_page(
    work: Work, asked: JoinRequest, accept: AcceptJoinForm, decline: DeclineJoinForm, status: int = 200
) -> Response:
    found = staff_queries.request(work, asked.id)
    facts = [
        {"key": _("Organisation"), "value": found.organisation_name},
        {"key": _("Full name"), "value": found.name},
        {"key": _("E-mail address"), "value": found.email},
        {"key": _("What the person does there"), "value": found.note},
        {"key": _("Asked"), "value": moment(found.asked_at)},
    ]
    return page(
        "people/join_request.html",
        status,
        facts=facts,
        state=(_(found.state.label), TONES[found.state]),
        waiting=found.state is JoinRequestState.WAITING,
        accept=accept,
        decline=decline,
        staff_url=url_for("people.staff", organisation_id=found.organisation_id),
        accept_url=url_for("people.accept_join", organisation_id=found.organisation_id, request_id=found.id),
        decline_url=url_for("people.decline_join", organisation_id=found.organisation_id, request_id=found.id),
    )
