"""The page of one ask: who takes it on, and the joint actions that came from it."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..actions.queries import of_origins
from ..actions.vocabulary import OriginKind
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import reading, shown, spawning, tallies
from .blueprint import bp
from .reading import AskReading
from .vocabulary import InitiativeState


@bp.get("/asks/<uuid:ask_id>")
@permit(Can.READ_INITIATIVE, subject=reading.ask)
def ask(work: Work, found: AskReading) -> Response:
    initiative = found.initiative
    [one] = shown.asks([found.ask], tallies.of_asks(work, initiative))
    return page(
        "initiatives/ask.html",
        initiative=initiative,
        ask=one,
        make_url=url_for("initiatives.make_action", ask_id=found.ask.id),
        may_act=may(work.actor, Can.WRITE_ACTION) and initiative.state is not InitiativeState.DRAFT,
        actions=_actions(work, found),
        **_pledged(work, found),
    )


def _actions(work: Work, found: AskReading) -> list[Any]:
    """The joint actions that came from it, for whoever reads actions at all."""
    reads = may(work.actor, Can.SEE_OWN_ACTIONS) or may(work.actor, Can.SEE_BOARD)
    linked = of_origins(work, OriginKind.ASK, [found.ask.id]) if reads else []
    return [shown.action_row(line) for line in linked]


def _pledged(work: Work, found: AskReading) -> dict[str, Any]:
    pledged = tallies.wall(work, found.initiative, listing.after_row(), found.ask.id)
    pager = listing.pager(pledged.next_key, len(pledged.lines))
    return {"pledged": pledged, "lines": shown.wall_lines(pledged, found.ask.position), "pager": pager}


@bp.post("/asks/<uuid:ask_id>/action")
@permit(Can.WRITE_ACTION, subject=reading.ask, sees=Can.READ_INITIATIVE)
def make_action(work: Work, found: AskReading) -> Response:
    action = spawning.make_action(work, found)
    return go("actions.action", action_id=action.id, said=_("A joint action is drafted for those who pledged it."))
