"""The closed lists of publicity events: where they lead, who holds them, what a point is for, how they stand."""

from ..foundation.kernel.words import N_, Labelled


class FiveEntry(Labelled):
    """五进: into which places publicity goes."""

    SCHOOL = "school", N_("Into schools")
    COMPANY = "company", N_("Into companies")
    COMMUNITY = "community", N_("Into communities")
    VILLAGE = "village", N_("Into villages")
    FAMILY = "family", N_("Into families")


class HostPart(Labelled):
    HOST = "host", N_("Host")
    CO_HOST = "co_host", N_("Co-host")
    UNDERTAKER = "undertaker", N_("Undertaker")


class PointKind(Labelled):
    PUBLICITY = "publicity", N_("Publicity point")
    CONSULTATION = "consultation", N_("Consultation point")
    APP_INSTALL = "app_install", N_("App installation point")
    EXHIBITION = "exhibition", N_("Exhibition boards")


class PointState(Labelled):
    """How a point stands on the day."""

    PLANNED = "planned", N_("Not set up yet")
    MANNED = "manned", N_("Manned")
    PAUSED = "paused", N_("Paused")
    CLEARED = "cleared", N_("Cleared away")


class EventFileKind(Labelled):
    PLAN = "plan", N_("Plan of the place")
    DOCUMENT = "document", N_("Document")
    PICTURE = "picture", N_("Photo")


class Rhythm(Labelled):
    WEEKLY = "weekly", N_("Every week")
    MONTHLY = "monthly", N_("Every month")


class EventState(Labelled):
    DRAFT = "draft", N_("Draft")
    PROPOSED = "proposed", N_("Proposed")
    RETURNED = "returned", N_("Given back")
    DECLINED = "declined", N_("Not approved")
    APPROVED = "approved", N_("Approved by the center")
    OPEN = "open", N_("Open to take part in")
    RUNNING = "running", N_("Taking place")
    HELD = "held", N_("Held")
    SUMMARISED = "summarised", N_("Summarised")
    CANCELLED = "cancelled", N_("Called off")


EVENT_TONES = {
    EventState.DRAFT: "grey",
    EventState.PROPOSED: "amber",
    EventState.RETURNED: "amber",
    EventState.DECLINED: "grey",
    EventState.APPROVED: "blue",
    EventState.OPEN: "green",
    EventState.RUNNING: "green",
    EventState.HELD: "blue",
    EventState.SUMMARISED: "grey",
    EventState.CANCELLED: "red",
}
POINT_TONES = {
    PointState.PLANNED: "grey",
    PointState.MANNED: "green",
    PointState.PAUSED: "amber",
    PointState.CLEARED: "blue",
}
