"""A job: who asked for what under which office, how far it is, and what came of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.kernel.words import N_, Labelled
from ..foundation.store.base import Base, Identified

KIND_LENGTH = 32
ASKED_LENGTH = 300
PATH_LENGTH = 200
WORDS_LENGTH = 300
RIGHTS_LENGTH = 160


class JobState(Labelled):
    QUEUED = "queued", N_("Waits for its turn")
    RUNNING = "running", N_("Under way")
    DONE = "done", N_("Done")
    FAILED = "failed", N_("Not done")
    CANCELLED = "cancelled", N_("Cancelled by you")


OPEN = (JobState.QUEUED, JobState.RUNNING)


class Job(Identified, Base):
    """`params`: what it takes to do it, erased at its end. `asked`: the same in words, masked. `done` of `total`: rows,
    documents, organisations. `attempts`: whoever has taken it up last bears this number, and only that worker may end
    it; from `leased_until` on another may take it up. `handed_back`: so many of them ended because the worker was told
    to stop, and are no tries. `rights`: those under which its file was made; `holds`: what its kind asks before the
    file is handed out. `path`: the page that shows what came of it. `words`, filled by `words_params`: why it
    failed."""

    __tablename__ = "job"

    kind: Mapped[str] = mapped_column(String(KIND_LENGTH))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    appointment_id: Mapped[UUID | None] = mapped_column(ForeignKey("appointment.id"))
    params: Mapped[dict[str, Any]] = mapped_column(info={"pii": "own words"})
    asked: Mapped[str] = mapped_column(String(ASKED_LENGTH), default="", info={"pii": "own words"})
    language: Mapped[str] = mapped_column(String(12))
    asked_at: Mapped[datetime]
    state: Mapped[JobState]
    state_since: Mapped[datetime]
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int]
    attempts: Mapped[int] = mapped_column(default=0)
    handed_back: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("stored_file.id"))
    path: Mapped[str] = mapped_column(String(PATH_LENGTH), default="")
    rights: Mapped[str] = mapped_column(String(RIGHTS_LENGTH), default="")
    holds: Mapped[dict[str, Any]] = mapped_column(default=dict)
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    words_params: Mapped[dict[str, Any]] = mapped_column(default=dict)
    version: Mapped[int] = mapped_column()

    @property
    def tries(self) -> int:
        """Those that count: the number of the attempt goes up with every one."""
        return self.attempts - self.handed_back

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        Index("ix_job_state_asked_at", "state", "asked_at"),
        Index("ix_job_person_id_asked_at", "person_id", "asked_at", "id"),
    )
