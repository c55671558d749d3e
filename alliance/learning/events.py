"""What readers do with an edition. No event holds a comment, and none stands in the edition's own timeline: hundreds of
marks would hide there what happened to it."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class EditionRead:
    """The first time that somebody of the organisation opened this version."""

    receipt_id: UUID
    edition_id: UUID
    organisation_id: UUID
    about: ClassVar[str] = "receipt"
    words: ClassVar[str] = N_("Edition read")


@dataclass(frozen=True, slots=True)
class EditionReceived:
    receipt_id: UUID
    edition_id: UUID
    organisation_id: UUID
    about: ClassVar[str] = "receipt"
    words: ClassVar[str] = N_("Edition signed for")


@dataclass(frozen=True, slots=True)
class EditionJudged:
    vote_id: UUID
    case_id: UUID
    kind: str
    useful: bool
    about: ClassVar[str] = "vote"
    words: ClassVar[str] = N_("Said whether an edition was useful")


@dataclass(frozen=True, slots=True)
class CommentWritten:
    comment_id: UUID
    edition_id: UUID
    organisation_id: UUID | None
    read_by: str
    case_id: UUID
    about: ClassVar[str] = "comment"
    words: ClassVar[str] = N_("Comment written")


@dataclass(frozen=True, slots=True)
class CommentWithdrawn:
    """`by_writer`: not by the center. The reason is masked like every text."""

    comment_id: UUID
    edition_id: UUID
    by_writer: bool
    reason: str
    about: ClassVar[str] = "comment"
    words: ClassVar[str] = N_("Comment withdrawn")


@dataclass(frozen=True, slots=True)
class FollowsChosen:
    """What somebody follows from now on: codes of concepts, and victim groups."""

    person_id: UUID
    concepts: tuple[str, ...]
    groups: tuple[str, ...]
    about: ClassVar[str] = "follows"
    words: ClassVar[str] = N_("What to follow chosen")


@dataclass(frozen=True, slots=True)
class FollowedSeen:
    """`up_to`: the newest release that was on the page."""

    person_id: UUID
    up_to: int
    about: ClassVar[str] = "follows"
    words: ClassVar[str] = N_("New followed cases seen")
