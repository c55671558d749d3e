"""What the addresses of other services look like, as the settings may name them."""

from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError


def is_postgresql(url: str) -> bool:
    try:
        return make_url(url).get_backend_name() == "postgresql"
    except ArgumentError:
        return False


def is_redis(url: str) -> bool:
    parts = urlsplit(url)
    over_tcp = parts.scheme in {"redis", "rediss"} and parts.hostname
    return bool(over_tcp) or (parts.scheme == "redis+unix" and bool(parts.path))


def is_http(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def is_smtp(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"smtp", "smtps"} and bool(parts.hostname)


def is_clamd(url: str) -> bool:
    parts = urlsplit(url)
    over_tcp = parts.scheme == "tcp" and parts.hostname and port_of(url) and parts.path in {"", "/"}
    return bool(over_tcp) or (parts.scheme == "unix" and parts.path.startswith("/"))


def port_of(url: str) -> int | None:
    try:
        return urlsplit(url).port
    except ValueError:
        return None
