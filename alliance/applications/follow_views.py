"""Coming back to an application: number and address, then the code from the letter."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.guard import limiter
from ..policy.can import Can
from ..policy.gate import permit
from . import following, holding
from .blueprint import bp
from .forms import CodeForm, FollowForm
from .model import CODE_MINUTES


@bp.get("/follow")
@permit(Can.APPLY)
def follow(work: Work) -> Response:
    return page("applications/follow.html", form=FollowForm())


@bp.post("/follow")
@limiter.limit("10 per minute")
@permit(Can.APPLY)
def ask_code(work: Work) -> Response:
    form = FollowForm()
    if not form.validate():
        return page("applications/follow.html", form=form, status=422)
    text = form.as_(following.FollowText)
    following.ask_code(work, text)
    holding.remember_asked(text)
    return go("applications.code")


@bp.get("/follow/code")
@permit(Can.APPLY)
def code(work: Work) -> Response:
    if holding.asked() is None:
        return go("applications.follow")
    return page("applications/code.html", form=CodeForm(), minutes=CODE_MINUTES)


@bp.post("/follow/code")
@limiter.limit("20 per minute")
@permit(Can.APPLY)
def open_with_code(work: Work) -> Response:
    form, asked = CodeForm(), holding.asked()
    if asked is None:
        return go("applications.follow", said=_("Give the number and the address first."))
    if form.validate():
        opened = following.open_with(work, following.CodeText(*asked, form.code.data))
        if opened:
            holding.hold_an_hour(opened, work.now)
            return go("applications.state")
        form.refuse(following.wrong_code())
    return page("applications/code.html", form=form, minutes=CODE_MINUTES, status=422)
