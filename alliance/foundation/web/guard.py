"""What stands before every page: limits, CSRF, a strict content policy, safe cookies."""

from typing import Any

from flask import Flask, current_app
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_talisman import Talisman
from flask_wtf.csrf import CSRFProtect

limiter = Limiter(get_remote_address, default_limits=[])
limiter.request_filter(lambda: bool(current_app.testing))  # tests try often; and one counter serves all of a process

CONTENT_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def stand_guard(portal: Flask, *, https: bool) -> None:
    """A limit counts what its view is asked to do; what lacks a CSRF token never comes so far, and can try nothing."""
    limiter.init_app(portal)
    CSRFProtect().init_app(portal)
    Talisman(
        portal,
        force_https=False,
        strict_transport_security=https,
        session_cookie_secure=https,
        session_cookie_samesite="Lax",
        frame_options="DENY",
        referrer_policy="same-origin",
        content_security_policy=CONTENT_POLICY,
        permissions_policy={"camera": "(self)", "geolocation": "()", "microphone": "()"},
    )
    portal.after_request(_own_origin)


def _own_origin(answer: Any) -> Any:
    answer.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    answer.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    if not answer.headers.get("Cache-Control"):
        answer.headers["Cache-Control"] = "no-store"
    return answer
