"""When one can check in and out, and which moment counts where a phone tells of it later."""

from dataclasses import dataclass
from datetime import datetime, timedelta

OPENS_BEFORE = timedelta(minutes=30)
LEAVES_UNTIL = timedelta(hours=2)
"""So long after the end of a shift one still checks out."""
CLOCK_OFF = timedelta(minutes=5)
"""A phone whose clock differs by more is off: what it tells is looked at."""


@dataclass(frozen=True, slots=True)
class Moment:
    """`doubtful`: it was set to a border, or told by a clock that is off."""

    at: datetime
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """By the phone's clock: when somebody was noted, and when that was sent."""

    device_at: datetime
    sent_at: datetime


def opens_at(starts_at: datetime) -> datetime:
    return starts_at - OPENS_BEFORE


def happened(told: Told | None, received_at: datetime) -> datetime:
    """By the portal's clock, never in the future."""
    return min(received_at - (told.sent_at - told.device_at), received_at) if told else received_at


def counting(told: Told | None, received_at: datetime, first: datetime, last: datetime) -> Moment:
    """The moment that counts, between `first` and `last`.

    A clock that is off is off by as much at sending as at noting, so the portal's own clock says how long ago it was.
    What would lie in the future, or outside the hours, is set to the border and marked.
    """
    at = happened(told, received_at)
    off = told is not None and (told.sent_at < told.device_at or _off(told.sent_at, received_at))
    within = min(max(at, first), last)
    return Moment(within, off or within != at)


def _off(sent_at: datetime, received_at: datetime) -> bool:
    return abs(received_at - sent_at) > CLOCK_OFF


def minutes(came_at: datetime, left_at: datetime) -> int:
    return int((left_at - came_at).total_seconds() // 60)
