"""Accounts, for the center administrator: find, invite into any role, end, disable."""

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
from ..organisations import queries as organisations
from ..policy.can import Can
from ..policy.gate import permit
from . import account_queries, appointments, invitations
from .account_queries import AccountReading
from .blueprint import bp
from .forms import AccountsForm, InvitationForm
from .model import Person
from .words import NO_ID, TONES, office


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
    facts = [
        {"key": _("E-mail address"), "value": found.email},
        {"key": _("Account since"), "value": moment(found.joined_at)},
        {"key": _("Last sign-in"), "value": moment(found.last_sign_in_at) or _("Never")},
        {"key": _("Signed in now"), "value": _("on %(count)d devices", count=found.devices)},
    ]
    return page(
        "people/account.html",
        name=found.name,
        facts=facts,
        state=(_("Disabled"), "grey") if found.disabled_at else (_("Active"), "green"),
        held=_held_rows(found),
        moves_open=_moves(found),
    )


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
    if found.disabled_at:
        return [{"label": _("Enable again"), "url": url_for("people.enable", person_id=found.id), "kind": "primary"}]
    return [{"label": _("Disable"), "url": url_for("people.disable", person_id=found.id), "kind": "danger"}]


@bp.post("/<uuid:person_id>/disable")
@permit(Can.DISABLE_PERSON, subject=account_queries.find)
def disable(work: Work, person: Person) -> Response:
    appointments.disable(work, person)
    return go("people.account", person_id=person.id, said=_("The account is disabled and signed out everywhere."))


@bp.post("/<uuid:person_id>/enable")
@permit(Can.DISABLE_PERSON, subject=account_queries.find)
def enable(work: Work, person: Person) -> Response:
    appointments.enable(work, person)
    return go("people.account", person_id=person.id, said=_("The account is enabled again."))


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
