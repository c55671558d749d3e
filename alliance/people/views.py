"""Signing in, signing out, and going on in another role."""

from uuid import UUID

from flask import Blueprint, make_response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import Invalid, NotThere
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.guard import limiter
from ..policy.can import Can
from ..policy.gate import permit
from . import queries, signing_in, visits
from .forms import SignInForm

bp = Blueprint("people", __name__, url_prefix="/people")


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
    attempt = signing_in.sign_in(work, form.as_(signing_in.Credentials), _device())
    if isinstance(attempt, Invalid):
        form.refuse(attempt)
        return page("people/sign_in.html", form=form, status=422)
    onward = visits.remember(attempt)
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
    return page("people/devices.html", devices=queries.devices(work))


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


def _device() -> str:
    """The browser and system as a person would name them, from the request's User-Agent."""
    agent = request.user_agent.string
    browser = next((name for name in ("MicroMessenger", "Edg", "Firefox", "Chrome", "Safari") if name in agent), "?")
    system = next((name for name in ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux") if name in agent), "?")
    return f"{browser} · {system}"
