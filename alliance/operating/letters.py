"""A line for each mail that the worker tries to send: ids and kinds, never to whom it goes nor what it says."""

import logging
from collections.abc import Sequence
from time import perf_counter

from ..journal.delivery import Send
from ..journal.model import Letter

log = logging.getLogger("alliance.letters")


def told_of(send: Send) -> Send:
    """`send`, and what became of it in the log. What a mail server says may name the reader: only its code is told."""

    def send_and_tell(letters: Sequence[Letter]) -> None:
        began, first = perf_counter(), letters[0]
        ids = [str(letter.id) for letter in letters]
        what: dict[str, object] = {"letters": ids, "template": first.template, "attempt": first.attempts}
        try:
            send(letters)
        except Exception as trouble:
            cause = trouble.__cause__ or trouble
            why = {"kind": type(cause).__name__, "code": getattr(cause, "smtp_code", None)}
            log.warning("letter not sent", extra=what | why)
            raise
        log.info("letter sent", extra=what | {"ms": round((perf_counter() - began) * 1000)})

    return send_and_tell
