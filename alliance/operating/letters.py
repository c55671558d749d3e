"""A line for each letter that the worker tries to send: its id and kind, never to whom it goes nor what it says."""

import logging
from collections.abc import Callable
from time import perf_counter

from ..journal.model import Letter

log = logging.getLogger("alliance.letters")

Send = Callable[[Letter], None]


def told_of(send: Send) -> Send:
    """`send`, and what became of it in the log. What a mail server says may name the reader: only its code is told."""

    def send_and_tell(letter: Letter) -> None:
        began = perf_counter()
        what = {"letter": str(letter.id), "template": letter.template, "attempt": letter.attempts}
        try:
            send(letter)
        except Exception as trouble:
            why = {"kind": type(trouble).__name__, "code": getattr(trouble, "smtp_code", None)}
            log.warning("letter not sent", extra=what | why)
            raise
        log.info("letter sent", extra=what | {"ms": round((perf_counter() - began) * 1000)})

    return send_and_tell
