"""The way of a proposal: sent in, taken back, and decided by the center."""

from uuid import UUID

from ..audiences.queries import is_empty
from ..foundation.kernel.errors import Conflict, NotAllowed
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.queries import done_for_an_organisation
from ..journal.record import record
from ..masking.door import masked_within
from . import events
from .holding import check_version, held, held_after
from .model import REASON_LENGTH, PublicityEvent
from .queries import terms_of
from .workflow import EVENT_WORKFLOW

NOT_BOTH = N_("Whoever prepared an event for an organisation does not decide about it for the center.")
TOO_LATE = N_("It would begin in the past. It is given another time first.")
NOBODY_LEFT = N_("Nobody belongs to its audience any more. Whom it invites has to be chosen anew.")


def propose(work: Work, event_id: UUID, *, series: bool = False) -> None:
    """Send it to the center; with `series`, the later drafts of the same series too."""
    event = held(work, event_id)
    others = held_after(work, event, "propose") if series else ()
    for one in (event, *others):
        EVENT_WORKFLOW.apply(one, "propose", work.now)
        _check_ahead(work, one)
        one.proposed_by_id, one.reason = work.person_id, ""
        record(work, events.EventProposed(one.id, len(others), leading=one is event))


def take_back(work: Work, event_id: UUID) -> None:
    event = held(work, event_id)
    EVENT_WORKFLOW.apply(event, "take_back", work.now)
    record(work, events.EventTakenBack(event.id))


def approve(work: Work, event_id: UUID, version: int, *, series: bool = False) -> None:
    """From now on it stands in the calendar of whoever it is for. Only what was looked at is approved."""
    event = held(work, event_id)
    check_version(event, version)
    others = held_after(work, event, "approve") if series else ()
    for one in (event, *others):
        _check_not_both(work, one)
        EVENT_WORKFLOW.apply(one, "approve", work.now)
        _check_ahead(work, one)
        one.approved_at = one.changed_at = work.now
        one.approved_by_id = work.person_id
        record(work, events.EventApproved(one.id, len(others), leading=one is event))
    if not event.public and is_empty(work, terms_of(work, event.audience_id)):
        raise Conflict(NOBODY_LEFT)


def give_back(work: Work, event_id: UUID, reason: str) -> None:
    """To whoever proposed it, with what is to be mended."""
    event = _held_to_decide(work, event_id)
    EVENT_WORKFLOW.apply(event, "give_back", work.now)
    event.reason = masked_within("reason", reason, REASON_LENGTH)
    record(work, events.EventGivenBack(event.id, event.reason))


def decline(work: Work, event_id: UUID, reason: str) -> None:
    event = _held_to_decide(work, event_id)
    EVENT_WORKFLOW.apply(event, "decline", work.now)
    event.reason = masked_within("reason", reason, REASON_LENGTH)
    record(work, events.EventDeclined(event.id, event.reason))


def _held_to_decide(work: Work, event_id: UUID) -> PublicityEvent:
    event = held(work, event_id)
    _check_not_both(work, event)
    return event


def _check_not_both(work: Work, event: PublicityEvent) -> None:
    """Whoever drafted, changed or sent it for an organisation has had the say already, under whatever role."""
    if event.organisation_id is not None and done_for_an_organisation(work, event.id):
        raise NotAllowed(NOT_BOTH)


def _check_ahead(work: Work, event: PublicityEvent) -> None:
    if event.starts_at <= work.now:
        raise Conflict(TOO_LATE)
