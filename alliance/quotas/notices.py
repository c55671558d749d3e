"""Letters about places kept for organisations: to the member's liaisons, and to whoever was taken off its list."""

from uuid import UUID

from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.language import moment
from ..organisations.queries import contact_addresses
from ..publicity.events import EventMoved
from ..shifts import addressees
from ..shifts.events import QuotaReturned, ShiftCancelled, ShiftChanged
from ..shifts.notices import write
from . import events, queries

KEPT = N_("Places for your people are kept at a publicity event")
CHANGED = N_("The places kept for your people have changed")
RETURNED = N_("Places kept for your people are everybody's now: they were not filled in time")
CALLED_OFF = N_("The shift at which places are kept for your people is called off")
MOVED = N_("The shift at which places are kept for your people takes place at another time or point")
EVENT_MOVED = N_("The event at which places are kept for your people takes place at another time or place")
STRUCK = N_("You are no longer named for a shift")
YOUR_PEOPLE = N_("You get this letter because you are the contact of your organisation.")
WAS_NAMED = N_(
    "You get this letter because an organisation had named you for this shift. What it typed is erased within a day."
)
PATH = "/quotas/{}"


def tell_kept(work: Work, event: events.QuotaKept) -> None:
    _tell(work, event, KEPT, until=moment(event.returns_at))


def tell_changed(work: Work, event: events.QuotaChanged) -> None:
    _tell(work, event, CHANGED, until=moment(event.returns_at))


def tell_returned(work: Work, event: QuotaReturned) -> None:
    if event.places:
        _tell(work, event, RETURNED)


def tell_called_off(work: Work, event: ShiftCancelled) -> None:
    _tell_concerned(work, event.shift_id, CALLED_OFF, event.reason)


def tell_moved(work: Work, event: ShiftChanged) -> None:
    if event.moved:
        _tell_concerned(work, event.shift_id, MOVED)


def tell_event_moved(work: Work, event: EventMoved) -> None:
    for shift_id in addressees.shifts_of(work, event.event_id):
        _tell_concerned(work, shift_id, EVENT_MOVED)


def _tell_concerned(work: Work, shift_id: UUID, headline: str, reason: str = "") -> None:
    """The members for which places are kept, or whose people stand there: those have a letter of their own."""
    about = addressees.about(work, shift_id)
    for quota_id, organisation_id in queries.still_concerned(work, shift_id):
        more = {"path": PATH.format(quota_id), "why": YOUR_PEOPLE, "reason": reason}
        write(work, about, contact_addresses(work, organisation_id), headline, **more)


def _tell(
    work: Work, event: events.QuotaKept | events.QuotaChanged | QuotaReturned, headline: str, until: str = ""
) -> None:
    to = contact_addresses(work, event.organisation_id)
    more = {"places": str(event.places), "until": until, "path": PATH.format(event.quota_id), "why": YOUR_PEOPLE}
    write(work, addressees.about(work, event.shift_id), to, headline, **more)


def tell_struck(work: Work, event: events.NameStruck) -> None:
    told, to = addressees.about(work, event.shift_id), addressees.of_sign_up(work, event.sign_up_id)
    write(work, told, to, STRUCK, path="/shifts/", why=WAS_NAMED)
