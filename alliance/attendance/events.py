"""What happens to attendance. No names: whoever was there is known by their sign-up."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class CheckedIn:
    sign_up_id: UUID
    way: str
    doubtful: bool
    about: ClassVar[str] = "attendance"
    words: ClassVar[str] = N_("Checked in at a shift")


@dataclass(frozen=True, slots=True)
class CheckedOut:
    sign_up_id: UUID
    way: str
    minutes: int
    about: ClassVar[str] = "attendance"
    words: ClassVar[str] = N_("Checked out of a shift")


@dataclass(frozen=True, slots=True)
class ScanFailed:
    scan_id: UUID
    event_id: UUID
    fault: str
    about: ClassVar[str] = "attendance_scan"
    words: ClassVar[str] = N_("Check-in not taken, kept for the organisers")


@dataclass(frozen=True, slots=True)
class ScanSettled:
    """`sign_up_id`: who was checked in after all."""

    scan_id: UUID
    settlement: str
    sign_up_id: UUID | None
    about: ClassVar[str] = "attendance_scan"
    words: ClassVar[str] = N_("Check-in that was not taken settled")


@dataclass(frozen=True, slots=True)
class HoursConfirmed:
    """`side`: the volunteer's own, or that of whoever keeps the event."""

    sign_up_id: UUID
    revision: int
    side: str
    about: ClassVar[str] = "attendance"
    words: ClassVar[str] = N_("Hours confirmed")


@dataclass(frozen=True, slots=True)
class HoursObjected:
    sign_up_id: UUID
    revision: int
    about: ClassVar[str] = "attendance"
    words: ClassVar[str] = N_("Hours objected to")


@dataclass(frozen=True, slots=True)
class HoursCorrected:
    """`before`, `minutes`: the figure until then and since; None where nothing was noted."""

    sign_up_id: UUID
    revision: int
    before: int | None
    minutes: int
    about: ClassVar[str] = "attendance"
    words: ClassVar[str] = N_("Hours entered or corrected")
