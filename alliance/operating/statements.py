"""Counting what is asked of the database, and naming what took too long: by the page, without what was asked for."""

import logging
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, Engine, event

from . import metrics
from .doing import doing

STATEMENT_LENGTH = 2000
BEGAN = "statement_began"

log = logging.getLogger("alliance.statements")


def watch(engine: Engine, slow_ms: int) -> None:
    """Count each statement; one that takes longer than `slow_ms` is a line of the log. Parameters stay out of it, and
    out of what a failed statement says of itself."""

    def after(connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        seconds = perf_counter() - connection.info[BEGAN]
        if now := doing():
            now.statements += 1
            now.seconds_asking += seconds
        if seconds * 1000 > slow_ms:
            metrics.SLOW.inc()
            words = " ".join(statement.split())[:STATEMENT_LENGTH]
            log.warning("slow statement", extra={"ms": round(seconds * 1000), "statement": words})

    engine.hide_parameters = True
    event.listen(engine, "before_cursor_execute", _begin)
    event.listen(engine, "after_cursor_execute", after)


def _begin(connection: Connection, *_rest: Any) -> None:
    connection.info[BEGAN] = perf_counter()
