"""The closed lists of cover: in which way somebody was asked, and how a request stands."""

from ..foundation.kernel.words import N_, Labelled


class Kind(Labelled):
    NAMED = "named", N_("A person of my choice")
    SOUGHT = "sought", N_("Others whom the portal chose")
    CALLED = "called", N_("For a free place, by whoever keeps the event")


class StandInState(Labelled):
    ASKED = "asked", N_("Asked to stand in, not answered yet")
    TAKEN = "taken", N_("Stands in")
    DECLINED = "declined", N_("Cannot stand in")
    LAPSED = "lapsed", N_("Request to stand in not answered in time")
    OVER = "over", N_("No longer asked to stand in")
