"""A bot of an organisation or of the center, and what waits to be said by it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base, Identified
from .vocabulary import Answer, BotKind, BotState

NAME_LENGTH = 40
URL_LENGTH = 500
SECRET_LENGTH = 200
TAIL_LENGTH = 4
TEMPLATE_LENGTH = 60
WORDS_LENGTH = 300
PATH_LENGTH = 200
BOTS_MOST = 10


class Bot(Identified, Base):
    """`organisation_id`: whose it is; None for the center's own. Address and secret are sealed; `tail` is the end of
    the address, by which its keeper knows it. `free_at`: from when on its pace lets it speak again.

    `answer`: the last one to anything; `trial_at`, `trial_answer`: of the message by which it was tried.
    """

    __tablename__ = "bot"

    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[BotKind]
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    host: Mapped[str] = mapped_column(String(URL_LENGTH))
    tail: Mapped[str] = mapped_column(String(TAIL_LENGTH))
    sealed_address: Mapped[bytes]
    sealed_secret: Mapped[bytes | None]
    topics: Mapped[list[str]]
    at_once: Mapped[bool]
    set_up_at: Mapped[datetime]
    state: Mapped[BotState]
    state_since: Mapped[datetime]
    free_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    failing_since: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
    answer: Mapped[Answer | None]
    trial_at: Mapped[datetime | None]
    trial_answer: Mapped[Answer | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class BotMessage(Identified, Base):
    """What waits to be said: `words` (a msgid) filled by `params`, and the page where one reads on. It is gone once it
    was said, or told by letter instead. `mark`: of one act, one sentence about one page is one message."""

    __tablename__ = "bot_message"

    bot_id: Mapped[UUID] = mapped_column(ForeignKey("bot.id"))
    template: Mapped[str] = mapped_column(String(TEMPLATE_LENGTH))
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH))
    params: Mapped[dict[str, Any]]
    path: Mapped[str] = mapped_column(String(PATH_LENGTH))
    mark: Mapped[str] = mapped_column(String(64))
    trial: Mapped[bool] = mapped_column(default=False)
    written_at: Mapped[datetime]
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        UniqueConstraint("bot_id", "mark"),
        Index("ix_bot_message_bot_id_due_at", "bot_id", "due_at"),
    )
