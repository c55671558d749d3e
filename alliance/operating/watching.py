"""The doors for machines; and who may read the figures: whoever is on this one, or has the token of the settings."""

from collections.abc import Callable
from dataclasses import dataclass
from hmac import compare_digest
from typing import Any, TypeVar

from flask import current_app, request

from ..config_values import on_loopback
from ..foundation.store.work import Work

FORWARDED = ("X-Forwarded-For", "Forwarded", "Via")
View = TypeVar("View", bound=Callable[..., Any])


def asks_nobody(view: View) -> View:
    """A door for machines: it does not matter who comes, and it answers while the database is away."""
    view.asks_nobody = True  # type: ignore[attr-defined]
    return view


@dataclass(frozen=True, slots=True)
class Watcher:
    trusted: bool


def watcher(_work: Work) -> Watcher:
    """Whoever asks. Behind a proxy that is not trusted everybody would seem to be on this machine."""
    settings = current_app.config["SETTINGS"]
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if settings.metrics_token and kind == "Bearer":
        return Watcher(compare_digest(token.encode(), settings.metrics_token.encode()))
    passed_on = not settings.https and any(name in request.headers for name in FORWARDED)
    return Watcher(not settings.metrics_token and on_loopback(request.remote_addr or "") and not passed_on)
