"""What is done to many assignments at once: by an officer on the board, by an organisation with a filled-in sheet."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column

from ..foundation.store.base import Base, Identified
from ..sheets.model import FILE_NAME_LENGTH, SheetState
from .vocabulary import BulkKind


class BulkAct(Identified, Base):
    """What came of an act on many assignments. `outcome`: how many were done, and which were not and why."""

    __tablename__ = "bulk_act"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[BulkKind]
    at: Mapped[datetime]
    outcome: Mapped[dict[str, Any]]


class ReportSheet(Identified, Base):
    """An uploaded sheet with what an organisation has to tell; nothing of it is told until somebody confirms."""

    __tablename__ = "report_sheet"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    file_name: Mapped[str] = mapped_column(String(FILE_NAME_LENGTH))
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    uploaded_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    uploaded_at: Mapped[datetime]
    state: Mapped[SheetState]
    state_since: Mapped[datetime]
    outcome: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
