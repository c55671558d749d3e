"""The anti-fraud alliance coordination portal."""

import gc
from urllib.parse import unquote_to_bytes

from flask import Response, current_app, request
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from . import config, consequences, console, limiting, long_work, own_page, replica
from .bots.keeping import Network
from .bots.reach import Reach
from .config import Settings
from .features import BLUEPRINTS, LOCAL_BLUEPRINTS
from .files import keeping
from .files.receiving import REQUEST_BYTES_MOST, takes
from .foundation.kernel.errors import Invalid
from .foundation.kernel.words import N_
from .foundation.store.engine import open_engine
from .foundation.web import guard, language, refusals
from .foundation.web.portal import Portal
from .home import frame, refusing
from .inbox import reading
from .journal import waking
from .operating import logs, requests, statements
from .people import passwords
from .people.visits import visit_of, welcome_devices
from .policy.can import Can
from .policy.gate import check_doors
from .shifts import limits
from .subscriptions import links as subscription_links

UPLOAD_BYTES_MOST = 8_000_000
FORM_BYTES_MOST = 1_000_000
"""A story of 100,000 characters, at nine bytes each, is still answered in words and with what was typed."""


def create_app(settings: Settings | None = None) -> Portal:
    """The portal, ready to answer; raises WrongSetting or UnguardedDoor rather than start unsafely."""
    settings = settings or config.read_settings()
    portal = Portal(__name__, template_folder="../templates", static_folder="../static")
    if not settings.testing:
        logs.set_up(settings.log, whole=settings.log == logs.WORDS and settings.own_machine)
    _configure(portal, settings)
    requests.follow(portal)
    language.speak(portal)
    guard.stand_guard(portal, https=settings.https)
    consequences.set_up(settings.secret_key)
    limits.set_up(settings.secret_key, settings.travel_minutes, settings.offer_hours)
    waking.set_up(settings.queue_url)
    own_page.compose()
    long_work.compose()
    keeping.set_up(settings.files, settings.clamd_url)
    Network.reach = Reach(settings.bot_hosts, settings.bot_loopback)
    portal.open(open_engine(settings.database_url), visit_of)
    statements.watch(portal.database, settings.slow_ms)
    welcome_devices(portal)
    for blueprint in (*BLUEPRINTS, *(LOCAL_BLUEPRINTS if settings.catches_mail else ())):
        portal.register_blueprint(blueprint)
    vars(portal.view_functions["static"])["permission"] = Can.VISIT
    frame.dress(portal, settings)
    refusals.explain(portal)
    refusing.explain(portal)
    reading.notice(portal)
    subscription_links.open_door(portal)
    if settings.replica_url:
        statements.watch(replica.read_lists(portal, settings.replica_url), settings.slow_ms)
    console.register(portal)
    check_doors(portal)
    passwords.give_back_memory()
    if not settings.testing:
        gc.freeze()  # what is made by now stays: to search it for garbage held up a page for 60 ms now and then
    return portal


def _configure(portal: Portal, settings: Settings) -> None:
    portal.config.update(
        SECRET_KEY=settings.secret_key,
        SETTINGS=settings,
        TESTING=settings.testing,
        TRUSTED_HOSTS=settings.trusted_hosts,
        MAX_CONTENT_LENGTH=UPLOAD_BYTES_MOST,
        MAX_FORM_MEMORY_SIZE=FORM_BYTES_MOST,
        SESSION_COOKIE_NAME="__Host-portal" if settings.https else "portal",
        SESSION_COOKIE_HTTPONLY=True,
        RATELIMIT_HEADERS_ENABLED=True,
        **limiting.counted_at(settings.limits_url),
        WTF_CSRF_TIME_LIMIT=None,
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,
    )
    portal.before_request(_measure)
    portal.after_request(_confine)
    portal.jinja_env.undefined = StrictUndefined
    portal.jinja_env.trim_blocks = portal.jinja_env.lstrip_blocks = True
    if settings.https:
        portal.wsgi_app = ProxyFix(portal.wsgi_app)  # type: ignore[method-assign]


def _measure() -> None:
    """Only a body of files may be large, and at a door that takes them larger still: every other one is taken apart in
    memory, as a whole."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = FORM_BYTES_MOST
        _check_signs()
    elif takes(current_app.view_functions.get(str(request.endpoint))):
        request.max_content_length = REQUEST_BYTES_MOST


def _check_signs() -> None:
    """Refuse a form whose bytes are no text (half a surrogate, perhaps): Werkzeug would read their codes as words."""
    if request.mimetype == "application/x-www-form-urlencoded":
        try:
            unquote_to_bytes(request.get_data()).decode()
        except UnicodeDecodeError as damaged:
            raise Invalid("", N_("What you sent holds signs that are no text. Type it anew.")) from damaged


def _confine(answer: Response) -> Response:
    """What is to be saved is nothing to be run: a browser that shows it nevertheless gives it no rights. Set before the
    guard stands, this runs after it."""
    if answer.headers.get("Content-Disposition", "").startswith("attachment"):
        answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
