"""What happens to rosters."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class RosterDrafted:
    roster_id: UUID
    title: str
    dated_on: date
    lines: int
    about: ClassVar[str] = "roster"
    words: ClassVar[str] = N_("Roster drawn up")


@dataclass(frozen=True, slots=True)
class RosterRedrawn:
    roster_id: UUID
    lines: int
    about: ClassVar[str] = "roster"
    words: ClassVar[str] = N_("Roster drawn up again")


@dataclass(frozen=True, slots=True)
class RosterApproved:
    roster_id: UUID
    about: ClassVar[str] = "roster"
    words: ClassVar[str] = N_("Roster approved")


@dataclass(frozen=True, slots=True)
class RosterGivenBack:
    roster_id: UUID
    about: ClassVar[str] = "roster"
    words: ClassVar[str] = N_("Approval taken back")


@dataclass(frozen=True, slots=True)
class RosterPublished:
    roster_id: UUID
    number: int
    title: str
    about: ClassVar[str] = "roster"
    words: ClassVar[str] = N_("Roster published")
