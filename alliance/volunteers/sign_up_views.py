"""Signing up, for anybody; the answer is the same for every address."""

from collections.abc import Mapping

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.guard import limiter
from ..people.model import INVITATION_HOURS
from ..policy.can import Can
from ..policy.gate import permit
from . import signing_up
from .blueprint import bp
from .fitness import age_on
from .forms import CorrectionForm, OwnDataForm, SignUpForm
from .model import GUARDIAN_AGE, OLDEST, UNCONFIRMED_DAYS


@bp.get("/sign-up")
@permit(Can.SIGN_UP_AS_VOLUNTEER)
def sign_up(work: Work) -> Response:
    return _sign_up_page(work, SignUpForm(formdata=None))


@bp.post("/sign-up")
@limiter.limit("10 per minute; 60 per day")
@permit(Can.SIGN_UP_AS_VOLUNTEER)
def take_sign_up(work: Work) -> Response:
    form = SignUpForm()
    if form.settle(work, lambda: signing_up.sign_up(work, form.as_(signing_up.SignUpText))):
        return go("volunteers.signed_up")
    return _sign_up_page(work, form, status=422)


@bp.get("/sign-up/sent")
@permit(Can.SIGN_UP_AS_VOLUNTEER)
def signed_up(work: Work) -> Response:
    return page("volunteers/signed_up.html", hours=INVITATION_HOURS, days=UNCONFIRMED_DAYS)


def _sign_up_page(work: Work, form: SignUpForm, status: int = 200) -> Response:
    said = {
        "title": _("Become a volunteer against fraud"),
        "lead": _(
            "Four answers, one letter, and you can choose tasks near you. Free of charge, of your own free will."
        ),
        "action": url_for("volunteers.take_sign_up"),
        "submit": _("Sign up as a volunteer"),
    }
    return who_i_am_page(work, form, said, status)


def who_i_am_page(work: Work, form: OwnDataForm, said: Mapping[str, str], status: int = 200) -> Response:
    """`said`: title, lead, action and submit."""
    young = asks_guardian(work, form)
    return page("volunteers/who_i_am.html", status, form=form, young=young, days=UNCONFIRMED_DAYS, **said)


def asks_guardian(work: Work, form: OwnDataForm | CorrectionForm) -> bool:
    """Whether the day of birth that was typed is a child's; the server asks again, so this needs no script."""
    born_on = form.born_on.data
    child = born_on is not None and 0 <= age_on(born_on, local_day(work.now)) < GUARDIAN_AGE <= OLDEST
    return bool(child or form.guardian.data or form.guardian.errors)
