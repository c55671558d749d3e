"""The certificate that visitors get: asked of the portal's own address, as their browsers ask.

It is asked, not read from a file: the proxy in front holds it and renews it, and a file that was renewed while the
proxy still shows the old one would look well. Only the worker asks, never a page.
"""

import socket
import ssl
from typing import Any
from urllib.parse import urlsplit

from ..config_values import on_loopback

SECONDS = 2


def certificate(base_url: str) -> dict[str, Any]:
    """`until`: to when it is valid; `distrust`: why a browser would warn, or empty; `away` where nobody answers.
    Where the address is not https there is none; `open`: others reach it nevertheless."""
    parts = urlsplit(base_url)
    if parts.scheme != "https":
        return {"needed": False, "open": not on_loopback(parts.hostname or "")}
    address = (parts.hostname or "", parts.port or 443)
    try:
        return {"needed": True, **_asked(address)}
    except OSError as away:
        return {"needed": True, "away": type(away).__name__}


def _asked(address: tuple[str, int]) -> dict[str, str]:
    try:
        return {"until": _until(_shown(address, ssl.create_default_context())), "distrust": ""}
    except ssl.SSLCertVerificationError as distrust:
        anyone = ssl.create_default_context()
        anyone.check_hostname, anyone.verify_mode = False, ssl.CERT_NONE  # only its dates are read
        return {"until": _until(_shown(address, anyone)), "distrust": distrust.verify_message}


def _shown(address: tuple[str, int], context: ssl.SSLContext) -> bytes:
    with (
        socket.create_connection(address, SECONDS) as line,
        context.wrap_socket(line, server_hostname=address[0]) as secure,
    ):
        return secure.getpeercert(binary_form=True) or b""


def _until(der: bytes) -> str:
    from cryptography.x509 import load_der_x509_certificate

    return load_der_x509_certificate(der).not_valid_after_utc.isoformat()
