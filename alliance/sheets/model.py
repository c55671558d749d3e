"""A spreadsheet of members: read and checked, and taken over only when somebody confirms."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column

from ..foundation.kernel.words import N_, Labelled
from ..foundation.store.base import Base, Identified

FILE_NAME_LENGTH = 120
SHEET_BYTES_MOST = 5_000_000
SHEET_UNPACKED_MOST = 60_000_000
SHEET_ROWS_MOST = 2_000
"""What one transaction admits in the seconds that a request may take. A city has some five hundred members."""


class SheetState(Labelled):
    CHECKED = "checked", N_("Checked, not yet taken over")
    TAKEN_OVER = "taken_over", N_("Taken over")


class RosterSheet(Identified, Base):
    """An uploaded spreadsheet: read and checked, but nothing of it taken over until somebody confirms."""

    __tablename__ = "roster_sheet"

    file_name: Mapped[str] = mapped_column(String(FILE_NAME_LENGTH))
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    rows: Mapped[dict[str, Any]]
    uploaded_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    uploaded_at: Mapped[datetime]
    state: Mapped[SheetState]
    state_since: Mapped[datetime]
    outcome: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
