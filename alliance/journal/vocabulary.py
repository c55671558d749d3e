"""What letters are about, by their templates; which of them lie in nobody's inbox, because a secret stands in them or
they go to somebody without an account; and which of them may wait."""

from collections.abc import Mapping

from ..foundation.kernel.words import N_, Labelled


class Topic(Labelled):
    CASES = "cases", N_("Typical cases")
    ACTIONS = "actions", N_("Joint actions")
    INITIATIVES = "initiatives", N_("Initiatives")
    OPERATIONS = "operations", N_("Special operations")
    SUPERVISION = "supervision", N_("Supervision")
    PUBLICITY = "publicity", N_("Publicity")
    VOLUNTEERING = "volunteering", N_("Volunteering")
    MEMBERSHIP = "membership", N_("Membership and accounts")
    JOBS = "jobs", N_("Jobs in the background")


class Pace(Labelled):
    """How often a reader wants letters on a topic by mail."""

    AT_ONCE = "at_once", N_("As soon as it is written")
    DAILY = "daily", N_("Every morning, in one letter")
    WEEKLY = "weekly", N_("Monday morning, in one letter")
    NEVER = "never", N_("Not by mail")


class Manner(Labelled):
    """How a letter travels: by itself always; by itself unless many wait for its reader; or with others only."""

    ALONE = "alone", N_("By itself")
    SINGLE = "single", N_("By itself, or with others if many wait")
    BUNDLED = "bundled", N_("With others in one letter")


TEMPLATES: Mapping[Topic, tuple[str, ...]] = {
    Topic.CASES: (
        *("case_followed", "case_released", "case_returned", "case_set_aside", "case_withdrawn", "case_commented"),
        *("edition_replaced", "edition_withdrawn"),
    ),
    Topic.ACTIONS: ("action_assigned", "assignment_told", "daily_summary"),
    Topic.INITIATIVES: (
        *("initiative_issued", "initiative_due", "initiative_reminded", "initiative_withdrawn"),
        "initiative_fulfilled",
    ),
    Topic.OPERATIONS: ("operation_started", "hotspot_stationed"),
    Topic.SUPERVISION: ("supervision", "supervision_problem"),
    Topic.PUBLICITY: ("publicity_event", "material"),
    Topic.VOLUNTEERING: (
        *("volunteer_shift", "volunteer_stand_in", "volunteer_told", "volunteer_known"),
        *("hours_corrected", "certificate_revoked"),
    ),
    Topic.MEMBERSHIP: (
        *("organisation_suspended", "organisation_resumed", "organisation_left", "organisation_merged"),
        *("plaque_issued", "join_request", "duties_handed_over", "password_changed", "bot_fallen_silent"),
    ),
    Topic.JOBS: ("job_ended",),
}
TOPIC_OF: Mapping[str, Topic] = {template: topic for topic, its in TEMPLATES.items() for template in its}
TITLE_BY_MAIL = frozenset({"case_followed", "edition_replaced", "edition_withdrawn"})
"""An edition may cease to be for its readers: its title goes by mail, and the inbox leads to it without."""
MAIL_ONLY: Mapping[Topic, tuple[str, ...]] = {
    Topic.VOLUNTEERING: ("volunteer_sign_up",),
    Topic.MEMBERSHIP: (
        *("invitation", "password_reset", "application_code", "application_received", "application_returned"),
        *("application_refused", "application_admitted", "join_answered"),
    ),
}
BY_MAIL_ONLY = frozenset(template for its in MAIL_ONLY.values() for template in its)


def templates_on(topic: Topic) -> tuple[str, ...]:
    """Every letter on a topic, whether or not it lies in an inbox too."""
    return (*TEMPLATES.get(topic, ()), *MAIL_ONLY.get(topic, ()))


TOPIC_OF_LETTER: Mapping[str, Topic] = {template: topic for topic in Topic for template in templates_on(topic)}
INFORMATION = frozenset(
    {"case_followed", "case_released", "case_commented", "daily_summary", "initiative_fulfilled"}
    | {"material", "plaque_issued", "volunteer_known", "volunteer_told", "hours_corrected", "job_ended"}
)
"""What one may do without. All else is duty: it can be bundled, but not silenced."""
PRESSING = frozenset({"volunteer_shift", "volunteer_stand_in", "password_changed"})
"""What cannot wait for a morning: an offer lapses within hours, and who did not change that password must act."""
