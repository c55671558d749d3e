"""The frame of every page: the site's own words, the ways to go, the reader's language and type size."""

from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from babel import Locale
from flask import g, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup

from ..config import Settings
from ..foundation.kernel.actor import Actor
from ..foundation.kernel.ids import new_secret
from ..foundation.kernel.words import N_
from ..foundation.web.language import LANGUAGES, chosen_language
from ..foundation.web.portal import Portal, Visit
from ..people.visits import actor_shown
from ..policy.can import Can
from ..policy.table import may
from . import drawing
from .words import WORDS, translated

MARK_LENGTH = 12
LANGUAGE_NAMES = {"zh_Hans_CN": ("zh-Hans-CN", "中文"), "en": ("en", "English")}


WAYS = (
    (Can.VISIT, "home.front", N_("The matrix"), "layout-grid"),
    (Can.SEE_DESK, "home.desk", N_("My desk"), "clipboard-list"),
    (Can.VISIT, "directory.members", N_("Members"), "building-community"),
    (Can.FIND_CASES, "cases.shelf", N_("Typical cases"), "file-search"),
    (Can.SEE_BOARD, "actions.actions", N_("Joint actions"), "flag"),
    (Can.SEE_OWN_ACTIONS, "actions.own", N_("Asked of us"), "checklist"),
    (Can.VISIT, "initiatives.overview", N_("Initiatives"), "message"),
    (Can.SEE_OPERATIONS, "operations.operations", N_("Special operations"), "calendar"),
    (Can.VISIT, "publicity.calendar", N_("Publicity events"), "map-pin"),
    (Can.SEE_SUPERVISION, "supervision.measures", N_("Supervision"), "gavel"),
    (Can.VISIT, "materials.materials", N_("Publicity materials"), "speakerphone"),
    (Can.OVERSEE_OUTREACH, "outreach.overview", N_("Everyday publicity"), "eye"),
    (Can.SEE_OWN_OUTREACH, "outreach.ours", N_("Everyday publicity"), "eye"),
    (Can.FIND_SHIFTS, "shifts.shifts", N_("Help at events"), "calendar"),
    (Can.SEE_OWN_VOLUNTEERING, "volunteers.mine", N_("My page as a volunteer"), "heart"),
    (Can.OVERSEE_VOLUNTEERS, "volunteers.volunteers", N_("Volunteers"), "heart"),
    (Can.SEE_VOLUNTEER_FIGURES, "volunteers.figures", N_("Volunteers in figures"), "heart"),
    (Can.SEE_TEAMS, "volunteers.teams", N_("Volunteer teams"), "users"),
    (Can.SEE_APPLICATIONS, "applications.queue", N_("Applications"), "clipboard-check"),
    (Can.SEE_OWN_STAFF, "people.own_staff", N_("Our people"), "users"),
    (Can.SEE_BOTS, "bots.bots", N_("Bots in groups"), "message"),
    (Can.VISIT, "rosters.versions", N_("Roster"), "list-check"),
    (Can.READ_PLAQUES, "plaques.plaques", N_("Plaques"), "certificate"),
    (Can.CHOOSE_AUDIENCE, "audiences.trial", N_("Audiences"), "speakerphone"),
    (Can.READ_PEOPLE, "people.accounts", N_("People"), "users"),
    (Can.READ_JOURNAL, "journal.entries", N_("Journal"), "history"),
    (Can.SEE_ADMINISTRATION, "administration.overview", N_("Administration"), "settings"),
    (Can.VISIT, "plaques.check", N_("Check a plaque"), "shield-check"),
    (Can.APPLY, "applications.begin", N_("Join the alliance"), "user-plus"),
    (Can.SIGN_UP_AS_VOLUNTEER, "volunteers.sign_up", N_("Become a volunteer"), "heart"),
)
"""The ways from every page, each with its permission, its words and its icon; those that are taken most come first."""

ROW_MOST = 10
"""So many stand in one row of 1280 pixels, in Chinese."""


def navigation(actor: Actor) -> dict[str, Any]:
    """The ways that are open to this actor: those in the row, and `more` behind its end, `within` where one of them is
    this page. Whoever reads plaques need not check one, nor a known person apply; the list of volunteers leads to their
    figures and teams, and the shifts lead a known person to become a volunteer."""
    needless = {"plaques.check"} if may(actor, Can.READ_PLAQUES) else set()
    needless |= {"applications.begin", "volunteers.sign_up"} if actor.known else set()
    needless |= {"volunteers.figures", "volunteers.teams"} if may(actor, Can.OVERSEE_VOLUNTEERS) else set()
    open_now = tuple(way[1:] for way in WAYS if way[1] not in needless and may(actor, way[0]))
    ways = _ways(open_now, get_locale(), request.root_path)
    shown = [way | {"current": name == request.endpoint} for name, way in ways]
    in_row = ROW_MOST if len(shown) <= ROW_MOST else ROW_MOST - 1
    more = shown[in_row:]
    return {"row": shown[:in_row], "more": more, "within": any(way["current"] for way in more)}


@lru_cache(maxsize=64)
def _ways(
    open_now: tuple[tuple[str, str, str], ...], _locale: Locale | None, _root: str
) -> list[tuple[str, dict[str, Any]]]:
    """Addresses and words are the same on every page of one language under one root."""
    return [(name, {"url": url_for(name), "label": _(label), "icon": icon}) for name, label, icon in open_now]


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


def worn_hat() -> str:
    """Under which hat the page is shown, for the forms on it."""
    visit: Visit = g.get("visit") or Visit()
    return visit.hat


def dress(portal: Portal, settings: Settings) -> None:
    assets: dict[str, str] = {}

    def asset(path: str) -> str:
        """The address of a static file, with a mark of its content in it, so that it may be kept for a year: the same
        one on every node, whenever the file came there."""
        if path not in assets:
            content = (Path(str(portal.static_folder)) / path).read_bytes()
            assets[path] = url_for("static", filename=path, v=sha256(content).hexdigest()[:MARK_LENGTH])
        return assets[path]

    @cache
    def icon(name: str) -> Markup:
        """A decorative icon from the sprite, by its outline name."""
        sprite = Markup('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>')
        return sprite.format(asset("img/icons.svg"), name)

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

    portal.before_request(WORDS.as_default)
    portal.context_processor(frame)
    portal.jinja_env.globals.update({"asset": asset, "once_key": new_secret, "worn_hat": worn_hat, "_": translated})
    portal.jinja_env.globals.update({"drawn": drawing.field, "options_of": drawing.options, "sprite": icon})
