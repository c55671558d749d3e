"""Answering a request to stand in: behind the link of a letter, without an account, or on one's own page."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.guard import limiter
from ..policy.can import Can
from ..policy.gate import permit
from ..shifts import queries as shifts
from ..shifts import shown as shifts_shown
from . import answering, exchanging, queries, shown
from .blueprint import ASKED, LINK, bp
from .forms import AnsweringForm
from .model import StandIn
from .queries import Asked


@dataclass(frozen=True, slots=True)
class _Way:
    """By which addresses one answers, and where one is led afterwards."""

    address: dict[str, Any]
    take: str
    decline: str
    after: str

    def url(self, endpoint: str) -> str:
        return url_for(f"cover.{endpoint}", **self.address)


def _by_page(found: Asked) -> _Way:
    return _Way({"stand_in_id": found.id}, "take", "decline", "shifts.mine")


def _by_letter(token: str) -> _Way:
    return _Way({"token": token}, "take_by_letter", "decline_by_letter", "shifts.shifts")


def _page(work: Work, found: Asked, way: _Way, form: AnsweringForm | None = None) -> Response:
    """Says beforehand what stands in her way, where something does; `form`: as it was sent, and refused."""
    shift = shifts.reading(work, found.shift_id)
    if shift is None:
        raise NotThere()
    why = shifts.obstacles(work, found.volunteer_id, [shift])[shift.id]
    return page(
        "cover/asked.html",
        form.status if form else 200,
        asked=found,
        form=form or _form(work, found),
        facts=shown.facts(found),
        state=shown.state(found.state),
        open_now=found.open(work.now),
        why=shifts_shown.obstacle(why),
        take=way.url(way.take),
        decline=way.url(way.decline),
    )


def _form(work: Work, found: Asked) -> AnsweringForm:
    form = AnsweringForm()
    if found.in_return_on:
        form.offer(shown.to_give(queries.to_give(work, found)))
    return form


def _taken(work: Work, found: Asked, request: StandIn, way: _Way) -> Response:
    form = _form(work, found)
    if form.settle(work, lambda: exchanging.say_yes(work, request, form.in_return_id)):
        return go(way.after, said=_exchanged() if form.in_return_id else _thanks())
    return _page(work, found, way, form)


def _exchanged() -> str:
    return str(_("You have exchanged your places. Each of you finds the new shift under the own shifts."))


def _thanks() -> str:
    return str(_("You stand in: the place is yours. Thank you for coming."))


def _no_harm() -> str:
    return str(_("Thank you for saying so. You are not asked for this place again."))


@bp.get(ASKED)
@permit(Can.ANSWER_STAND_IN, subject=queries.asked)
def asked(work: Work, found: Asked) -> Response:
    return _page(work, found, _by_page(found))


@bp.post(f"{ASKED}/take")
@permit(Can.ANSWER_STAND_IN, subject=queries.asked)
def take(work: Work, found: Asked) -> Response:
    return _taken(work, found, answering.own(work, found.id), _by_page(found))


@bp.post(f"{ASKED}/decline")
@permit(Can.ANSWER_STAND_IN, subject=queries.asked)
def decline(work: Work, found: Asked) -> Response:
    answering.decline(work, answering.own(work, found.id))
    return go("volunteers.mine", said=_no_harm())


@bp.get(LINK)
@limiter.limit("60 per minute")
@permit(Can.ANSWER_STAND_IN_BY_LETTER)
def answer(work: Work, token: str) -> Response:
    """It asks for no account, so that it opens on any phone."""
    return _page(work, _named(work, answering.by_link(work, token)), _by_letter(token))


def _named(work: Work, request: StandIn) -> Asked:
    found = queries.asked(work, request.id)
    if found is None:
        raise NotThere()
    return found


@bp.post(f"{LINK}/take")
@limiter.limit("60 per minute")
@permit(Can.ANSWER_STAND_IN_BY_LETTER)
def take_by_letter(work: Work, token: str) -> Response:
    request = answering.by_link(work, token)
    return _taken(work, _named(work, request), request, _by_letter(token))


@bp.post(f"{LINK}/decline")
@limiter.limit("60 per minute")
@permit(Can.ANSWER_STAND_IN_BY_LETTER)
def decline_by_letter(work: Work, token: str) -> Response:
    answering.decline(work, answering.by_link(work, token))
    return go("shifts.shifts", said=_no_harm())
