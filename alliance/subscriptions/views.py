"""The pages on which letters are chosen and stopped."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.guard import limiter
from ..journal.vocabulary import Topic
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import commands, links, queries, shown
from .forms import ChoiceForm

bp = Blueprint("subscriptions", __name__, url_prefix="/subscriptions")


@bp.get("/")
@permit(Can.CHOOSE_LETTERS)
def own(work: Work) -> Response:
    return _own_page(work, _own_form(work))


@bp.post("/")
@permit(Can.CHOOSE_LETTERS)
def choose(work: Work) -> Response:
    form = _own_form(work)
    if form.settle(work, lambda: commands.choose(work, form.choice())):
        return go("subscriptions.own", said=_("Kept. It holds for every letter from now on."))
    return _own_page(work, form, 422)


def _own_form(work: Work) -> ChoiceForm:
    return ChoiceForm(topics=shown.topics_of(work), terms=queries.terms_of(work, work.person_id))


def _own_page(work: Work, form: ChoiceForm, status: int = 200) -> Response:
    for_member = may(work.actor, Can.CHOOSE_LETTERS_OF_MEMBER)
    return page("subscriptions/own.html", status, form=form, lines=shown.lines(form), for_member=for_member)


@bp.get("/member")
@permit(Can.CHOOSE_LETTERS_OF_MEMBER)
def member(work: Work) -> Response:
    return _member_page(_member_form(work))


@bp.post("/member")
@permit(Can.CHOOSE_LETTERS_OF_MEMBER)
def choose_for_member(work: Work) -> Response:
    form = _member_form(work)
    if form.settle(work, lambda: commands.choose_for_member(work, _own_organisation(work), form.choice())):
        return go("subscriptions.member", said=_("Kept. It holds for every letter from now on."))
    return _member_page(form, 422)


def _member_form(work: Work) -> ChoiceForm:
    terms = queries.terms_of_member(work, _own_organisation(work))
    return ChoiceForm(topics=shown.topics_of(work), terms=terms)


def _own_organisation(work: Work) -> UUID:
    if work.actor.organisation_id is None:
        raise NotThere()
    return work.actor.organisation_id


def _member_page(form: ChoiceForm, status: int = 200) -> Response:
    return page("subscriptions/member.html", status, form=form, lines=shown.lines(form))


@bp.get("/stop/<token>")
@permit(Can.STOP_LETTERS)
def ask_to_stop(work: Work, token: str) -> Response:
    _person_id, topics = links.stop_of(token)
    return page("subscriptions/stop.html", token=token, topics=_names(topics), stopped=False)


@bp.post("/stop/<token>")
@limiter.limit("60 per minute")
@permit(Can.STOP_LETTERS)
def stop(work: Work, token: str) -> Response:
    """A mail program wants an answer and follows no redirect."""
    person_id, topics = links.stop_of(token)
    if not queries.has_account(work, person_id):
        raise NotThere()
    commands.stop(work, person_id, topics)
    return page("subscriptions/stop.html", token=token, topics=_names(topics), stopped=True)


def _names(topics: Sequence[Topic]) -> list[str]:
    return [_(topic.label) for topic in topics]
