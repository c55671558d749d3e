"""What happens to cases and to their editions. No event holds a text: the journal is kept longer than a case."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class CaseBegun:
    case_id: UUID
    organisation_id: UUID | None
    about: ClassVar[str] = "typical_case"
    words: ClassVar[str] = N_("Case begun")


@dataclass(frozen=True, slots=True)
class CaseWritten:
    """`masked`: how many pieces of personal data were found and sealed."""

    case_id: UUID
    masked: int
    about: ClassVar[str] = "typical_case"
    words: ClassVar[str] = N_("Case written")


@dataclass(frozen=True, slots=True)
class FilesAttached:
    case_id: UUID
    count: int
    about: ClassVar[str] = "typical_case"
    words: ClassVar[str] = N_("Files attached")


@dataclass(frozen=True, slots=True)
class FileDetached:
    case_id: UUID
    about: ClassVar[str] = "typical_case"
    words: ClassVar[str] = N_("File taken away")


@dataclass(frozen=True, slots=True)
class CaseDropped:
    case_id: UUID
    about: ClassVar[str] = "typical_case"
    words: ClassVar[str] = N_("Draft of a case dropped")


@dataclass(frozen=True, slots=True)
class CaseSubmitted:
    case_id: UUID
    organisation_id: UUID | None
    about: ClassVar[str] = "typical_case"
    words: ClassVar[str] = N_("Case submitted")


@dataclass(frozen=True, slots=True)
class CaseTakenBack:
    case_id: UUID
    about: ClassVar[str] = "typical_case"
    words: ClassVar[str] = N_("Case taken back")


@dataclass(frozen=True, slots=True)
class CaseReturned:
    case_id: UUID
    about: ClassVar[str] = "typical_case"
    words: ClassVar[str] = N_("Case given back")


@dataclass(frozen=True, slots=True)
class CaseSetAside:
    case_id: UUID
    about: ClassVar[str] = "typical_case"
    words: ClassVar[str] = N_("Case not taken up")


@dataclass(frozen=True, slots=True)
class CaseReviewed:
    case_id: UUID
    about: ClassVar[str] = "typical_case"
    words: ClassVar[str] = N_("Case masked and reviewed")


@dataclass(frozen=True, slots=True)
class EditionPrepared:
    """`audience_id` is None for a public edition; `organisations`: how many it would reach now."""

    edition_id: UUID
    case_id: UUID
    kind: str
    number: int
    tlp: str
    audience_id: UUID | None
    organisations: int
    about: ClassVar[str] = "edition"
    words: ClassVar[str] = N_("Edition prepared")


@dataclass(frozen=True, slots=True)
class EditionDropped:
    edition_id: UUID
    case_id: UUID
    about: ClassVar[str] = "edition"
    words: ClassVar[str] = N_("Prepared edition dropped")


@dataclass(frozen=True, slots=True)
class EditionReleased:
    """`organisations`: how many it reached at the release; None for a public one."""

    edition_id: UUID
    case_id: UUID
    kind: str
    number: int
    tlp: str
    audience_id: UUID | None
    organisations: int | None
    about: ClassVar[str] = "edition"
    words: ClassVar[str] = N_("Edition released")


@dataclass(frozen=True, slots=True)
class EditionWithdrawn:
    edition_id: UUID
    case_id: UUID
    kind: str
    about: ClassVar[str] = "edition"
    words: ClassVar[str] = N_("Edition withdrawn")


@dataclass(frozen=True, slots=True)
class OriginalOpened:
    """Somebody may read what is sealed, until a moment; the reason is masked like every text."""

    case_id: UUID
    reason: str
    until: datetime
    about: ClassVar[str] = "typical_case"
    words: ClassVar[str] = N_("Sealed original opened")


@dataclass(frozen=True, slots=True)
class OccurrenceAdded:
    """A member met what a case tells once more."""

    occurrence_id: UUID
    case_id: UUID
    organisation_id: UUID
    about: ClassVar[str] = "occurrence"
    words: ClassVar[str] = N_("Further occurrence added")


@dataclass(frozen=True, slots=True)
class CasesTakenAlong:
    """A list of editions left the portal. `asked`: the filters in use, masked; `releases`: the numbers of
    their releases; the entry names the party.

    It is the record of provision that the Personal Information Protection Law (art. 23, 55, 56) asks for.
    """

    person_id: UUID
    manner: str
    editions: int
    left_out: int
    asked: str
    releases: tuple[int, ...]
    about: ClassVar[str] = "person"
    words: ClassVar[str] = N_("List of cases taken along")


@dataclass(frozen=True, slots=True)
class SearchKept:
    """What is searched for is nobody else's business and not in the journal."""

    search_id: UUID
    about: ClassVar[str] = "saved_search"
    words: ClassVar[str] = N_("Search kept")


@dataclass(frozen=True, slots=True)
class SearchDropped:
    search_id: UUID
    about: ClassVar[str] = "saved_search"
    words: ClassVar[str] = N_("Search dropped")
