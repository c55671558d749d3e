"""What the settings decide about shifts, and the key under which the links of offers are signed: one per process."""

import hashlib
from datetime import timedelta


class Limits:
    """`travel`: between two events. `offer`: so long an offered place is kept, where the shift does not begin before.
    `key`: derived from the portal's secret."""

    travel: timedelta = timedelta(minutes=30)
    offer: timedelta = timedelta(hours=12)
    key: bytes = b""


def set_up(secret_key: str, travel_minutes: int, offer_hours: int) -> None:
    Limits.travel, Limits.offer = timedelta(minutes=travel_minutes), timedelta(hours=offer_hours)
    Limits.key = hashlib.sha256(b"shift offers:" + secret_key.encode()).digest()
