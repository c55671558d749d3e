"""A letter that has not arrived, in the words of its page."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ..foundation.web.language import moment
from .causes import NEXT
from .undelivered import LetterLine


def letter(line: LetterLine) -> dict[str, Any]:
    """`raw`: what the mail server said, for who understands it; `again_url`: None where it is tried by itself."""
    tried = moment(line.tried_at) or moment(line.written_at)
    state = _("Given up") if line.given_up else _("Tried again at %(moment)s", moment=moment(line.due_at))
    return {
        "address": line.address,
        "state": (state, "red" if line.given_up else "amber"),
        "cause": _(line.cause.label),
        "step": _(NEXT[line.cause]),
        "raw": line.last_error,
        "facts": [
            _(line.topic.label) if line.topic else _("Other letters"),
            _("Written %(moment)s", moment=moment(line.written_at)),
            _("Last tried %(moment)s", moment=tried),
            _("Tries: %(count)d", count=line.attempts),
        ],
        "again_url": url_for("journal.send_again", letter_id=line.id) if line.given_up else None,
    }
