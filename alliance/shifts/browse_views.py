"""Shifts for whoever looks for one: with an account or without, which are free, and which a volunteer may take."""

from collections.abc import Sequence
from typing import Any

from flask import request
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import page
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from ..publicity import queries as publicity
from ..publicity.queries import EventReading
from ..volunteers.queries import OwnReading
from . import queries, shown
from .blueprint import EVENT, ONE, bp
from .forms import AheadForm
from .queries import ShiftReading
from .signing_up import TAKES_PLACE


@bp.get("/")
@permit(Can.FIND_SHIFTS)
def shifts(work: Work) -> Response:
    lists, me = publicity.choices(work), queries.me(work)
    form = AheadForm(request.args)
    form.offer(lists.districts, lists.kinds, known=me is not None)
    listing.ask(form)
    found = _found(work, form, me)
    return page(
        "shifts/shifts.html",
        form=form,
        chips=listing.chips(form),
        most=queries.AHEAD_MOST if len(found) == queries.AHEAD_MOST else 0,
        near=me.district.code if me and me.district else None,
        may_join=not may(work.actor, Can.SEE_OWN_VOLUNTEERING),
        **_listed(work, found, me),
    )


def _found(work: Work, form: AheadForm, me: OwnReading | None) -> Sequence[ShiftReading]:
    """A volunteer may ask for those alone that she may take."""
    if me is not None and form.fits.data:
        return queries.fitting_ahead(work, form.wanted(), me.id)
    return queries.ahead(work, form.wanted())


def _listed(work: Work, found: Sequence[ShiftReading], me: OwnReading | None) -> dict[str, Any]:
    if me is None:
        return {"columns": shown.ahead_columns(known=False), "rows": shown.ahead_rows(found)}
    why, own = queries.obstacles(work, me.id, found), queries.own_states(work, me.id, found)
    return {"columns": shown.ahead_columns(known=True), "rows": shown.ahead_rows(found, why, own)}


@bp.get(EVENT)
@permit(Can.READ_EVENT, subject=publicity.reading)
def event(work: Work, event: EventReading) -> Response:
    found = queries.of_event(work, event.id)
    keeps = may(work.actor, Can.KEEP_EVENT, event)
    return page(
        "shifts/event.html",
        event=event,
        may_keep=keeps,
        may_plan=keeps and event.state in TAKES_PLACE,
        columns=shown.event_columns(),
        rows=shown.event_rows(found),
    )


@bp.get(ONE)
@permit(Can.READ_SHIFT, subject=queries.reading)
def shift(work: Work, shift: ShiftReading) -> Response:
    return page(
        "shifts/shift.html",
        shift=shift,
        state=shown.state(shift.state),
        places=shown.places(shift),
        facts=shown.facts(shift),
        open_now=shift.takes_sign_ups(work.now),
        moves=shown.moves(work, shift),
        **_for_me(work, shift),
    )


def _for_me(work: Work, shift: ShiftReading) -> dict[str, Any]:
    """Whether the reader may sign up, what stands in the way, and how an own sign-up stands."""
    me = queries.me(work)
    why = queries.obstacles(work, me.id, [shift])[shift.id] if me else None
    own = queries.own_states(work, me.id, [shift]).get(shift.id) if me else None
    return {
        "may_sign_up": may(work.actor, Can.SIGN_UP_FOR_SHIFT, shift),
        "why": shown.obstacle(why),
        "own_id": own[0] if own else None,
        "own_state": shown.sign_up_state(own[1]) if own else None,
    }
