"""Letters about an initiative: to whom it is addressed, each with the reason why one gets it."""

from collections.abc import Collection
from uuid import UUID

from ..foundation.store.work import Work
from ..journal import letters
from ..journal.reminders import REMINDS, key
from . import issuing, queries, reading
from .events import InitiativeIssued, InitiativeReached, InitiativeReminded, InitiativeWithdrawn, PledgeFulfilled
from .vocabulary import CALL

PAGE = "/initiatives/{}"


def tell_issued(work: Work, event: InitiativeIssued) -> None:
    """All letters are one statement, however many organisations it reaches."""
    _tell(work, event.initiative_id, "initiative_issued")


def tell_reached(work: Work, event: InitiativeReached) -> None:
    _tell(work, event.initiative_id, "initiative_issued", [event.organisation_id])


def tell_reminded(work: Work, event: InitiativeReminded) -> None:
    _tell(work, event.initiative_id, "initiative_reminded", issuing.unanswered(work, event.initiative_id))


def tell_withdrawn(work: Work, event: InitiativeWithdrawn) -> None:
    _tell(work, event.initiative_id, "initiative_withdrawn")


def tell_fulfilled(work: Work, event: PledgeFulfilled) -> None:
    _tell(work, event.initiative_id, "initiative_fulfilled", [event.organisation_id])


def _tell(work: Work, initiative_id: UUID, template: str, only: Collection[UUID] | None = None) -> None:
    initiative = reading.reading(work, initiative_id)
    if initiative is not None:
        words = {"title": initiative.title, "office": initiative.office, "path": PAGE.format(initiative_id)}
        reminds = template == "initiative_reminded"
        told = [
            (address, words | ({REMINDS: [key(CALL, one) for one in answers]} if reminds else {}))
            for address, answers in queries.addresses(work, initiative, only).items()
        ]
        letters.write_all(work, template, told)
