"""The closed lists of joint actions: where an action and an assignment stand, what is told, and how it looks."""

from ..foundation.kernel.words import N_, Labelled


class ActionState(Labelled):
    DRAFT = "draft", N_("Draft")
    RUNNING = "running", N_("Running")
    CLOSED = "closed", N_("Closed")
    STOPPED = "stopped", N_("Stopped")


class AssignmentRole(Labelled):
    """What an organisation is to an action. Who is informed signs for it, and nothing more."""

    LEAD = "lead", N_("Leads")
    ASSIST = "assist", N_("Assists")
    INFORM = "inform", N_("Is informed")


class AssignmentState(Labelled):
    ASSIGNED = "assigned", N_("Waits to be signed for")
    RECEIVED = "received", N_("Signed for")
    QUERIED = "queried", N_("Asked back")
    DECLINED = "declined", N_("Declined")
    ACCEPTED = "accepted", N_("Accepted")
    IN_PROGRESS = "in_progress", N_("In progress")
    REPORTED = "reported", N_("Reported, to be verified")
    RETURNED = "returned", N_("Given back")
    VERIFIED = "verified", N_("Verified")
    NOTED = "noted", N_("Noted")
    WAIVED = "waived", N_("Waived")
    RECALLED = "recalled", N_("Recalled")


FINISHED = frozenset(
    {AssignmentState.VERIFIED, AssignmentState.NOTED, AssignmentState.WAIVED, AssignmentState.RECALLED}
)
OPEN = tuple(state for state in AssignmentState if state not in FINISHED)
DIVISIBLE = frozenset(OPEN) - {AssignmentState.DECLINED}
"""The organisation has taken it on, or may yet: its work is handed out in parts."""
AT_WORK = frozenset(
    {AssignmentState.RECEIVED, AssignmentState.ACCEPTED, AssignmentState.IN_PROGRESS, AssignmentState.RETURNED}
)
"""A report may be prepared and sent."""


class RollUpRule(Labelled):
    """When an action is done, of those that are not only informed, and not waived or recalled."""

    ALL = "all", N_("Every organisation is verified")
    LEAD = "lead", N_("Every leading organisation is verified")
    COUNT = "count", N_("So many organisations are verified")
    WEIGHTED = "weighted", N_("So many percent, by weight, are verified")


class Priority(Labelled):
    NORMAL = "normal", N_("Normal")
    URGENT = "urgent", N_("Urgent")


class OriginKind(Labelled):
    """What an action may come from, or belong to. Another one is a line here and its page in `origins`."""

    ASK = "ask", N_("Ask of an initiative")
    STAGE = "stage", N_("Stage of an operation")


class TurnKind(Labelled):
    """What was done or said at an assignment."""

    RECEIVED = "received", N_("Signed for")
    ACCEPTED = "accepted", N_("Accepted")
    ASKED_BACK = "asked_back", N_("Asked back")
    ANSWERED = "answered", N_("The center answered")
    DECLINED = "declined", N_("Declined")
    INSISTED = "insisted", N_("The center stands by it")
    PROGRESS = "progress", N_("Progress")
    REPORTED = "reported", N_("Reported")
    TAKEN_BACK = "taken_back", N_("Report taken back")
    RETURNED = "returned", N_("Report given back")
    VERIFIED = "verified", N_("Verified")
    WAIVED = "waived", N_("Waived")
    RECALLED = "recalled", N_("Recalled")
    ASSIGNED_AGAIN = "assigned_again", N_("Assigned again")
    EXTENSION_ASKED = "extension_asked", N_("More time asked for")
    EXTENSION_GRANTED = "extension_granted", N_("More time granted")
    EXTENSION_REFUSED = "extension_refused", N_("More time refused")
    TIME_GIVEN = "time_given", N_("More time given")
    REMINDED = "reminded", N_("Reminded")


SUMMED_UP = (TurnKind.RECEIVED, TurnKind.ACCEPTED, TurnKind.PROGRESS)
"""The center has nothing to decide: it is told once a day how often these were done."""


class Only(Labelled):
    """Which of an action's organisations are listed: all of them, or those that wait for the center like this."""

    ALL = "", N_("All")
    REPORTED = AssignmentState.REPORTED.value, N_("To verify")
    QUERIED = AssignmentState.QUERIED.value, N_("Asked back")
    DECLINED = AssignmentState.DECLINED.value, N_("Declined")
    MORE_TIME = "more_time", N_("More time asked for")


class EvidenceKind(Labelled):
    FILE = "file", N_("File")
    LINK = "link", N_("Link")


class ExtensionState(Labelled):
    OPEN = "open", N_("Waits for the center")
    GRANTED = "granted", N_("Granted")
    REFUSED = "refused", N_("Refused")


class BulkKind(Labelled):
    """What an officer does to many assignments at once."""

    REMIND = "remind", N_("Remind")
    PROLONG = "prolong", N_("Give more time")
    VERIFY = "verify", N_("Verify")


class Light(Labelled):
    """How an assignment looks on a day, in words; `TONES` colours it. Told from state and dates, never stored."""

    LATE = "late", N_("Late")
    UNSIGNED = "unsigned", N_("Late to sign")
    RETURNED = "returned", N_("To mend")
    ASKED = "asked", N_("Waits for the center")
    SOON = "soon", N_("Due soon")
    WAITING = "waiting", N_("To sign")
    RUNNING = "running", N_("Under way")
    REPORTED = "reported", N_("To verify")
    DONE = "done", N_("Verified")
    NOTED = "noted", N_("Noted")
    WAIVED = "waived", N_("Waived")
    RECALLED = "recalled", N_("Recalled")


TONES = {
    Light.LATE: "red",
    Light.UNSIGNED: "red",
    Light.RETURNED: "amber",
    Light.ASKED: "purple",
    Light.SOON: "amber",
    Light.WAITING: "amber",
    Light.RUNNING: "blue",
    Light.REPORTED: "purple",
    Light.DONE: "green",
    Light.NOTED: "green",
    Light.WAIVED: "grey",
    Light.RECALLED: "grey",
}
RED = (Light.LATE, Light.UNSIGNED)
OPEN_LIGHTS = tuple(one for one in Light if one not in {Light.DONE, Light.NOTED, Light.WAIVED, Light.RECALLED})
"""Lights of what is not done with, the most urgent first."""

WORK = "assignment"
"""The duty to do whatever an assignment still asks, as letters that remind of it name it."""
