"""What somebody follows, and the new cases among it."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import Refusal
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..fraudtypes.queries import catalogue
from ..policy.can import Can
from ..policy.gate import permit
from . import following, shown
from .blueprint import bp
from .following import Follows
from .forms import FollowsForm, SeenForm


@bp.get("/follows")
@permit(Can.FOLLOW_CASES)
def follows(work: Work) -> Response:
    now = following.follows(work)
    form = FollowsForm(None, concepts=sorted(now.concepts), groups=sorted(now.groups))
    return _page(work, form)


@bp.post("/follows")
@permit(Can.FOLLOW_CASES)
def follow(work: Work) -> Response:
    form = _offer(work, FollowsForm())
    if not form.validate():
        return _page(work, form, 422)
    following.follow(work, Follows(frozenset(form.concepts.data), frozenset(form.groups.data)))
    return go("learning.follows", said=_("Kept. A letter tells you of every new case of this kind that you may read."))


@bp.post("/follows/seen")
@permit(Can.FOLLOW_CASES)
def seen(work: Work) -> Response:
    form = SeenForm()
    if not form.validate():
        raise Refusal()
    following.seen(work, form.up_to.data)
    return go("learning.follows")


def _offer(work: Work, form: FollowsForm) -> FollowsForm:
    """The form with what can be followed."""
    form.concepts.choices = shown.concept_choices(catalogue(work))
    form.groups.choices = shown.group_choices()
    return form


def _page(work: Work, form: FollowsForm, status: int = 200) -> Response:
    found = following.new_cases(work, listing.after_number())
    return page(
        "learning/follows.html",
        status,
        form=_offer(work, form),
        rows=shown.followed_rows(found.lines),
        up_to=found.lines[0].edition_id if found.lines else None,
        pager=listing.pager(found.next_key, len(found.lines)),
    )
