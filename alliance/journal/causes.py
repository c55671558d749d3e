"""Why a letter did not arrive, in words that a layman understands, and what to do about it."""

from collections.abc import Mapping

from ..foundation.kernel.words import N_, Labelled


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
