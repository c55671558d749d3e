"""Which application this browser may act on: its id lies in the signed cookie, until a moment. No address names it."""

from datetime import datetime, timedelta
from uuid import UUID

from flask import session as cookie

from ..foundation.kernel.ids import new_id
from .following import FollowText, address_hash
from .model import DRAFT_DAYS

HELD = "application"
ASKED = "application_code"
MINUTES_OPEN = 60


def held(now: datetime) -> UUID | None:
    """The id of the application that is open in this browser."""
    kept = cookie.get(HELD)
    return UUID(kept[0]) if kept and kept[1] > now.timestamp() else None


def prepare(now: datetime) -> UUID:
    """The id under which this browser keeps its draft; the same one when it is asked again."""
    found = held(now)
    return found or hold(new_id(), now + timedelta(days=DRAFT_DAYS))


def hold(application_id: UUID, until: datetime) -> UUID:
    cookie.permanent = True
    cookie[HELD] = (str(application_id), int(until.timestamp()))
    return application_id


def hold_an_hour(application_id: UUID, now: datetime) -> None:
    """After it was handed in, or was opened with a code: long enough to read and answer."""
    cookie.pop(ASKED, None)
    hold(application_id, now + timedelta(minutes=MINUTES_OPEN))


def stay_open(now: datetime) -> None:
    """Whoever goes on working keeps it open."""
    kept = held(now)
    if kept and cookie[HELD][1] < (now + timedelta(minutes=MINUTES_OPEN)).timestamp():
        hold_an_hour(kept, now)


def let_go() -> None:
    cookie.pop(HELD, None)


def remember_asked(text: FollowText) -> None:
    """Keep what was typed when a code was asked for, of the address only the hash, until the code comes."""
    cookie[ASKED] = (text.number, address_hash(text.email))


def asked() -> tuple[str, str] | None:
    kept = cookie.get(ASKED)
    return (kept[0], kept[1]) if kept else None
