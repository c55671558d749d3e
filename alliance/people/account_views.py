"""Accounts, for the center administrator: find one, keep it, invite into any role."""

from collections.abc import Sequence
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..foundation.web.language import day, moment, named
from ..journal.queries import timeline
from ..organisations import queries as organisations
from ..policy.can import Can
from ..policy.gate import permit
from . import account_keeping, account_queries, appointments, invitations
from .account_queries import AccountReading, KeptAccount
from .blueprint import bp
from .forms import AccountsForm, InvitationForm
from .words import NO_ID, TONES, office

STORY_MOST = 30


@bp.get("/")
@permit(Can.READ_PEOPLE)
def accounts(work: Work) -> Response:
    form = listing.ask(AccountsForm(request.args))
    found = account_queries.accounts(work, form.as_(account_queries.AccountFilter), listing.after_row())
    return page(
        "people/accounts.html",
        form=form,
        chips=listing.chips(form),
        rows=_rows(found.lines),
        pager=listing.pager(found.next_key, len(found.lines)),
    )


def _rows(lines: Sequence[account_queries.AccountLine]) -> list[tuple[Any, ...]]:
    to_page = url_for("people.account", person_id=NO_ID).replace(str(NO_ID), "{}")
    return [
        (
            to_page.format(line.id),
            (line.name, line.email),
            "、".join(office(held) for held in line.held) or None,
            moment(line.last_sign_in_at) or _("Never"),
            (_(line.standing.label), TONES[line.standing]),
        )
        for line in lines
    ]


@bp.get("/<uuid:person_id>")
@permit(Can.READ_PEOPLE, subject=account_queries.account)
def account(work: Work, found: AccountReading) -> Response:
    return page(
        "people/account.html",
        name=found.name,
        facts=_facts(found),
        state=(_("Disabled"), "grey") if found.disabled_at else (_("Active"), "green"),
        sessions=[(None, one.device, moment(one.signed_in_at), moment(one.ends_at)) for one in found.sessions],
        held=_held_rows(found),
        moves_open=_moves(found),
        story=[{"at": one.at, "what": _(one.what), "who": _(one.who)} for one in timeline(work, found.id, STORY_MOST)],
    )


def _facts(found: AccountReading) -> list[dict[str, str]]:
    locked = _("Locked until %(moment)s after too many failures", moment=moment(found.locked_until))
    return [
        {"key": _("E-mail address"), "value": found.email},
        {"key": _("Account since"), "value": moment(found.joined_at)},
        {"key": _("Last sign-in"), "value": moment(found.last_sign_in_at) or _("Never")},
        {"key": _("Signed in now"), "value": _("on %(count)d devices", count=len(found.sessions))},
        {"key": _("Sign-in"), "value": locked if found.locked_until else _("Not locked")},
    ]


def _held_rows(found: AccountReading) -> list[tuple[Any, ...]]:
    to_page = url_for("people.appointment", appointment_id=NO_ID).replace(str(NO_ID), "{}")
    states = {True: (_("Holds today"), "green"), False: (_("Ended"), "grey")}
    return [
        (
            to_page.format(one.appointment_id),
            office(one),
            day(one.from_on),
            day(one.to_on) or None,
            states[bool(one.holds)],
        )
        for one in found.held
    ]


def _moves(found: AccountReading) -> list[dict[str, str]]:
    """The moves that are open: what helps first, what shuts out last."""
    asked = (
        (found.disabled_at, "people.enable", _("Enable again"), "primary"),
        (found.locked_until, "people.lift_lock", _("Lift the lock"), "primary"),
        (not found.disabled_at, "people.send_link", _("Send the link to a new password"), "secondary"),
        (found.sessions, "people.sign_out_person", _("Sign out everywhere"), "secondary"),
        (not found.disabled_at, "people.disable", _("Disable"), "danger"),
    )
    return [
        {"label": label, "url": url_for(endpoint, person_id=found.id), "kind": kind}
        for is_open, endpoint, label, kind in asked
        if is_open
    ]


@bp.post("/<uuid:person_id>/disable")
@permit(Can.DISABLE_PERSON, subject=account_queries.find)
def disable(work: Work, found: KeptAccount) -> Response:
    appointments.disable(work, found.person)
    return go("people.account", person_id=found.person.id, said=_("The account is disabled and signed out everywhere."))


@bp.post("/<uuid:person_id>/enable")
@permit(Can.DISABLE_PERSON, subject=account_queries.find)
def enable(work: Work, found: KeptAccount) -> Response:
    appointments.enable(work, found.person)
    return go("people.account", person_id=found.person.id, said=_("The account is enabled again."))


@bp.post("/<uuid:person_id>/sign-out")
@permit(Can.KEEP_ACCOUNT, subject=account_queries.find)
def sign_out_person(work: Work, found: KeptAccount) -> Response:
    account_keeping.sign_out(work, found.person)
    return go("people.account", person_id=found.person.id, said=_("The account is signed out on every device."))


@bp.post("/<uuid:person_id>/unlock")
@permit(Can.KEEP_ACCOUNT, subject=account_queries.find)
def lift_lock(work: Work, found: KeptAccount) -> Response:
    account_keeping.lift_lock(work, found.person)
    return go("people.account", person_id=found.person.id, said=_("The lock is lifted: signing in works again."))


@bp.post("/<uuid:person_id>/password-link")
@permit(Can.KEEP_ACCOUNT, subject=account_queries.find)
def send_link(work: Work, found: KeptAccount) -> Response:
    account_keeping.send_link(work, found.person)
    said = _("The link is on its way to the address of the account. It works once, within an hour.")
    return go("people.account", person_id=found.person.id, said=said)


@bp.get("/invite")
@permit(Can.INVITE_ANYONE)
def invitation_form(work: Work) -> Response:
    return page("people/invite.html", form=_with_districts(work, InvitationForm(formdata=None)))


@bp.post("/invite")
@permit(Can.INVITE_ANYONE)
def invite(work: Work) -> Response:
    form = _with_districts(work, InvitationForm())
    if not form.settle(work, lambda: invitations.invite(work, _invitation(work, form))):
        return page("people/invite.html", status=422, form=form)
    return go("people.open_invitations", said=_("The invitation is on its way. It works for 72 hours."))


def _with_districts(work: Work, form: InvitationForm) -> InvitationForm:
    districts = [(term.code, named(term)) for term in organisations.districts(work)]
    form.district_code.choices = [("", _("None")), *districts]
    return form


def _invitation(work: Work, form: InvitationForm) -> invitations.InvitationText:
    """What the form says, with the organisation found by its name; Invalid where no one organisation is meant."""
    called = form.organisation_id.data
    organisation_id = account_queries.organisation_called(work, called) if called else None
    if called and organisation_id is None:
        words = N_("No organisation in the alliance has exactly this name. Its credit code is surest.")
        raise Invalid("organisation_id", words)
    return invitations.InvitationText(
        email=form.email.data,
        name=form["name"].data,
        role=form["role"].data,
        organisation_id=organisation_id,
        district_code=form.district_code.data or None,
        to_on=form.to_on.data,
    )
