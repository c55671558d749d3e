"""The frame of every page: the site's own words, the ways to go, the reader's language and type size."""

from pathlib import Path
from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _

from ..config import Settings
from ..foundation.kernel.actor import Actor
from ..foundation.kernel.ids import new_secret
from ..foundation.web.language import LANGUAGES, chosen_language
from ..foundation.web.portal import Portal, Visit
from ..people.visits import actor_shown
from ..policy.can import Can
from ..policy.table import may
from .words import translated

LANGUAGE_NAMES = {"zh_Hans_CN": ("zh-Hans-CN", "中文"), "en": ("en", "English")}


def navigation(actor: Actor) -> list[dict[str, Any]]:
    """The ways that are open to this actor: (endpoint, label, icon), each with its permission."""
    ways = [
        (Can.VISIT, "home.front", _("The matrix"), "layout-grid"),
        (Can.SEE_DESK, "home.desk", _("My desk"), "clipboard-list"),
        (Can.VISIT, "directory.members", _("Members"), "building-community"),
        (Can.FIND_CASES, "cases.shelf", _("Typical cases"), "file-search"),
        (Can.VISIT, "rosters.versions", _("Roster"), "list-check"),
        (Can.SEE_OWN_STAFF, "people.own_staff", _("Our people"), "users"),
        (Can.READ_PLAQUES, "plaques.plaques", _("Plaques"), "certificate"),
        (Can.SEE_APPLICATIONS, "applications.queue", _("Applications"), "clipboard-check"),
        (Can.CHOOSE_AUDIENCE, "audiences.trial", _("Audiences"), "speakerphone"),
        (Can.READ_PEOPLE, "people.accounts", _("People"), "users"),
        (Can.READ_JOURNAL, "journal.entries", _("Journal"), "history"),
    ]
    if not may(actor, Can.READ_PLAQUES):
        ways.append((Can.VISIT, "plaques.check", _("Check a plaque"), "shield-check"))
    if not actor.known:
        ways.append((Can.APPLY, "applications.begin", _("Join the alliance"), "user-plus"))
    return [
        {"url": url_for(endpoint), "label": label, "icon": icon, "current": request.endpoint == endpoint}
        for can, endpoint, label, icon in ways
        if may(actor, can)
    ]


def preferences() -> dict[str, Any]:
    chosen = chosen_language()
    languages = [
        {
            "value": value,
            "label": LANGUAGE_NAMES[value][1],
            "tag": LANGUAGE_NAMES[value][0],
            "current": value == chosen,
        }
        for value in LANGUAGES
    ]
    care = request.cookies.get("care") == "1"
    return {"tag": LANGUAGE_NAMES[chosen][0], "care": care, "languages": languages}


def dress(portal: Portal, settings: Settings) -> None:
    assets: dict[str, str] = {}

    def asset(path: str) -> str:
        """The address of a static file, with the file's time in it, so that it may be kept for a year."""
        if path not in assets:
            changed = int((Path(str(portal.static_folder)) / path).stat().st_mtime)
            assets[path] = url_for("static", filename=path, v=changed)
        return assets[path]

    def frame() -> dict[str, Any]:
        visit: Visit = g.get("visit") or Visit()
        site = {
            "name": _("Anti-Fraud Alliance Portal"),
            "organiser": settings.organiser,
            "contact": settings.contact,
            "icp": settings.icp,
            "police_record": settings.police_record,
            "site_code": settings.site_code,
            "demonstration": bool(g.get("demonstration")),
        }
        return {
            "site": site,
            "nav": navigation(visit.actor),
            "actor": actor_shown(visit),
            "hats": visit.hats,
            "preferences": preferences(),
        }

    portal.context_processor(frame)
    portal.jinja_env.globals.update({"asset": asset, "once_key": new_secret, "_": translated})
