"""`@permit`: the door of a view. It loads the thing that the address names, asks the table, and hands the view both."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, flash, g, redirect, request, url_for
from flask import session as cookie
from flask_babel import gettext

from ..foundation.kernel.errors import NotAllowed, NotThere
from ..foundation.store.work import Work
from .can import Can
from .table import REFUSED_WITH, TABLE, may, public

ONWARD = "onward"
View = TypeVar("View", bound=Callable[..., Any])
Subject = Callable[..., Any]


class UnguardedDoor(RuntimeError):
    """A route without a permission, or a permission without an answer in the table: the portal does not start."""


def permit(can: Can, *, subject: Subject | None = None, sees: Can | None = None) -> Callable[[View], View]:
    """Let through who may do `can`. `subject(work, **address)` loads the thing.

    Who may not `sees` it gets 404, as if it were not there; who sees it and may not do `can` gets 403. Somebody who is
    not signed in is asked to sign in first, unless that could never help.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def door(**address: Any) -> Any:
            work: Work = g.work
            thing = subject(work, **address) if subject else None
            hidden = subject is not None and (thing is None or not may(work.actor, sees or can, thing))
            allowed = not hidden and may(work.actor, can, thing)
            asked = (sees or can) if hidden else can
            if not allowed and not work.actor.known and not public(asked):
                return _sign_in_first()
            if hidden:
                raise NotThere()
            if not allowed:
                raise NotAllowed(REFUSED_WITH.get(can))
            return view(work, thing) if subject else view(work, **address)

        door.permission = can  # type: ignore[attr-defined]
        door.about = subject is not None  # type: ignore[attr-defined]
        door.sees = sees  # type: ignore[attr-defined]
        return door  # type: ignore[return-value]

    return guard


def _sign_in_first() -> Any:
    flash(gettext("Please sign in first."), "info")
    if request.method == "GET":
        cookie[ONWARD] = request.full_path.rstrip("?")
    return redirect(url_for("people.sign_in"), 303)


def doors(app: Flask) -> list[tuple[str, str, str, str]]:
    """Every route: (address, methods, permission, endpoint), in the order of the addresses."""
    found = []
    for rule in app.url_map.iter_rules():
        permission = getattr(app.view_functions[rule.endpoint], "permission", None)
        methods = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        found.append((rule.rule, methods, str(permission or ""), rule.endpoint))
    return sorted(found)


def check_doors(app: Flask) -> None:
    """Raise UnguardedDoor unless every route carries a permission and every permission has an answer."""
    open_doors = [endpoint for _, _, permission, endpoint in doors(app) if not permission]
    unanswered = [can for can in Can if can not in TABLE]
    if open_doors or unanswered:
        raise UnguardedDoor(f"doors without a permission: {open_doors}; permissions without an answer: {unanswered}")
