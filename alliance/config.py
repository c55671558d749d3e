"""Settings from the environment, checked before anything starts: a wrong value is one clear line, not a stack trace."""

import os
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

ROOT = Path(__file__).parents[1]
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


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment decides. The README's table says what each variable means."""

    database_url: str
    host: str
    port: int
    base_url: str
    demo: bool
    secret_key: str
    smtp_url: str
    mail_from: str
    limits_url: str
    instance: Path
    organiser: str
    contact: str
    icp: str
    police_record: str
    site_code: str
    files: Path | Bucket
    backups: Path
    clamd_url: str
    travel_minutes: int
    offer_hours: int
    testing: bool = False

    @property
    def catches_mail(self) -> bool:
        """No mail server is named, and nobody but this machine can reach the portal."""
        own = urlsplit(self.base_url).hostname or ""
        return not self.smtp_url and on_loopback(self.host) and on_loopback(own)

    @property
    def https(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def trusted_hosts(self) -> list[str]:
        own = urlsplit(self.base_url).hostname or "localhost"
        return [own, "localhost", "127.0.0.1", "[::1]"]


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process; raises WrongSetting."""
    instance = Path(environment.get("ALLIANCE_INSTANCE") or ROOT / "instance").absolute()
    host = _host(environment.get("ALLIANCE_HOST", "127.0.0.1"))
    port = _port(environment.get("ALLIANCE_PORT", "8000"))
    base_url = _base_url(environment.get("ALLIANCE_BASE_URL") or _own_address(host, port))
    shows_itself = "0" if base_url.startswith("https://") else "1"
    return Settings(
        database_url=_database(environment.get("ALLIANCE_DATABASE_URL") or f"sqlite:///{instance}/alliance.db"),
        host=host,
        port=port,
        base_url=base_url,
        demo=_switch("ALLIANCE_DEMO", environment.get("ALLIANCE_DEMO") or shows_itself),
        secret_key=_secret(environment.get("ALLIANCE_SECRET_KEY"), instance),
        smtp_url=_smtp(environment.get("ALLIANCE_SMTP_URL", "")),
        mail_from=environment.get("ALLIANCE_MAIL_FROM", "portal@alliance.example"),
        limits_url=environment.get("ALLIANCE_LIMITS_URL", "memory://"),
        instance=instance,
        organiser=environment.get("ALLIANCE_ORGANISER", "太原市反诈骗中心"),
        contact=environment.get("ALLIANCE_CONTACT", "96110"),
        icp=environment.get("ALLIANCE_ICP", ""),
        police_record=environment.get("ALLIANCE_POLICE_RECORD", ""),
        site_code=environment.get("ALLIANCE_SITE_CODE", ""),
        files=_files(environment, instance / "files"),
        backups=Path(environment.get("ALLIANCE_BACKUPS") or instance / "backups").absolute(),
        clamd_url=_clamd(environment.get("ALLIANCE_CLAMD_URL", "")),
        travel_minutes=_whole("ALLIANCE_TRAVEL_MINUTES", environment.get("ALLIANCE_TRAVEL_MINUTES", "30"), 0, 600),
        offer_hours=_whole("ALLIANCE_OFFER_HOURS", environment.get("ALLIANCE_OFFER_HOURS", "12"), 1, 168),
        testing=environment.get("ALLIANCE_TESTING") == "1",
    )


def _database(url: str) -> str:
    try:
        backend = make_url(url).get_backend_name()
    except ArgumentError as wrong:
        raise WrongSetting("ALLIANCE_DATABASE_URL is not a database address") from wrong
    if backend not in {"sqlite", "postgresql"}:
        raise WrongSetting(f"ALLIANCE_DATABASE_URL names {backend}; the portal runs on sqlite or postgresql")
    return url


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise WrongSetting(f"ALLIANCE_PORT is {text!r}; it must be a number from 1 to 65535")
    return int(text)


def _whole(name: str, text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 9 and least <= int(text) <= most):
        raise WrongSetting(f"{name} is {text!r}; it must be a whole number from {least} to {most}")
    return int(text)


def _host(text: str) -> str:
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


def _own_address(host: str, port: int) -> str:
    shown = host if host not in EVERY_ADDRESS else "127.0.0.1"
    return f"http://{shown}:{port}"


def _base_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise WrongSetting(f"ALLIANCE_BASE_URL is {text!r}; it must look like https://portal.example.org")
    return text.rstrip("/")


def _switch(name: str, text: str) -> bool:
    if text not in {"0", "1"}:
        raise WrongSetting(f"{name} is {text!r}; it must be 0 or 1")
    return text == "1"


def _smtp(text: str) -> str:
    if text and (urlsplit(text).scheme not in {"smtp", "smtps"} or not urlsplit(text).hostname):
        raise WrongSetting("ALLIANCE_SMTP_URL must look like smtp://user:password@mail.example.org:587")
    return text


def _files(environment: Mapping[str, str], folder: Path) -> Path | Bucket:
    """A folder, or a bucket; its keys stay in the environment, where the client looks for them."""
    given, endpoint = environment.get("ALLIANCE_FILES", ""), environment.get("ALLIANCE_S3_ENDPOINT", "")
    parts = urlsplit(given)
    if parts.scheme != "s3":
        return Path(given or folder).absolute()
    if not BUCKET.fullmatch(parts.netloc):
        raise WrongSetting(f"ALLIANCE_FILES is {given!r}; it must look like s3://bucket/prefix, or be a folder")
    if endpoint and (urlsplit(endpoint).scheme not in {"http", "https"} or not urlsplit(endpoint).hostname):
        raise WrongSetting(f"ALLIANCE_S3_ENDPOINT is {endpoint!r}; it must look like https://s3.example.org")
    lacking = S3_KEYS - {name for name, value in environment.items() if value}
    if lacking:
        raise WrongSetting(f"ALLIANCE_FILES names a bucket, and {min(lacking)} is not set")
    return Bucket(parts.netloc, parts.path.strip("/"), endpoint)


def _clamd(url: str) -> str:
    parts = urlsplit(url)
    over_tcp = parts.scheme == "tcp" and parts.hostname and _port_of(url) and parts.path in {"", "/"}
    if url and not over_tcp and not (parts.scheme == "unix" and parts.path.startswith("/")):
        raise WrongSetting("ALLIANCE_CLAMD_URL must look like tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl")
    return url


def _port_of(url: str) -> int | None:
    try:
        return urlsplit(url).port
    except ValueError:
        return None


def _secret(given: str | None, instance: Path) -> str:
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
