"""Letters about shifts: to whoever signed up, and to the coordinator when somebody withdraws late. They name nobody."""

from collections.abc import Sequence

from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.language import moment
from ..journal import letters
from ..publicity.events import EventMoved
from . import addressees, events
from .addressees import About
from .links import offer_path
from .vocabulary import SignUpState

YOURS = N_("You get this letter because you signed up for this shift.")
YOU_KEEP = N_("You get this letter because you keep this event.")
MINE, SHIFT, EVENT = "/shifts/mine", "/shifts/{}", "/shifts/events/{}"
OFFERED = N_("A place has become free: it is offered to you")
LAPSED = N_("The place that was offered to you has gone to the next")
RELEASED = N_("You are no longer needed for a shift")
CALLED_OFF = N_("A shift is called off: please do not come")
MOVED = N_("A shift takes place at another time or another point")
EVENT_MOVED = N_("The event of your shift takes place at another time or place")
MOVE_SHIFTS = N_("The event has moved: look whether its shifts have to be moved too")
NAMED = N_("You are named for a shift: do you come?")
NAMED_TOO = N_("You are named for a shift, and wait until one of its places is free")
YOU_WERE_NAMED = N_("You get this letter because an organisation has typed your name and address for this shift.")
LATE = N_("Somebody who was expected cannot come to a shift")


def tell_offered(work: Work, event: events.PlaceOffered) -> None:
    path = offer_path(event.sign_up_id, event.until)
    to = addressees.of_sign_up(work, event.sign_up_id)
    write(work, addressees.about(work, event.shift_id), to, OFFERED, path=path, page=MINE, until=moment(event.until))


def tell_named(work: Work, event: events.PersonNamed) -> None:
    """Whoever's name was typed learns by whom, and how to have it erased."""
    by = addressees.naming(work, event.sign_up_id)
    words = {
        "path": offer_path(event.sign_up_id, by.until),
        "page": MINE,
        "until": "" if event.waits else moment(by.until),
        "named_by": by.organisation,
        "why": YOU_WERE_NAMED,
    }
    to = addressees.of_sign_up(work, event.sign_up_id)
    write(work, addressees.about(work, event.shift_id), to, NAMED_TOO if event.waits else NAMED, **words)


def tell_lapsed(work: Work, event: events.OfferLapsed) -> None:
    to = addressees.of_sign_up(work, event.sign_up_id)
    write(work, addressees.about(work, event.shift_id), to, LAPSED)


def tell_released(work: Work, event: events.SignUpReleased) -> None:
    to, reason = addressees.of_sign_up(work, event.sign_up_id), addressees.reason_of(work, event.sign_up_id)
    write(work, addressees.about(work, event.shift_id), to, RELEASED, reason=reason)


def tell_called_off(work: Work, event: events.ShiftCancelled) -> None:
    to = addressees.of_shift(work, event.shift_id, SignUpState.CALLED_OFF)
    write(work, addressees.about(work, event.shift_id), to, CALLED_OFF, reason=event.reason)


def tell_changed(work: Work, event: events.ShiftChanged) -> None:
    if event.moved:
        write(work, addressees.about(work, event.shift_id), addressees.of_shift(work, event.shift_id), MOVED)


def tell_event_moved(work: Work, event: EventMoved) -> None:
    """Shifts keep their hours until whoever keeps the event moves them: told are both."""
    shifts = addressees.shifts_of(work, event.event_id)
    for shift_id in shifts:
        write(work, addressees.about(work, shift_id), addressees.of_shift(work, shift_id), EVENT_MOVED)
    if shifts:
        told, path = addressees.about(work, shifts[0]), EVENT.format(event.event_id)
        write(work, told, addressees.coordinator(work, told), MOVE_SHIFTS, path=path, why=YOU_KEEP)


def alert_coordinator(work: Work, event: events.SignUpWithdrawn) -> None:
    if event.late:
        told, reason = addressees.about(work, event.shift_id), addressees.reason_of(work, event.sign_up_id)
        path = SHIFT.format(event.shift_id)
        write(work, told, addressees.coordinator(work, told), LATE, path=path, why=YOU_KEEP, reason=reason)


def write(work: Work, told: About, to: Sequence[str], headline: str, **more: str) -> None:
    """`more`: what this letter says beyond the shift's own facts, by the names of the template."""
    words = {
        "headline": headline,
        "title": told.title,
        "role": told.role,
        "when": f"{moment(told.starts_at)} – {moment(told.ends_at)[11:]}",
        "where": told.point or told.venue,
        "until": "",
        "reason": "",
        "named_by": "",
        "places": "",
        "path": MINE,
        "why": YOURS,
    }
    letters.write_all(work, "volunteer_shift", [(address, words | more) for address in to])
