"""A form that makes something makes it once: its key is claimed first, in the same transaction as what it makes."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base

KEY_LENGTH = 64


class OnceKey(Base):
    """A claimed idempotency key and where its first use was answered to."""

    __tablename__ = "once_key"

    key: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    owner: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    endpoint: Mapped[str] = mapped_column(String(80))
    location: Mapped[str | None] = mapped_column(String(500))
    at: Mapped[datetime]
