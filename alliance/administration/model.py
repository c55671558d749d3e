"""What the worker leaves for the administrator's page: that it lives, what it saw, since when a key is used."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base
from .vocabulary import Looked

HOST_LENGTH = 120
MARK_LENGTH = 32


class WorkerPulse(Base):
    """One worker process: its machine, its number there, since when it runs and when it was last alive. `signed_off`:
    it was told to stop, so nobody need look why it is silent."""

    __tablename__ = "worker_pulse"

    host: Mapped[str] = mapped_column(String(HOST_LENGTH), primary_key=True)
    pid: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    signed_off: Mapped[bool] = mapped_column(default=False)


class OperatingFact(Base):
    """What the worker of one machine saw when it last looked at one matter. `details`: plain values, or `trouble` where
    it could not look."""

    __tablename__ = "operating_fact"

    host: Mapped[str] = mapped_column(String(HOST_LENGTH), primary_key=True)
    looked: Mapped[Looked] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    details: Mapped[dict[str, Any]]


class KeyMark(Base):
    """A secret key that was in use: a mark by which it is known again, nothing of the key, and its first day."""

    __tablename__ = "key_mark"

    mark: Mapped[str] = mapped_column(String(MARK_LENGTH), primary_key=True)
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
