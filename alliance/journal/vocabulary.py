"""What letters are about, by their templates; and which of them lie in nobody's inbox: a secret stands in them, or they
go to somebody without an account."""

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


TEMPLATES: Mapping[Topic, tuple[str, ...]] = {
    Topic.CASES: (
        *("case_followed", "case_released", "case_returned", "case_set_aside", "case_withdrawn", "case_commented"),
        *("edition_replaced", "edition_withdrawn"),
    ),
    Topic.ACTIONS: ("action_assigned", "assignment_told", "daily_summary"),
    Topic.INITIATIVES: (*("initiative_issued", "initiative_reminded", "initiative_withdrawn", "initiative_fulfilled"),),
    Topic.OPERATIONS: ("operation_started", "hotspot_stationed"),
    Topic.SUPERVISION: ("supervision", "supervision_problem"),
    Topic.PUBLICITY: ("publicity_event", "material"),
    Topic.VOLUNTEERING: (
        *("volunteer_shift", "volunteer_stand_in", "volunteer_told", "volunteer_known"),
        *("hours_corrected", "certificate_revoked"),
    ),
    Topic.MEMBERSHIP: (
        *("organisation_suspended", "organisation_resumed", "organisation_left", "organisation_merged"),
        *("plaque_issued", "join_request", "duties_handed_over", "password_changed"),
    ),
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


class Cause(Labelled):
    """Why a letter did not arrive, as far as the words tell in which the try ended."""

    ADDRESS = "address", N_("The mail server of the reader does not know or take the address")
    AWAY = "away", N_("The mail server could not be reached, or broke off")
    LOGIN = "login", N_("The mail server does not let the portal send")
    TRUST = "trust", N_("The mail server's certificate is not trusted")
    CONTENT = "content", N_("The mail server did not take the letter's contents")
    OTHER = "other", N_("Something else")


ENDED_WITH: Mapping[Cause, tuple[str, ...]] = {
    Cause.ADDRESS: ("SMTPRecipientsRefused",),
    Cause.AWAY: (
        *("SMTPServerDisconnected", "SMTPConnectError", "SMTPHeloError", "ConnectionRefusedError", "gaierror"),
        *("ConnectionResetError", "ConnectionAbortedError", "BrokenPipeError", "TimeoutError", "OSError"),
    ),
    Cause.LOGIN: ("SMTPAuthenticationError", "SMTPSenderRefused", "SMTPNotSupportedError"),
    Cause.TRUST: ("SSLCertVerificationError", "SSLError"),
    Cause.CONTENT: ("SMTPDataError",),
}
"""The names with which the last error of such a letter begins."""
NEXT: Mapping[Cause, str] = {
    Cause.ADDRESS: N_(
        "Ask the reader for the right address and mend it where it is kept. This letter goes to the address it was "
        "written to: send it again only if that one is right."
    ),
    Cause.AWAY: N_("Look whether the mail server runs and can be reached from here; then send the letter again."),
    Cause.LOGIN: N_(
        "Look at user, password and sender in ALLIANCE_SMTP_URL and ALLIANCE_MAIL_FROM; then send it again."
    ),
    Cause.TRUST: N_("Let the mail server's certificate be renewed, or name the server by the name in it."),
    Cause.CONTENT: N_("Read what the server answered, and ask whoever runs it."),
    Cause.OTHER: N_("Read what is said below, and show it to whoever looks after the portal."),
}
"""What to do about it."""


def cause_of(error: str) -> Cause:
    name = error.partition(":")[0]
    return next((cause for cause, names in ENDED_WITH.items() if name in names), Cause.OTHER)
