"""Single values of the environment, each checked: a wrong one ends the start with one line that names it."""

import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from . import urls

SECRET_LEAST = 32
HOST = re.compile(r"[A-Za-z0-9.-]+|\[?[0-9A-Fa-f:]+\]?")
BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
S3_KEYS = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}
EVERY_ADDRESS = {"0.0.0.0", "::", "[::]"}  # noqa: S104 - it is compared with, not bound to


class WrongSetting(SystemExit):
    """A setting that the portal cannot start with. Its text is the one line that says why; uncaught, it is printed
    instead of a stack trace, and the process ends with status 1."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Of an S3-compatible service. `endpoint`: its address; empty for that of AWS. Region and keys stay in the
    environment (AWS_…)."""

    name: str
    prefix: str = ""
    endpoint: str = ""


def database_url(url: str) -> str:
    try:
        backend = make_url(url).get_backend_name()
    except ArgumentError as wrong:
        raise WrongSetting("ALLIANCE_DATABASE_URL is not a database address") from wrong
    if backend not in {"sqlite", "postgresql"}:
        raise WrongSetting(f"ALLIANCE_DATABASE_URL names {backend}; the portal runs on sqlite or postgresql")
    return url


def replica_url(url: str, database_url: str) -> str:
    if url and not (urls.is_postgresql(url) and urls.is_postgresql(database_url)):
        raise WrongSetting("ALLIANCE_REPLICA_URL must look like postgresql://…, beside a database that does so too")
    return url


def limits_url(url: str) -> str:
    if url != "memory://" and not urls.is_redis(url):
        raise WrongSetting("ALLIANCE_LIMITS_URL must look like redis://:password@127.0.0.1:6379/0, or be memory://")
    return url


def queue_url(url: str) -> str:
    if url and not urls.is_redis(url):
        raise WrongSetting("ALLIANCE_QUEUE_URL must look like redis://:password@127.0.0.1:6379/0")
    return url


def port_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise WrongSetting(f"ALLIANCE_PORT is {text!r}; it must be a number from 1 to 65535")
    return int(text)


def whole(name: str, text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 9 and least <= int(text) <= most):
        raise WrongSetting(f"{name} is {text!r}; it must be a whole number from {least} to {most}")
    return int(text)


def host_name(text: str) -> str:
    if not HOST.fullmatch(text):
        raise WrongSetting(f"ALLIANCE_HOST is {text!r}; it must be a host name or an address")
    return text


def on_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def own_address(host: str, port: int) -> str:
    shown = host if host not in EVERY_ADDRESS else "127.0.0.1"
    return f"http://{shown}:{port}"


def base_address(text: str) -> str:
    if not urls.is_http(text) or urlsplit(text).path.strip("/"):
        raise WrongSetting(f"ALLIANCE_BASE_URL is {text!r}; it must look like https://portal.example.org")
    return text.rstrip("/")


def switched(name: str, text: str) -> bool:
    if text not in {"0", "1"}:
        raise WrongSetting(f"{name} is {text!r}; it must be 0 or 1")
    return text == "1"


def smtp_url(text: str) -> str:
    if text and not urls.is_smtp(text):
        raise WrongSetting("ALLIANCE_SMTP_URL must look like smtp://user:password@mail.example.org:587")
    return text


def log_form(given: str, base_url: str) -> str:
    form = given or ("json" if base_url.startswith("https://") else "words")
    if form not in {"json", "words"}:
        raise WrongSetting(f"ALLIANCE_LOG is {form!r}; it must be json or words")
    return form


def metrics_token(text: str) -> str:
    """Nothing that could be guessed, and nothing that could not be sent."""
    if text and (len(text) < SECRET_LEAST or not (text.isascii() and text.isprintable() and " " not in text)):
        raise WrongSetting(f"ALLIANCE_METRICS_TOKEN must be at least {SECRET_LEAST} letters and digits, without spaces")
    return text


def files_place(environment: Mapping[str, str], folder: Path) -> Path | Bucket:
    """A folder, or a bucket; its keys stay in the environment, where the client looks for them."""
    given, endpoint = environment.get("ALLIANCE_FILES", ""), environment.get("ALLIANCE_S3_ENDPOINT", "")
    parts = urlsplit(given)
    if parts.scheme != "s3":
        return Path(given or folder).absolute()
    if not BUCKET.fullmatch(parts.netloc):
        raise WrongSetting(f"ALLIANCE_FILES is {given!r}; it must look like s3://bucket/prefix, or be a folder")
    if endpoint and not urls.is_http(endpoint):
        raise WrongSetting(f"ALLIANCE_S3_ENDPOINT is {endpoint!r}; it must look like https://s3.example.org")
    lacking = S3_KEYS - {name for name, value in environment.items() if value}
    if lacking:
        raise WrongSetting(f"ALLIANCE_FILES names a bucket, and {min(lacking)} is not set")
    return Bucket(parts.netloc, parts.path.strip("/"), endpoint)


def clamd_url(url: str) -> str:
    if url and not urls.is_clamd(url):
        raise WrongSetting("ALLIANCE_CLAMD_URL must look like tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl")
    return url


def bot_hosts(text: str) -> frozenset[str]:
    hosts = [one.strip().lower() for one in text.split(",") if one.strip()]
    for one in hosts:
        name, _, port = one.partition(":")
        if not HOST.fullmatch(name) or (port and urls.port_of(f"https://{one}") is None):
            raise WrongSetting(f"ALLIANCE_BOT_HOSTS names {one!r}; it must look like chat.example.org,10.1.2.3:8443")
    return frozenset(hosts)


def secret_key(given: str | None, instance: Path) -> str:
    """The given key, or one made at random and kept beside the embedded database, readable by its owner only."""
    if given is not None:
        if len(given) < SECRET_LEAST:
            raise WrongSetting(f"ALLIANCE_SECRET_KEY is too short; at least {SECRET_LEAST} characters")
        return given
    kept = instance / "secret"
    if not kept.exists():
        instance.mkdir(parents=True, exist_ok=True)
        _keep_first(kept, secrets.token_urlsafe(48))
    return kept.read_text().strip()


def _keep_first(kept: Path, text: str) -> None:
    """Of several processes that start at once one keeps its text, whole; the others take that one."""
    own = kept.with_name(f"{kept.name}.{secrets.token_hex(8)}")
    own.touch(mode=0o600)
    own.write_text(text)
    with suppress(FileExistsError):
        kept.hardlink_to(own)
    own.unlink()
