"""Each request: its number, its line in the log, its part in the figures. Never its address as it was typed, nor from
where it came: those hold tokens, words that were looked for, and people."""

import logging
import re
from uuid import uuid4

from flask import Flask, Response, g, request, request_finished, request_started

from . import metrics
from .doing import Doing, begin, doing, end

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
NUMBER = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HEADER = "X-Request-ID"
NONE = "none"

log = logging.getLogger("alliance.requests")


def follow(portal: Flask) -> None:
    """The one in front names a request, where it is trusted and gives a number as such are; else the portal does."""
    request_started.connect(_begin, portal)
    request_finished.connect(_end, portal)
    portal.context_processor(lambda: {"request_number": number()})


def number() -> str:
    now = doing()
    return now.number if now else ""


def _begin(portal: Flask, **_extra: object) -> None:
    given = request.headers.get(HEADER, "") if portal.config["SETTINGS"].https else ""
    begin(Doing(request.endpoint or NONE, given if NUMBER.fullmatch(given) else uuid4().hex))


def _end(portal: Flask, response: Response, **_extra: object) -> None:
    now = doing()
    if now is None:  # it failed before it began
        return
    response.headers[HEADER] = now.number
    rule = str(request.url_rule or NONE)
    method = request.method if request.method in METHODS else NONE
    _count(now, rule, method, response.status_code)
    level = _weight(portal, response.status_code)
    if log.isEnabledFor(level):
        figures = {"ms": round(now.seconds * 1000, 1), "sql": now.statements}
        figures["sql_ms"] = round(now.seconds_asking * 1000, 1)
        what = {"method": method, "rule": rule, "status": response.status_code}
        log.log(level, "request", extra=what | figures | _whose())
    end()


def _count(now: Doing, rule: str, method: str, status: int) -> None:
    metrics.REQUESTS.labels(method, rule, status).inc()
    metrics.SECONDS.labels(rule).observe(now.seconds)
    metrics.STATEMENTS.labels(rule).inc(now.statements)
    if status == 500:
        metrics.FAILURES.labels(rule).inc()


def _weight(portal: Flask, status: int) -> int:
    """What browsers and machines ask for by themselves is of interest only when it fails."""
    if status >= 500:
        return logging.ERROR
    view = portal.view_functions.get(str(request.endpoint))
    by_itself = request.endpoint == "static" or getattr(view, "asks_nobody", False)
    return logging.DEBUG if by_itself and status < 400 else logging.INFO


def _whose() -> dict[str, str]:
    """Ids alone: whoever may read the log need not know who they are."""
    visit = g.get("visit")
    if visit is None or not visit.actor.known:
        return {}
    actor = visit.actor
    ids = {"person": actor.person_id, "role": actor.role, "organisation": actor.organisation_id}
    return {name: str(value) for name, value in ids.items() if value}
