"""The codes at a venue: they change every minute, or hold for a day on paper; none can be made without the secret.

A place is the id of an event or of a point. A code says for which place and which window it is, and nothing of anybody.
"""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from ..foundation.kernel.clock import local_day

WINDOW = timedelta(seconds=60)
MARGIN = timedelta(seconds=30)
"""A code is taken in its window, in the next one, and so long after: for whoever scans just before it changes."""
ARRIVED = timedelta(minutes=10)
"""So long whoever has scanned may take to sign in."""
MAC_BYTES, NUMBER_BYTES, PLACE_BYTES = 10, 6, 16
DIGITS = 6


class Keys:
    """Derived from the portal's secret, one per process."""

    venue: bytes = b""


def set_up(secret_key: str) -> None:
    Keys.venue = hashlib.sha256(b"venue:" + secret_key.encode()).digest()


class Sort(StrEnum):
    """What a code is: on the wall, on paper for a day, or carried on by somebody who has scanned one of these."""

    WALL = "w"
    PAPER = "p"
    CARRIED = "c"


class Judged(StrEnum):
    GOOD = "good"
    STALE = "stale"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Code:
    sort: Sort
    place_id: UUID
    number: int


def window_of(moment: datetime) -> int:
    return int(moment.timestamp() // WINDOW.total_seconds())


def wall(place_id: UUID, now: datetime) -> Code:
    return Code(Sort.WALL, place_id, window_of(now))


def paper(place_id: UUID, now: datetime) -> Code:
    return Code(Sort.PAPER, place_id, local_day(now).toordinal())


def carried(place_id: UUID, now: datetime) -> Code:
    return Code(Sort.CARRIED, place_id, int(now.timestamp()))


def made_at(code: Code) -> datetime:
    """Of a carried one."""
    return datetime.fromtimestamp(code.number, UTC)


def written(code: Code) -> str:
    """As it stands in an address."""
    body = code.place_id.bytes + code.number.to_bytes(NUMBER_BYTES, "big")
    signed = base64.urlsafe_b64encode(body + _mac(code)[:MAC_BYTES]).decode().rstrip("=")
    return code.sort.value + signed


def read(text: str) -> Code | None:
    """The code that `text` writes, whether or not it still holds; None where the portal never made it."""
    try:
        sort, raw = Sort(text[:1]), base64.b64decode(padded(text[1:]), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(raw) != PLACE_BYTES + NUMBER_BYTES + MAC_BYTES:
        return None
    code = Code(sort, UUID(bytes=raw[:PLACE_BYTES]), int.from_bytes(raw[PLACE_BYTES:-MAC_BYTES], "big"))
    return code if hmac.compare_digest(_mac(code)[:MAC_BYTES], raw[-MAC_BYTES:]) else None


def padded(text: str) -> str:
    return text + "=" * (-len(text) % 4)


def digits(code: Code) -> str:
    """As it is typed."""
    return f"{int.from_bytes(_mac(code)[MAC_BYTES:], 'big') % 10**DIGITS:0{DIGITS}d}"


def judged(code: Code | None, now: datetime) -> Judged:
    if code is None:
        return Judged.DAMAGED
    return Judged.GOOD if code in _holding(code.sort, code.place_id, now) or _carries(code, now) else Judged.STALE


def fits(typed: str, place_id: UUID, now: datetime) -> bool:
    """Whether these digits stand at the place now, on the wall or on paper."""
    every = (*_holding(Sort.WALL, place_id, now), *_holding(Sort.PAPER, place_id, now))
    return any(hmac.compare_digest(digits(one).encode(), typed.encode()) for one in every)


def _holding(sort: Sort, place_id: UUID, now: datetime) -> tuple[Code, ...]:
    if sort is Sort.PAPER:
        return (paper(place_id, now),)
    if sort is Sort.CARRIED:
        return ()
    oldest, newest = window_of(now - WINDOW - MARGIN), window_of(now)
    return tuple(Code(Sort.WALL, place_id, number) for number in range(oldest, newest + 1))


def _carries(code: Code, now: datetime) -> bool:
    age = now.timestamp() - code.number
    return code.sort is Sort.CARRIED and -1 <= age <= ARRIVED.total_seconds()


def seconds_left(now: datetime) -> int:
    """Until the wall shows the next code."""
    return int(WINDOW.total_seconds() - now.timestamp() % WINDOW.total_seconds()) + 1


def _mac(code: Code) -> bytes:
    said = f"{code.sort}:{code.place_id.hex}:{code.number}"
    return hmac.new(Keys.venue, said.encode(), hashlib.sha256).digest()
