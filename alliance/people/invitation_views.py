"""The link of an invitation, as the invited person meets it; and sending it again or revoking it."""

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..foundation.web.guard import limiter
from ..foundation.web.language import day, long_day, moment
from ..policy.can import Can
from ..policy.gate import permit
from . import acceptance, invitation_queries, invitations, visits
from .blueprint import bp
from .forms import NewAccountForm, OwnAccountForm
from .invitation_queries import InvitationReading
from .model import Invitation, InvitationState
from .words import NO_ID, TONES, office, trail

CLOSED = {
    None: (
        404,
        N_("This invitation does not exist"),
        N_("Open the whole link of the letter once more. If it still fails, ask whoever invited you for a new one."),
    ),
    InvitationState.USED: (
        409,
        N_("This invitation has been accepted"),
        N_("An invitation works once. If you accepted it yourself, sign in with your password."),
    ),
    InvitationState.REVOKED: (
        409,
        N_("This invitation has been revoked"),
        N_("Perhaps a newer letter is in your mailbox. If not, ask whoever invited you."),
    ),
    InvitationState.EXPIRED: (
        409,
        N_("This invitation has run out"),
        N_("Ask whoever invited you to send it again; that takes a moment."),
    ),
}


@bp.get("/invitations/<token>")
@permit(Can.VISIT)
def invitation(work: Work, token: str) -> Response:
    found = invitation_queries.of_token(work, token)
    if found is None or found.state is not InvitationState.OPEN:
        return _closed(found)
    return _opened(found, token, _blank_form(found))


@bp.post("/invitations/<token>")
@limiter.limit("20 per minute")
@permit(Can.VISIT)
def accept_invitation(work: Work, token: str) -> Response:
    found = invitation_queries.of_token(work, token)
    if found is None or found.state is not InvitationState.OPEN:
        return _closed(found)
    form = OwnAccountForm() if found.has_account else _new_account_form(found)
    device = _accept(work, token, form)
    if device is None:
        return _opened(found, token, form, status=422)
    visits.remember(device)
    return go("home.desk", said=_("Welcome. You now act as %(office)s.", office=office(found)))


def _accept(work: Work, token: str, form: NewAccountForm | OwnAccountForm) -> str | None:
    """The token of the device that is now signed in; None where the form says what is wrong."""
    here = visits.this_device()
    if isinstance(form, NewAccountForm):
        text = acceptance.AccountText
        done = form.settle(work, lambda: acceptance.accept_as_new(work, token, form.as_(text), here))
        return form.result if done else None
    if not form.validate():
        return None
    attempt = acceptance.accept_with_account(work, token, form.password.data, here)
    if isinstance(attempt, Invalid):
        form.refuse(attempt)
        return None
    return attempt


def _new_account_form(found: InvitationReading) -> NewAccountForm:
    """The form of a new account; only the first administrator's invitation leaves the address open."""
    form = NewAccountForm()
    if found.email:
        del form.email
    return form


def _blank_form(found: InvitationReading) -> NewAccountForm | OwnAccountForm:
    if found.has_account:
        return OwnAccountForm(formdata=None)
    form = NewAccountForm(formdata=None, name=found.name)
    if found.email:
        del form.email
    return form


def _opened(found: InvitationReading, token: str, form: NewAccountForm | OwnAccountForm, status: int = 200) -> Response:
    facts = [{"key": _("You will act as"), "value": office(found)}]
    if found.email:
        facts.append({"key": _("E-mail address"), "value": found.email})
    if found.to_on:
        facts.append({"key": _("Last day"), "value": long_day(found.to_on)})
    if found.invited_by:
        facts.append({"key": _("Invited by"), "value": found.invited_by})
    facts.append({"key": _("Accept before"), "value": moment(found.expires_at)})
    said = {"invited": bool(found.invited_by), "has_account": found.has_account}
    return page("people/invitation.html", status, form=form, token=token, facts=facts, **said)


def _closed(found: InvitationReading | None) -> Response:
    status, title, text = CLOSED[found.state if found else None]
    return page("people/invitation_closed.html", status, title=_(title), text=_(text))


@bp.get("/invited/")
@permit(Can.INVITE_ANYONE)
def open_invitations(work: Work) -> Response:
    found = invitation_queries.open_ones(work, listing.after_row())
    to_page = url_for("people.kept_invitation", invitation_id=NO_ID).replace(str(NO_ID), "{}")
    rows = [
        (
            to_page.format(line.id),
            (line.name, line.email),
            office(line),
            line.invited_by or None,
            moment(line.expires_at),
        )
        for line in found.lines
    ]
    return page("people/invited.html", rows=rows, pager=listing.pager(found.next_key, len(rows)))


@bp.get("/invited/<uuid:invitation_id>")
@permit(Can.KEEP_INVITATION, subject=invitation_queries.find)
def kept_invitation(work: Work, kept: Invitation) -> Response:
    found = invitation_queries.reading(work, kept.id)
    return page(
        "people/kept_invitation.html",
        name=found.name,
        facts=_facts(found),
        state=(_(found.state.label), TONES[found.state]),
        trail=trail(work, found.organisation_id, found.name),
        moves_open=_moves(found),
    )


def _facts(found: InvitationReading) -> list[dict[str, str]]:
    facts = [
        {"key": _("Office"), "value": office(found)},
        {"key": _("E-mail address"), "value": found.email},
        {"key": _("Invited by"), "value": found.invited_by},
        {"key": _("Sent on"), "value": moment(found.invited_at)},
        {"key": _("Works until"), "value": moment(found.expires_at)},
    ]
    return [*facts, {"key": _("Last day"), "value": day(found.to_on)}] if found.to_on else facts


def _moves(found: InvitationReading) -> list[dict[str, str]]:
    if found.state not in {InvitationState.OPEN, InvitationState.EXPIRED}:
        return []
    return [
        {"label": _("Send again"), "url": url_for("people.send_again", invitation_id=found.id), "kind": "primary"},
        {"label": _("Revoke"), "url": url_for("people.revoke_invitation", invitation_id=found.id), "kind": "danger"},
    ]


@bp.post("/invited/<uuid:invitation_id>/send-again")
@permit(Can.KEEP_INVITATION, subject=invitation_queries.find)
def send_again(work: Work, kept: Invitation) -> Response:
    invitations.send_again(work, kept)
    said = _("The invitation is on its way again; the link of the earlier letter no longer works.")
    return go("people.kept_invitation", invitation_id=kept.id, said=said)


@bp.post("/invited/<uuid:invitation_id>/revoke")
@permit(Can.KEEP_INVITATION, subject=invitation_queries.find)
def revoke_invitation(work: Work, kept: Invitation) -> Response:
    invitations.revoke(work, kept)
    return go("people.kept_invitation", invitation_id=kept.id, said=_("The invitation is revoked."))
