"""What is done to rosters: draft, redraw, approve, give back, publish."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, select

from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.numbering import next_number
from ..foundation.store.work import Work
from ..journal.record import record
from . import events
from .model import Roster, RosterLine, RosterState
from .snapshot import seats_of_today
from .workflow import ROSTER_WORKFLOW


@dataclass(frozen=True, slots=True)
class RosterText:
    """What a roster is called and the day that it bears."""

    title: str
    dated_on: date


def draft(work: Work, text: RosterText) -> Roster:
    """Draw up a roster from today's seats; one is worked on at a time."""
    if work.session.scalar(select(Roster.id).where(Roster.state != RosterState.PUBLISHED).limit(1)):
        raise Conflict(N_("A draft is already being worked on. Draw that one up again, or publish it first."))
    roster = Roster(
        title=text.title,
        dated_on=text.dated_on,
        state=RosterState.DRAFT,
        state_since=work.now,
        drafted_by_id=work.person_id,
    )
    work.session.add(roster)
    work.session.flush()
    lines = _draw_up(work, roster)
    record(work, events.RosterDrafted(roster.id, roster.title, roster.dated_on, lines))
    return roster


def redraw(work: Work, roster: Roster) -> None:
    """Take today's seats instead of those that the draft holds. Whoever does it answers for the draft from now on."""
    ROSTER_WORKFLOW.apply(roster, "redraw", work.now)
    roster.drafted_by_id = work.person_id
    work.session.flush()
    work.session.execute(delete(RosterLine).where(RosterLine.roster_id == roster.id))
    lines = _draw_up(work, roster)
    record(work, events.RosterRedrawn(roster.id, lines))


def approve(work: Work, roster: Roster) -> None:
    """A second person stands for it: the door and the database both refuse the one who drew it up."""
    ROSTER_WORKFLOW.apply(roster, "approve", work.now)
    roster.approved_by_id, roster.approved_at = work.person_id, work.now
    record(work, events.RosterApproved(roster.id))


def give_back(work: Work, roster: Roster) -> None:
    """Its approval is void; it may be drawn up again."""
    ROSTER_WORKFLOW.apply(roster, "give_back", work.now)
    roster.approved_by_id = roster.approved_at = None
    record(work, events.RosterGivenBack(roster.id))


def publish(work: Work, roster: Roster) -> None:
    """Give it the next number. The row is written before the number is taken, so that of two officers one wins."""
    ROSTER_WORKFLOW.apply(roster, "publish", work.now)
    roster.published_at = work.now
    work.session.flush()
    roster.number = next_number(work.session, "roster")
    record(work, events.RosterPublished(roster.id, roster.number, roster.title))


def _draw_up(work: Work, roster: Roster) -> int:
    lines = seats_of_today(work)
    if not lines:
        raise Invalid("title", N_("No standing member holds a seat today, so there is nothing to list."))
    work.session.execute(insert(RosterLine), [{"roster_id": roster.id, **line} for line in lines])
    roster.organisations, roster.seats = len({line["organisation_id"] for line in lines}), len(lines)
    return len(lines)
