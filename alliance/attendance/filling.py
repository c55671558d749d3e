"""From forms and addresses to what commands take."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from . import codes, places
from .codes import Judged
from .forms import TapForm
from .listing import Tap
from .places import Place
from .times import Told
from .vocabulary import Act

NOT_UNDERSTOOD = N_("The phone sent something that cannot be read.")


@dataclass(frozen=True, slots=True)
class Read:
    """What an address with a code comes to; `place` only where the code holds, `was` where it did once."""

    judged: Judged
    place: Place | None = None
    was: Place | None = None


def read(work: Work, token: str) -> Read:
    code = codes.read(token)
    judged = codes.judged(code, work.now)
    at = places.place(work, code.place_id) if code else None
    if judged is not Judged.GOOD:
        return Read(judged, was=at)
    return Read(judged, at) if at else Read(Judged.STALE)


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
