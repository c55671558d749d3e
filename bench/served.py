"""The two programs that are compared: the portal and a bare Flask page, both telling which worker has answered; the
portal tells too how many statements a page took."""

import os
from collections.abc import Callable
from typing import Any

from flask import Flask, g, has_app_context
from sqlalchemy import event

BRACKETS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA")


def bare() -> Flask:
    app = Flask("bare")

    @app.get("/")
    def ok() -> str:
        return "ok"

    return _named(app)


def portal() -> Flask:
    from alliance.foundation.web.guard import limiter
    from app import app

    limiter.enabled = False  # one visitor asks for a page more often than a person may
    event.listen(app.database, "before_cursor_execute", _count)
    app.after_request(_tell)
    return _named(app)


def _named(app: Flask) -> Flask:
    inner: Callable[..., Any] = app.wsgi_app
    own = ("X-Worker", str(os.getpid()))

    def named(environ: Any, start: Callable[..., Any]) -> Any:
        return inner(environ, lambda status, headers, *rest: start(status, [*headers, own], *rest))

    app.wsgi_app = named  # type: ignore[method-assign]
    return app


def _count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
    if has_app_context() and not statement.startswith(BRACKETS):
        g.statements = g.get("statements", 0) + 1


def _tell(answer: Any) -> Any:
    answer.headers["X-Statements"] = str(g.get("statements", 0))
    return answer
