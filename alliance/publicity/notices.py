"""Letters about events: what has happened, whom it concerns, and why one is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.language import moment
from ..journal import letters
from ..organisations.queries import contact_addresses
from ..people.addresses import of_the_center
from ..policy.can import Can
from ..policy.table import may
from . import addressees, events
from .model import PublicityEvent

EVENT = "/publicity/{}"
SOON = timedelta(days=3)
"""What is called off or moved so shortly before wakes somebody up."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a letter says has happened, and why one gets it: msgids."""

    headline: str
    why: str


YOUR_DECISION = N_("You receive this letter because you are of the center, which decides about it.")
YOUR_PROPOSAL = N_("You receive this letter because your organisation has proposed the event.")
YOUR_EVENT = N_("You receive this letter because the event invites your organisation, or your organisation takes part.")
PROPOSED = Occasion(N_("An event is proposed"), YOUR_DECISION)
APPROVED = Occasion(N_("Your event is approved"), YOUR_PROPOSAL)
GIVEN_BACK = Occasion(N_("Your proposal was given back"), YOUR_PROPOSAL)
DECLINED = Occasion(N_("Your proposal was declined"), YOUR_PROPOSAL)
MOVED = Occasion(N_("Time or place is changed"), YOUR_EVENT)
CANCELLED = Occasion(N_("An event is cancelled"), YOUR_EVENT)
MEMBER_CANCELLED = Occasion(
    CANCELLED.headline, N_("You receive this letter because you are of the center, which approved it.")
)


def tell_proposed(work: Work, event: events.EventProposed) -> None:
    if event.leading:
        about = addressees.event_of(work, event.event_id)
        _write(work, about, of_the_center(work, but=work.actor.person_id), PROPOSED, event.others)


def tell_approved(work: Work, event: events.EventApproved) -> None:
    if event.leading:
        _tell_proposer(work, event.event_id, APPROVED, event.others)


def tell_given_back(work: Work, event: events.EventGivenBack) -> None:
    _tell_proposer(work, event.event_id, GIVEN_BACK)


def tell_declined(work: Work, event: events.EventDeclined) -> None:
    _tell_proposer(work, event.event_id, DECLINED)


def _tell_proposer(work: Work, event_id: UUID, occasion: Occasion, others: int = 0) -> None:
    about = addressees.event_of(work, event_id)
    if about.organisation_id is not None:
        _write(work, about, contact_addresses(work, about.organisation_id), occasion, others)


def tell_moved(work: Work, event: events.EventMoved) -> None:
    about = addressees.event_of(work, event.event_id)
    _write(work, about, addressees.concerned(work, about), MOVED)


def tell_cancelled(work: Work, event: events.EventCancelled) -> None:
    """Of a series one letter tells; whoever is concerned by a later one alone gets one about that. The center learns
    what a member cancels."""
    about = addressees.event_of(work, event.event_id)
    if event.leading:
        _write(work, about, addressees.concerned(work, about), CANCELLED, event.others)
        if not may(work.actor, Can.OVERSEE_EVENTS):
            _write(work, about, of_the_center(work, but=work.actor.person_id), MEMBER_CANCELLED, event.others)
    else:
        told = addressees.concerned(work, addressees.cancelled_first(work, about))
        others = [one for one in addressees.concerned(work, about) if one not in set(told)]
        _write(work, about, others, CANCELLED)


def _write(work: Work, about: PublicityEvent, to: Sequence[str], occasion: Occasion, others: int = 0) -> None:
    said = {
        "headline": occasion.headline,
        "why": occasion.why,
        "title": about.title,
        "when": moment(about.starts_at),
        "where": about.venue,
        "reason": about.reason,
        "others": others,
        "urgent": occasion in {MOVED, CANCELLED} and about.starts_at < work.now + SOON,
        "path": EVENT.format(about.id),
    }
    letters.write_all(work, "publicity_event", [(address, said) for address in to])
