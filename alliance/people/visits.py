"""Between the cookie and the actor: Flask-Login keeps the device's token, the database says whose it is."""

from datetime import datetime, timedelta
from typing import Any

from flask import Flask, current_app, flash, g, request
from flask import session as cookie
from flask_babel import gettext
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy.orm import Session

from ..foundation.kernel import clock
from ..foundation.kernel.ids import hash_secret
from ..foundation.kernel.words import unfit_character
from ..foundation.store.engine import for_reading
from ..foundation.web.language import in_chinese
from ..foundation.web.portal import Hat, Portal, Visit
from ..policy.gate import ONWARD
from . import queries
from .model import IDLE_MINUTES
from .unread import UNREAD_MOST

SEEN = "seen"
DEMONSTRATION = "DEMONSTRATION"


class Device(UserMixin):  # type: ignore[misc]
    """What Flask-Login takes for a user: the token in this browser's cookie, and the visit that it opens."""

    def __init__(self, token: str, visit: Visit) -> None:
        self.id = token
        self.visit = visit


def visit_of(session: Session) -> Visit:
    """Who makes this request. Idle for too long, or ended elsewhere: nobody. At a door for machines nobody is asked,
    and no question goes to the database."""
    if getattr(current_app.view_functions.get(str(request.endpoint)), "asks_nobody", False):
        g.demonstration = False
        return Visit()
    g.visiting = session
    g.demonstration = _shows_the_demonstration(session)
    g.unread, g.waits_here = 0, False
    g.pop("_login_user", None)
    return current_user.visit if current_user.is_authenticated else Visit()


def recognise(portal: Portal) -> None:
    """Who makes a request that is refused before it is let in, for the frame around its words."""
    with Session(for_reading(portal.database)) as session:
        g.visit = visit_of(session)


def _shows_the_demonstration(session: Session) -> bool:
    """Whether this database tells the demonstration. It is loaded before the first page or never: asked once."""
    config = current_app.config
    if DEMONSTRATION not in config:
        config[DEMONSTRATION] = queries.demonstrates(session)
    return bool(config[DEMONSTRATION])


def _load(token: str) -> Device | None:
    moment = clock.now()
    if _idle_since(moment):
        _leave()
        flash(
            gettext("You were signed out after %(minutes)d minutes without activity.", minutes=IDLE_MINUTES),
            "info",
        )
        return None
    found = queries.signed_in(g.visiting, hash_secret(token), moment, _page_asked_for())
    if found is None:
        _leave()
        return None
    cookie[SEEN] = int(moment.timestamp()) // 60 * 60
    g.unread, g.waits_here = found.unread, found.waits_here
    return Device(token, Visit(found.actor, tuple(_shown(hat) for hat in found.hats)))


def _page_asked_for() -> str:
    """The path; empty where no database could take it: it is the address of nothing."""
    return "" if unfit_character(request.path) else request.path


def _idle_since(moment: datetime) -> bool:
    seen = float(cookie.get(SEEN, 0))
    return moment.timestamp() - seen > timedelta(minutes=IDLE_MINUTES, seconds=59).total_seconds()


def _leave() -> None:
    for name in ("_user_id", "_fresh", "_id", SEEN):
        cookie.pop(name, None)


def _shown(hat: queries.OwnHat) -> Hat:
    place = hat.place_zh if in_chinese() else hat.place_en
    role = gettext(hat.role.label)
    return Hat(str(hat.id), f"{place} · {role}" if place else role, hat.current)


def remember(token: str) -> str | None:
    """Let this browser be the device of `token`: everything that an earlier visitor left in its cookie goes.

    Returns the page of ours that was asked for before signing in, if any.
    """
    onward = cookie.get(ONWARD)
    cookie.clear()
    cookie[SEEN] = int(clock.now().timestamp())
    login_user(Device(token, Visit()))
    return onward


def own_token() -> str:
    return str(cookie["_user_id"])


def forget() -> None:
    logout_user()
    cookie.clear()


def welcome_devices(portal: Flask) -> None:
    manager = LoginManager()
    manager.init_app(portal, add_context_processor=False)  # the frame says who is signed in
    manager.session_protection = None
    manager.user_loader(_load)


def actor_shown(visit: Visit) -> dict[str, Any]:
    """What the frame of every page says of the person in front of it."""
    hat = next((hat.label for hat in visit.hats if hat.current), "")
    return {"known": visit.actor.known, "name": visit.actor.name, "hat": hat, "unread": _so_many(g.get("unread", 0))}


def _so_many(count: int) -> str:
    """A number that fits its place; nothing for none."""
    return f"{UNREAD_MOST - 1}+" if count >= UNREAD_MOST else str(count or "")


def this_device() -> str:
    """The browser and system of this request as a person would name them, from its User-Agent."""
    agent = request.user_agent.string
    browsers = ("MicroMessenger", "Edg", "Firefox", "Chrome", "Safari")
    systems = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
    browser, system = (next((name for name in names if name in agent), "?") for names in (browsers, systems))
    return f"{browser} · {system}"
