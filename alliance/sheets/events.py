"""What happens to uploaded sheets. The counts are of rows; the organisations have entries of their own."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class SheetChecked:
    """Read and checked; nothing of it has been taken over."""

    sheet_id: UUID
    rows: int
    faulty: int
    about: ClassVar[str] = "roster_sheet"
    words: ClassVar[str] = N_("Sheet checked")


@dataclass(frozen=True, slots=True)
class SheetTakenOver:
    sheet_id: UUID
    new: int
    changed: int
    same: int
    about: ClassVar[str] = "roster_sheet"
    words: ClassVar[str] = N_("Sheet taken over")
