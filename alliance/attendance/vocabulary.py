"""The closed lists of attendance: what is noted, by which way, what came of it, and why something was not taken."""

from ..foundation.kernel.words import N_, Labelled


class Act(Labelled):
    COME = "come", N_("Checked in")
    LEAVE = "leave", N_("Checked out")


class Way(Labelled):
    SCANNED = "scanned", N_("Code scanned")
    TYPED = "typed", N_("Code typed")
    LISTED = "listed", N_("On the list")
    ENTERED = "entered", N_("Entered later")


class Outcome(Labelled):
    TAKEN = "taken", N_("Is noted")
    REPEATED = "repeated", N_("Was noted already")
    FAILED = "failed", N_("Not taken")


class Fault(Labelled):
    """Why somebody could not be checked in or out."""

    EVENT_CANCELLED = "event_cancelled", N_("The event is cancelled")
    SHIFT_CANCELLED = "shift_cancelled", N_("The shift is called off")
    NOT_SIGNED_UP = "not_signed_up", N_("Has not signed up")
    NO_PLACE = "no_place", N_("Holds no place")
    OTHER_DAY = "other_day", N_("Signed up for another day")
    OTHER_POINT = "other_point", N_("Signed up for another point")
    TOO_EARLY = "too_early", N_("Check-in is not open yet")
    OVER = "over", N_("The shift is over")
    NOT_COME = "not_come", N_("Leaves without having come")
    OTHER_DIGITS = "other_digits", N_("Digits that are not on the wall")
    OLD_CODE = "old_code", N_("Code that no longer holds")
    UNKNOWN = "unknown", N_("Nobody on the list has this number")


class Settlement(Labelled):
    """What became of something that was not taken."""

    ADMITTED = "admitted", N_("Checked in after all")
    SET_ASIDE = "set_aside", N_("Set aside")


class Side(Labelled):
    """Who confirms hours."""

    OWN = "own", N_("Volunteer")
    KEPT = "kept", N_("Organisers")
