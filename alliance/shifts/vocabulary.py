"""The closed lists of shifts: how a shift stands, and how somebody's sign-up for it stands."""

from ..foundation.kernel.words import N_, Labelled


class ShiftState(Labelled):
    PLANNED = "planned", N_("Shift is being planned")
    OPEN = "open", N_("Shift is open")
    CLOSED = "closed", N_("Shift is closed for sign-up")
    CANCELLED = "cancelled", N_("Shift is called off")


STANDING_SHIFT = (ShiftState.PLANNED, ShiftState.OPEN, ShiftState.CLOSED)
"""All but those that are called off: named, so that an index finds them."""


class SignUpState(Labelled):
    """Confirmed, offered and named hold a place; whoever waits does not, and is never shown as coming."""

    NAMED = "named", N_("Named by an organisation, not confirmed yet")
    WAITING = "waiting", N_("On the waiting list")
    OFFERED = "offered", N_("A place is offered")
    CONFIRMED = "confirmed", N_("Comes")
    WITHDRAWN = "withdrawn", N_("Has withdrawn")
    RELEASED = "released", N_("Released by the coordinator")
    LAPSED = "lapsed", N_("Did not answer in time")
    CALLED_OFF = "called_off", N_("Called off with the shift")


SHIFT_TONES = {
    ShiftState.PLANNED: "grey",
    ShiftState.OPEN: "green",
    ShiftState.CLOSED: "blue",
    ShiftState.CANCELLED: "red",
}
SIGN_UP_TONES = {
    SignUpState.NAMED: "amber",
    SignUpState.WAITING: "amber",
    SignUpState.OFFERED: "amber",
    SignUpState.CONFIRMED: "green",
    SignUpState.WITHDRAWN: "grey",
    SignUpState.RELEASED: "grey",
    SignUpState.LAPSED: "grey",
    SignUpState.CALLED_OFF: "red",
}
