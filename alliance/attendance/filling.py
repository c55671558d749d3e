"""From forms and addresses to what commands take."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from . import codes, places
from .codes import Judged, Sort
from .forms import PressForm, TapForm
from .listing import Tap
from .places import Place
from .times import Told, happened
from .vocabulary import Act

NOT_UNDERSTOOD = N_("The phone sent something that cannot be read.")


@dataclass(frozen=True, slots=True)
class Read:
    """What an address with a code comes to; `place` only where the code holds, `was` where it did once. `scanned_at`:
    when whoever carries it has scanned it, by the portal's clock."""

    judged: Judged
    place: Place | None = None
    was: Place | None = None
    scanned_at: datetime | None = None


def read(work: Work, token: str) -> Read:
    code = codes.read(token)
    judged = codes.judged(code, work.now)
    at = places.place(work, code.place_id) if code else None
    scanned_at = codes.made_at(code) if code and code.sort is Sort.CARRIED else None
    if judged is not Judged.GOOD:
        return Read(judged, was=at, scanned_at=scanned_at)
    return Read(judged, at, scanned_at=scanned_at) if at else Read(Judged.STALE)


def pressed_at(work: Work, found: Read, form: PressForm) -> datetime | None:
    """When the button was pressed, where the press comes later; never before the scan that led to it. None: now."""
    if found.scanned_at is None or not form.validate():
        return None
    try:
        told = _told(form.device_at.data or "", form.sent_at.data or "")
    except Invalid:
        return None
    return max(happened(told, work.now), found.scanned_at) if told else None


def tap(form: TapForm) -> Tap:
    """What neither the field's own checks nor the database would refuse in words."""
    sign_up_id = _id(form.sign_up_id.data)
    if sign_up_id is None and not form.typed.data:
        raise Invalid("typed", N_("Type a number, or tap somebody on the list."))
    told = _told(form.device_at.data or "", form.sent_at.data or "")
    return Tap(form.key.data or "", Act(form.act.data), sign_up_id, form.typed.data or "", told)


def _id(text: str | None) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError as damaged:
        raise Invalid("typed", NOT_UNDERSTOOD) from damaged


def _told(device_at: str, sent_at: str) -> Told | None:
    if not device_at or not sent_at:
        return None
    try:
        noted, sent = (datetime.fromisoformat(one).astimezone(UTC) for one in (device_at, sent_at))
    except (ValueError, OverflowError) as damaged:
        raise Invalid("typed", NOT_UNDERSTOOD) from damaged
    return Told(noted, sent)
