"""What may be wrong with a file of any kind, and the words for it."""

import re

from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from .model import FIELD

CUT_OFF = N_("This file was cut off: its end is missing. Send it again; perhaps the connection broke.")
DAMAGED = N_("This file is damaged and cannot be opened. Save it anew and send that.")
TWO_IN_ONE = N_("This file is two things at once: something else is hidden in it. Save it anew and send that.")
PASSWORD = N_("This file is protected by a password. Take the password away and send it again.")
FROM_ELSEWHERE = N_(
    "This file fetches something from elsewhere when it is opened. Save it without that, and send it again."
)
UNREADABLE = N_("Parts of this document cannot be looked into. Print it to pdf and send that.")
TOO_MUCH = N_("Unpacked, this file is far larger than it looks. It was not opened.")

PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|svg|iframe|img|object|embed|\?php)\b", re.IGNORECASE)
"""The beginning of a page that a browser would run."""


def no(words: str, **params: object) -> Invalid:
    """The refusal of a file."""
    return Invalid(FIELD, words, **params)
