"""What happens to applications. The applicant has no account: what it does, nobody's name stands beside."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class ApplicationBegun:
    application_id: UUID
    about: ClassVar[str] = "application"
    words: ClassVar[str] = N_("Application begun")


@dataclass(frozen=True, slots=True)
class ApplicationAnswered:
    """One of its sections was filled in or changed."""

    application_id: UUID
    section: str
    about: ClassVar[str] = "application"
    words: ClassVar[str] = N_("Answers saved")


@dataclass(frozen=True, slots=True)
class ApplicationDiscarded:
    """A draft was thrown away; nothing of it is left."""

    application_id: UUID
    about: ClassVar[str] = "application"
    words: ClassVar[str] = N_("Draft discarded")


@dataclass(frozen=True, slots=True)
class ApplicationSubmitted:
    application_id: UUID
    number: str
    about: ClassVar[str] = "application"
    words: ClassVar[str] = N_("Application submitted")


@dataclass(frozen=True, slots=True)
class ApplicationWithdrawn:
    application_id: UUID
    about: ClassVar[str] = "application"
    words: ClassVar[str] = N_("Application withdrawn by the applicant")


@dataclass(frozen=True, slots=True)
class CodeSent:
    application_id: UUID
    about: ClassVar[str] = "application"
    words: ClassVar[str] = N_("Code sent to the applicant")


@dataclass(frozen=True, slots=True)
class CodeAccepted:
    application_id: UUID
    about: ClassVar[str] = "application"
    words: ClassVar[str] = N_("Opened by the applicant with a code")


@dataclass(frozen=True, slots=True)
class CodeExhausted:
    """Every try of a code was used up in vain."""

    application_id: UUID
    about: ClassVar[str] = "application"
    words: ClassVar[str] = N_("Code locked after repeated failures")


@dataclass(frozen=True, slots=True)
class ApplicationChecked:
    """The check list was filled in; `grades`: point and grade, as `identity: good`."""

    application_id: UUID
    grades: tuple[str, ...]
    about: ClassVar[str] = "application"
    words: ClassVar[str] = N_("Check list filled in")


@dataclass(frozen=True, slots=True)
class ApplicationReturned:
    application_id: UUID
    about: ClassVar[str] = "application"
    words: ClassVar[str] = N_("Given back with questions")


@dataclass(frozen=True, slots=True)
class ApplicationRefused:
    application_id: UUID
    about: ClassVar[str] = "application"
    words: ClassVar[str] = N_("Application refused")


@dataclass(frozen=True, slots=True)
class ApplicationAdmitted:
    application_id: UUID
    organisation_id: UUID
    about: ClassVar[str] = "application"
    words: ClassVar[str] = N_("Admitted to the alliance")
