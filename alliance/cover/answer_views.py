"""Answering a request to stand in: behind the link of a letter, without an account, or on one's own page."""

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
from . import answering, queries, shown
from .blueprint import ASKED, LINK, bp
from .queries import Asked


def _page(work: Work, found: Asked, address: dict[str, Any], endpoints: tuple[str, str]) -> Response:
    """Says beforehand what stands in her way, where something does."""
    shift = shifts.reading(work, found.shift_id)
    if shift is None:
        raise NotThere()
    why = shifts.obstacles(work, found.volunteer_id, [shift])[shift.id]
    take, decline = (url_for(f"cover.{endpoint}", **address) for endpoint in endpoints)
    return page(
        "cover/asked.html",
        asked=found,
        facts=shown.facts(found),
        state=shown.state(found.state),
        open_now=found.open(work.now),
        why=shifts_shown.obstacle(why),
        take=take,
        decline=decline,
    )


def _thanks() -> str:
    return str(_("You stand in: the place is yours. Thank you for coming."))


def _no_harm() -> str:
    return str(_("Thank you for saying so. You are not asked for this place again."))


@bp.get(ASKED)
@permit(Can.ANSWER_STAND_IN, subject=queries.asked)
def asked(work: Work, found: Asked) -> Response:
    return _page(work, found, {"stand_in_id": found.id}, ("take", "decline"))


@bp.post(f"{ASKED}/take")
@permit(Can.ANSWER_STAND_IN, subject=queries.asked)
def take(work: Work, found: Asked) -> Response:
    answering.take(work, answering.own(work, found.id))
    return go("shifts.mine", said=_thanks())


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
    found = queries.asked(work, answering.by_link(work, token).id)
    if found is None:
        raise NotThere()
    return _page(work, found, {"token": token}, ("take_by_letter", "decline_by_letter"))


@bp.post(f"{LINK}/take")
@limiter.limit("60 per minute")
@permit(Can.ANSWER_STAND_IN_BY_LETTER)
def take_by_letter(work: Work, token: str) -> Response:
    answering.take(work, answering.by_link(work, token))
    return go("shifts.shifts", said=_thanks())


@bp.post(f"{LINK}/decline")
@limiter.limit("60 per minute")
@permit(Can.ANSWER_STAND_IN_BY_LETTER)
def decline_by_letter(work: Work, token: str) -> Response:
    answering.decline(work, answering.by_link(work, token))
    return go("shifts.shifts", said=_no_harm())
