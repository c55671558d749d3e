"""What happens to initiatives and their answers."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class InitiativeDrafted:
    initiative_id: UUID
    title: str
    about: ClassVar[str] = "initiative"
    words: ClassVar[str] = N_("Initiative drafted")


@dataclass(frozen=True, slots=True)
class InitiativeRewritten:
    initiative_id: UUID
    about: ClassVar[str] = "initiative"
    words: ClassVar[str] = N_("Draft changed")


@dataclass(frozen=True, slots=True)
class InitiativeDropped:
    initiative_id: UUID
    title: str
    about: ClassVar[str] = "initiative"
    words: ClassVar[str] = N_("Draft dropped")


@dataclass(frozen=True, slots=True)
class InitiativeFilesKept:
    """`files`: how many are attached now."""

    initiative_id: UUID
    files: int
    about: ClassVar[str] = "initiative"
    words: ClassVar[str] = N_("Files attached or taken away")


@dataclass(frozen=True, slots=True)
class InitiativeIssued:
    """One event for all: `organisations` says how many got it."""

    initiative_id: UUID
    number: int
    title: str
    public: bool
    organisations: int
    about: ClassVar[str] = "initiative"
    words: ClassVar[str] = N_("Initiative issued")


@dataclass(frozen=True, slots=True)
class InitiativeClosed:
    initiative_id: UUID
    about: ClassVar[str] = "initiative"
    words: ClassVar[str] = N_("Initiative closed")


@dataclass(frozen=True, slots=True)
class InitiativeWithdrawn:
    initiative_id: UUID
    about: ClassVar[str] = "initiative"
    words: ClassVar[str] = N_("Initiative withdrawn")


@dataclass(frozen=True, slots=True)
class InitiativeReminded:
    initiative_id: UUID
    organisations: int
    about: ClassVar[str] = "initiative"
    words: ClassVar[str] = N_("Those who have not answered were reminded")


@dataclass(frozen=True, slots=True)
class InitiativeReached:
    """An organisation that came into the audience later has got it."""

    response_id: UUID
    initiative_id: UUID
    organisation_id: UUID
    about: ClassVar[str] = "initiative_response"
    words: ClassVar[str] = N_("Sent to an organisation that came later")


@dataclass(frozen=True, slots=True)
class InitiativeRead:
    response_id: UUID
    initiative_id: UUID
    organisation_id: UUID
    about: ClassVar[str] = "initiative_response"
    words: ClassVar[str] = N_("Read")


@dataclass(frozen=True, slots=True)
class InitiativePledged:
    """`taken`: the positions of the asks that it takes on."""

    response_id: UUID
    initiative_id: UUID
    organisation_id: UUID
    revision: int
    taken: tuple[int, ...]
    about: ClassVar[str] = "initiative_response"
    words: ClassVar[str] = N_("Pledged")


@dataclass(frozen=True, slots=True)
class InitiativeDeclined:
    response_id: UUID
    initiative_id: UUID
    organisation_id: UUID
    about: ClassVar[str] = "initiative_response"
    words: ClassVar[str] = N_("Declined with a reason")


@dataclass(frozen=True, slots=True)
class ClauseTold:
    response_id: UUID
    ask_id: UUID
    figure: int | None
    about: ClassVar[str] = "initiative_response"
    words: ClassVar[str] = N_("Told that a clause is done")


@dataclass(frozen=True, slots=True)
class ClauseConfirmed:
    response_id: UUID
    ask_id: UUID
    about: ClassVar[str] = "initiative_response"
    words: ClassVar[str] = N_("A clause confirmed as done")


@dataclass(frozen=True, slots=True)
class PledgeFulfilled:
    response_id: UUID
    initiative_id: UUID
    organisation_id: UUID
    about: ClassVar[str] = "initiative_response"
    words: ClassVar[str] = N_("Pledge fulfilled")


@dataclass(frozen=True, slots=True)
class AskBecameAction:
    initiative_id: UUID
    ask_id: UUID
    action_id: UUID
    organisations: int
    about: ClassVar[str] = "initiative"
    words: ClassVar[str] = N_("A joint action drafted from an ask")
