"""The two programs that are compared: the portal, which also tells how many statements a page took, and a bare page."""

import os
from typing import Any

from flask import Flask, g
from sqlalchemy import event


def bare() -> Flask:
    app = Flask("bare")

    @app.get("/")
    def ok() -> str:
        return "ok"

    return app


def portal() -> Flask:
    from alliance import create_app

    os.environ.setdefault("ALLIANCE_DEMO", "1")
    app = create_app()
    app.config["RATELIMIT_ENABLED"] = False
    event.listen(app.database, "before_cursor_execute", _count)
    app.after_request(_tell)
    return app


def _count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
    from flask import has_app_context

    if has_app_context():
        g.statements = g.get("statements", 0) + 1


def _tell(answer: Any) -> Any:
    answer.headers["X-Statements"] = str(g.get("statements", 0))
    return answer
