"""The log: a line for each thing, as JSON for machines or in words for a reader, and nothing personal in it.

What was typed can turn up in any exception, and in what a library says of one. So of a failure a line tells kinds and
places in the code, and of a library's warning the words that it always uses; what either quotes is left out. In words,
on a machine that nobody else can reach, failures are printed whole.
"""

import logging
import re
import sys
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from traceback import extract_tb
from typing import Any, TextIO

import structlog
from structlog.processors import JSONRenderer, TimeStamper
from structlog.stdlib import ExtraAdder, ProcessorFormatter, add_log_level, add_logger_name

from .doing import doing

JSON, WORDS = "json", "words"
OWN = "alliance"
LETTERS = f"{OWN}.letters"
TALKATIVE = (OWN, "gunicorn", "waitress")
"""Whose lines are wanted when nothing is wrong; of all others, only warnings."""
ROOT = str(Path(__file__).parents[2]) + "/"
PLACES_MOST = 12

Line = MutableMapping[str, Any]


def set_up(form: str, *, whole: bool = False, stream: TextIO | None = None) -> None:
    """From now on every logger of this process writes in `form` to `stream` (standard error). `whole`: with what
    failures quote."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(formatter(form, whole=whole))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.INFO)
    if form == WORDS:  # a newcomer looks for the accounts, not for hundreds of letters of the demonstration
        logging.getLogger(LETTERS).setLevel(logging.WARNING)
    logging.getLogger("gunicorn.error").handlers.clear()
    logging.getLogger("gunicorn.error").propagate = True
    logging.getLogger("gunicorn.access").disabled = True  # it tells addresses, as they were typed


def formatter(form: str, *, whole: bool = False) -> ProcessorFormatter:
    quoting = [] if whole else [_only_own_words, _only_places]
    when = TimeStamper(fmt="iso", key="at") if form == JSON else TimeStamper(fmt="%H:%M:%S", utc=False)
    render = JSONRenderer(ensure_ascii=False, default=str) if form == JSON else _in_words()
    return ProcessorFormatter(
        foreign_pre_chain=[when, add_log_level, add_logger_name, *quoting, _what_is_done, ExtraAdder()],
        processors=[ProcessorFormatter.remove_processors_meta, render],
    )


def _in_words() -> structlog.dev.ConsoleRenderer:
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback, pad_event_to=10, sort_keys=False
    )


def _what_is_done(_logger: Any, _method: str, line: Line) -> Line:
    if now := doing():
        line.update({"request": now.number, "page": now.name} if now.number else {"duty": now.name})
    return line


def _only_own_words(_logger: Any, _method: str, line: Line) -> Line:
    """A library's warning without what it was filled with, or what stands behind its first colon."""
    record: logging.LogRecord = line["_record"]
    if record.name.split(".")[0] != OWN and record.levelno >= logging.WARNING:
        line["event"] = re.split("[:=]", str(record.msg))[0]
    return line


def _only_places(_logger: Any, _method: str, line: Line) -> Line:
    """An exception and those behind it by kind and place, the last one first."""
    raised = line.pop("exc_info", None)
    if raised and isinstance(raised[1], BaseException):
        line["failure"] = [_told(error) for error in _chain(raised[1])]
    return line


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _told(error: BaseException) -> dict[str, Any]:
    """The databases number their failures and name the constraint; neither says whose row it was."""
    kind = type(error)
    frames = extract_tb(error.__traceback__)[-PLACES_MOST:]
    told = {
        "kind": f"{kind.__module__}.{kind.__qualname__}",
        "code": getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None),
        "constraint": getattr(getattr(error, "diag", None), "constraint_name", None),
        "at": [f"{frame.filename.removeprefix(ROOT)}:{frame.lineno} {frame.name}" for frame in frames],
    }
    return {name: value for name, value in told.items() if value}
