"""How the people whom publicity reaches are counted."""

from ..foundation.kernel.words import N_, Labelled


class CountMethod(Labelled):
    """统计口径: figures of different methods are never added up with each other."""

    REGISTERED = "registered", N_("Registered by name or number")
    ATTENDED = "attended", N_("Counted on the spot")
    IMPRESSIONS = "impressions", N_("Times shown, read or sent")
