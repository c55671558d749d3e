"""Signing in and out, going on in another role, one's own devices and password."""

from datetime import datetime
from uuid import UUID

from flask import flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import Invalid, NotThere
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.guard import limiter
from ..foundation.web.language import moment
from ..policy.can import Can
from ..policy.gate import permit
from . import (
    account_views,
    hand_over_views,
    invitation_views,
    join_views,
    password_changes,
    queries,
    signing_in,
    staff_views,
    visits,
)
from .blueprint import bp
from .forms import PasswordForm, ResetForm, ResetRequestForm, SignInForm
from .model import RESET_MINUTES

__all__ = ["account_views", "bp", "hand_over_views", "invitation_views", "join_views", "staff_views"]


@bp.get("/sign-in")
@permit(Can.VISIT)
def sign_in(work: Work) -> Response:
    return page("people/sign_in.html", form=SignInForm(formdata=None))


@bp.post("/sign-in")
@limiter.limit("30 per minute")
@permit(Can.VISIT)
def enter(work: Work) -> Response:
    form = SignInForm()
    if not form.validate():
        return page("people/sign_in.html", form=form, status=422)
    attempt = signing_in.sign_in(work, form.as_(signing_in.Credentials), visits.this_device())
    if isinstance(attempt, Invalid):
        form.refuse(attempt)
        return page("people/sign_in.html", form=form, status=422)
    onward = visits.remember(attempt)
    _tell_of_the_last_time(queries.previous_sign_in(work, attempt))
    return make_response(redirect(onward or url_for("home.desk"), 303))


@bp.post("/sign-out")
@permit(Can.USE_ACCOUNT)
def sign_out(work: Work) -> Response:
    signing_in.sign_out(work, visits.own_token())
    visits.forget()
    return go("home.front", said=_("You are signed out."))


@bp.post("/hat")
@permit(Can.USE_ACCOUNT)
def switch_hat(work: Work) -> Response:
    signing_in.switch_hat(work, visits.own_token(), _chosen_hat())
    return go("home.desk")


@bp.get("/devices")
@permit(Can.USE_ACCOUNT)
def devices(work: Work) -> Response:
    token = visits.own_token()
    return page(
        "people/devices.html",
        devices=queries.devices(work, token),
        previous=queries.previous_sign_in(work, token),
    )


@bp.post("/devices/<uuid:device_id>/end")
@permit(Can.USE_ACCOUNT)
def end_device(work: Work, device_id: UUID) -> Response:
    signing_in.end_device(work, device_id)
    return go("people.devices", said=_("That device is signed out."))


@bp.post("/devices/sign-out")
@permit(Can.USE_ACCOUNT)
def sign_out_everywhere(work: Work) -> Response:
    signing_in.sign_out_everywhere(work)
    visits.forget()
    return go("people.sign_in", said=_("You are signed out on every device."))


def _chosen_hat() -> UUID:
    try:
        return UUID(request.form.get("hat", ""))
    except ValueError as damaged:
        raise NotThere() from damaged


def _tell_of_the_last_time(previous: datetime | None) -> None:
    if previous:
        words = _(
            "You signed in last on %(moment)s. If that was not you, change your password.", moment=moment(previous)
        )
        flash(words, "info")


@bp.get("/password")
@permit(Can.USE_ACCOUNT)
def password(work: Work) -> Response:
    return page("people/password.html", form=PasswordForm(formdata=None))


@bp.post("/password")
@limiter.limit("20 per minute")
@permit(Can.USE_ACCOUNT)
def change_password(work: Work) -> Response:
    form = PasswordForm()
    if form.validate():
        text = form.as_(password_changes.PasswordText)
        refusal = password_changes.change(work, text, visits.own_token())
        if refusal is None:
            return go("people.devices", said=_("The new password holds. Your other devices are signed out."))
        form.refuse(refusal)
    return page("people/password.html", status=422, form=form)


@bp.get("/password-reset")
@permit(Can.VISIT)
def ask_reset(work: Work) -> Response:
    return page("people/ask_reset.html", form=ResetRequestForm(formdata=None))


@bp.post("/password-reset")
@limiter.limit("10 per minute")
@permit(Can.VISIT)
def send_reset(work: Work) -> Response:
    form = ResetRequestForm()
    if not form.settle(work, lambda: password_changes.ask_reset(work, form.email.data)):
        return page("people/ask_reset.html", status=422, form=form)
    return go("people.reset_sent")


@bp.get("/password-reset/sent")
@permit(Can.VISIT)
def reset_sent(work: Work) -> Response:
    return page("people/reset_sent.html", minutes=RESET_MINUTES)


@bp.get("/password-reset/<token>")
@permit(Can.VISIT)
def reset(work: Work, token: str) -> Response:
    if not queries.reset_is_open(work, token):
        return _reset_closed(work, token)
    return page("people/reset.html", form=ResetForm(formdata=None), token=token)


@bp.post("/password-reset/<token>")
@limiter.limit("20 per minute")
@permit(Can.VISIT)
def set_password(work: Work, token: str) -> Response:
    if not queries.reset_is_open(work, token):
        return _reset_closed(work, token)
    form = ResetForm()
    if not form.settle(work, lambda: password_changes.reset(work, token, form.as_(password_changes.PasswordText))):
        return page("people/reset.html", status=422, form=form, token=token)
    return go("people.sign_in", said=_("The new password holds. Sign in with it."))


def _reset_closed(work: Work, token: str) -> Response:
    """A link that no longer works, or never did: 409 or 404, and the way to a new one."""
    return page("people/reset_closed.html", status=404 if queries.reset_is_open(work, token) is None else 409)
