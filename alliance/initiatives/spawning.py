"""An ask becomes a joint action of those who pledged it."""

from datetime import timedelta

from ..actions import drafting
from ..actions.drafting import ActionText, Origin
from ..actions.model import TITLE_LENGTH, JointAction
from ..actions.vocabulary import OriginKind
from ..audiences.terms import Terms
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from . import events, tallies
from .model import LINE_LENGTH
from .reading import AskReading

NOBODY = N_("Nobody has pledged this ask yet. It becomes an action once somebody has.")
DAYS_TO_SIGN = 7
DAYS_TO_DO = 30


def make_action(work: Work, found: AskReading) -> JointAction:
    """Draft it for exactly those who take the ask on; the officer reads and changes it before it is launched."""
    ask, initiative = found.ask, found.initiative
    pledged = tallies.pledged_organisations(work, initiative, ask.id)
    if not pledged:
        raise Conflict(NOBODY)
    today = local_day(work.now)
    due = max(ask.due_on or today + timedelta(days=DAYS_TO_DO), today)
    text = ActionText(
        title=ask.words[:TITLE_LENGTH],
        what=ask.words,
        why=initiative.title,
        terms=Terms.each(pledged),
        receipt_due_on=min(today + timedelta(days=DAYS_TO_SIGN), due),
        due_on=due,
        indicator=(ask.indicator or ask.words)[:LINE_LENGTH] if ask.target is not None else "",
        target=ask.target,
        unit=ask.unit,
    )
    action = drafting.draft(work, text, [Origin(OriginKind.ASK, ask.id, ask.words[:LINE_LENGTH])])
    record(work, events.AskBecameAction(initiative.id, ask.id, action.id, len(pledged)))
    return action
