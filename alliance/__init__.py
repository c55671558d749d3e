"""The anti-fraud alliance coordination portal."""

import gc

from flask import request
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from . import config, consequences, console
from .config import Settings
from .features import BLUEPRINTS, LOCAL_BLUEPRINTS
from .foundation.store.engine import open_engine
from .foundation.web import guard, language, refusals
from .foundation.web.portal import Portal
from .home import frame
from .people.visits import visit_of, welcome_devices
from .policy.can import Can
from .policy.gate import check_doors

UPLOAD_BYTES_MOST = 8_000_000
FORM_BYTES_MOST = 500_000


def create_app(settings: Settings | None = None) -> Portal:
    """The portal, ready to answer; raises WrongSetting or UnguardedDoor rather than start unsafely."""
    settings = settings or config.read_settings()
    portal = Portal(__name__, template_folder="../templates", static_folder="../static")
    _configure(portal, settings)
    language.speak(portal)
    guard.stand_guard(portal, https=settings.https)
    consequences.set_up(settings.secret_key)
    portal.open(open_engine(settings.database_url), visit_of)
    welcome_devices(portal)
    for blueprint in (*BLUEPRINTS, *(LOCAL_BLUEPRINTS if settings.catches_mail else ())):
        portal.register_blueprint(blueprint)
    vars(portal.view_functions["static"])["permission"] = Can.VISIT
    frame.dress(portal, settings)
    refusals.explain(portal)
    console.register(portal)
    check_doors(portal)
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
        RATELIMIT_STORAGE_URI=settings.limits_url,
        RATELIMIT_ENABLED=not settings.testing,
        RATELIMIT_HEADERS_ENABLED=True,
        WTF_CSRF_TIME_LIMIT=None,
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,
    )
    portal.before_request(_measure)
    portal.jinja_env.undefined = StrictUndefined
    portal.jinja_env.trim_blocks = portal.jinja_env.lstrip_blocks = True
    if settings.https:
        portal.wsgi_app = ProxyFix(portal.wsgi_app)  # type: ignore[method-assign]


def _measure() -> None:
    """Only a body of files may be large: every other one is taken apart in memory, as a whole."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = FORM_BYTES_MOST
