"""What happens to attached files. Their names stay out of the journal: a name may tell whose case it is."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class FileKept:
    file_id: UUID
    kind: str
    size: int
    sha256: str
    about: ClassVar[str] = "file"
    words: ClassVar[str] = N_("File kept")


@dataclass(frozen=True, slots=True)
class FileRenewed:
    """Its shared copy was made anew, without author and dates; `sha256`: of the original, which stays."""

    file_id: UUID
    sha256: str
    about: ClassVar[str] = "file"
    words: ClassVar[str] = N_("Shared copy of a file made anew")


@dataclass(frozen=True, slots=True)
class FileDiscarded:
    """Taken back by who attached it; its content is removed by the next sweep."""

    file_id: UUID
    sha256: str
    about: ClassVar[str] = "file"
    words: ClassVar[str] = N_("File discarded")
