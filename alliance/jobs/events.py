"""What happens to jobs. What somebody asked for stays out of the journal: a search may name a person."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class JobAsked:
    job_id: UUID
    kind: str
    total: int
    about: ClassVar[str] = "job"
    words: ClassVar[str] = N_("Job asked for")


@dataclass(frozen=True, slots=True)
class JobDone:
    job_id: UUID
    kind: str
    count: int
    about: ClassVar[str] = "job"
    words: ClassVar[str] = N_("Job done")


@dataclass(frozen=True, slots=True)
class JobFailed:
    job_id: UUID
    kind: str
    about: ClassVar[str] = "job"
    words: ClassVar[str] = N_("Job not done")


@dataclass(frozen=True, slots=True)
class JobCancelled:
    job_id: UUID
    kind: str
    about: ClassVar[str] = "job"
    words: ClassVar[str] = N_("Job cancelled")
