"""What happened, entry by entry, each bound to the one before; and the letters that tell people of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.store.base import Base, Identified
from .vocabulary import Manner, Topic

WORD_LENGTH = 60
ADDRESS_LENGTH = 254
PATH_LENGTH = 200


class Entry(Base):
    """One event. Never updated, never deleted. `digest` binds it to its content and to the entry before it."""

    __tablename__ = "journal_entry"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    actor_role: Mapped[str] = mapped_column(String(WORD_LENGTH))
    organisation_id: Mapped[UUID | None]
    event: Mapped[str] = mapped_column(String(WORD_LENGTH))
    subject: Mapped[str] = mapped_column(String(WORD_LENGTH))
    subject_id: Mapped[UUID]
    payload: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))

    __table_args__ = (
        Index("ix_journal_entry_subject_id_number", "subject_id", "number"),
        Index("ix_journal_entry_actor_id_number", "actor_id", "number"),
    )


class ChainHead(Base):
    """The newest entry's number and digest: one row, locked while a transaction adds its entries."""

    __tablename__ = "journal_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))


class Letter(Identified, Base):
    """A letter to send. `template` and `params` are put into words at delivery; `params` are erased once it is sent.

    `person_id`: whose account its address is. `bundle_id`: the first of those with which it travels in one mail, set at
    the first try and kept: a try that is repeated sends the same.
    """

    __tablename__ = "letter"

    address: Mapped[str] = mapped_column(String(ADDRESS_LENGTH), info={"pii": "email"})
    template: Mapped[str] = mapped_column(String(WORD_LENGTH))
    params: Mapped[dict[str, Any]]
    language: Mapped[str] = mapped_column(String(12))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    manner: Mapped[Manner] = mapped_column(default=Manner.ALONE)
    bundle_id: Mapped[UUID | None]
    written_at: Mapped[datetime]
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    tried_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(String(300), default="")

    __table_args__ = (
        Index("ix_letter_sent_at_due_at", "sent_at", "given_up_at", "due_at"),
        Index("ix_letter_address_sent_at", "address", "sent_at"),
        Index("ix_letter_bundle_id", "bundle_id"),
    )


class InboxLetter(Identified, Base):
    """The same letter in the inbox of whoever has an account at its address. `path`: the page of the thing that it is
    about, by which letters belong together; who opens that page has read them. It holds no secret: see `vocabulary`."""

    __tablename__ = "inbox_letter"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    topic: Mapped[Topic]
    template: Mapped[str] = mapped_column(String(WORD_LENGTH))
    params: Mapped[dict[str, Any]]
    path: Mapped[str] = mapped_column(String(PATH_LENGTH))
    written_at: Mapped[datetime]
    read_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_inbox_letter_person_id_written_at", "person_id", "written_at", "id"),
        Index("ix_inbox_letter_person_id_read_at", "person_id", "read_at"),
        Index("ix_inbox_letter_written_at", "written_at"),
    )
