"""What is missing for a sound portal, and how to mend it."""

import os
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from ..config import Settings
from ..config_values import Bucket, on_loopback
from ..demonstration import accounts
from ..files.bucket import BucketStore
from ..files.scanning import Scanner
from ..files.store import StoreAway
from ..foundation.kernel import clock
from ..plaques.pdf import chinese_font_present
from ..safekeeping.manifest import last_backup
from . import together
from .findings import Finding

NETWORK_DISKS = {"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "ceph", "glusterfs"}
BACKUP_AGE_MOST = timedelta(days=2)


def chinese_font() -> Finding:
    """WeasyPrint prints blanks, without an error, where no font knows Chinese."""
    lacking = "plaques cannot be drawn: apt-get install fontconfig fonts-noto-cjk"
    return Finding("Chinese font", "" if chinese_font_present() else lacking)


def schema(database: Engine) -> Finding:
    from ..foundation.store import migrate

    try:
        current = migrate.current_revision(database)
    except DBAPIError as trouble:
        return Finding("database", f"it does not answer ({type(trouble.orig).__name__}): check ALLIANCE_DATABASE_URL")
    newest = migrate.newest_revision()
    stale = current != newest
    return Finding("schema", f"it is at {current or 'nothing'}, not {newest}: run flask migrate" if stale else "")


def words_compiled() -> Finding:
    compiled = Path(__file__).parents[1] / "translations/zh_Hans_CN/LC_MESSAGES/messages.mo"
    return Finding("Chinese words", "" if compiled.exists() else "run pybabel compile -d alliance/translations")


def disk(settings: Settings) -> Finding:
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return Finding("disk")
    place = Path(url.database).absolute()
    kinds = dict(_mounts())
    mount = next((str(parent) for parent in place.parents if str(parent) in kinds), "/")
    remote = kinds.get(mount) in NETWORK_DISKS
    return Finding(
        "disk", f"SQLite lies on a network disk ({kinds[mount]}): move it, or use PostgreSQL" if remote else ""
    )


def _mounts() -> Iterator[tuple[str, str]]:
    table = Path("/proc/mounts")
    for line in table.read_text().splitlines() if table.exists() else ():
        _, mount, kind, *_rest = line.split()
        yield mount, kind


def mail(settings: Settings) -> Finding:
    unsent = not settings.smtp_url and not settings.catches_mail
    return Finding("mail", "letters stay in the outbox: set ALLIANCE_SMTP_URL" if unsent else "")


def files(settings: Settings) -> Finding:
    """The folder is made with the first file, in the nearest one above it that is there."""
    if isinstance(settings.files, Bucket):
        return _bucket(settings.files)
    there = next(place for place in (settings.files, *settings.files.parents) if place.exists())
    writable = there.is_dir() and os.access(there, os.W_OK | os.X_OK)
    return Finding("files", "" if writable else f"nothing can be kept in {settings.files}: give the portal the right")


def _bucket(bucket: Bucket) -> Finding:
    store = BucketStore(bucket)
    try:
        store.remove(store.put(b"the doctor was here"))
    except StoreAway:
        return Finding("files", f"nothing can be kept in s3://{bucket.name}: see to the bucket, its address, the keys")
    return Finding("files")


def scanner(settings: Settings) -> Finding:
    away = bool(settings.clamd_url) and not Scanner(settings.clamd_url, seconds=3).answers()
    return Finding("virus scanner", "clamd does not answer: start it, or mend ALLIANCE_CLAMD_URL" if away else "")


def backed_up(settings: Settings) -> Finding:
    """Where the portal is not in production, nothing is lost that could not be made again."""
    last = last_backup(settings) if settings.https else None
    if not settings.https or (last and clock.now() - last.at < BACKUP_AGE_MOST):
        return Finding("backup")
    since = f"the last one is of {last.at:%Y-%m-%d}" if last else f"there is none in {settings.backups}"
    return Finding("backup", f"{since}: let flask backup run each night")


def address(settings: Settings) -> Finding:
    own = urlsplit(settings.base_url)
    open_http = own.scheme == "http" and not on_loopback(own.hostname or "")
    return Finding("address", "passwords travel in the open: set ALLIANCE_BASE_URL to https://…" if open_http else "")


def debugging() -> Finding:
    return Finding("debugging", "it shows the inside to everybody: unset FLASK_DEBUG" if current_app.debug else "")


def demonstration(database: Engine, settings: Settings) -> Finding:
    with Session(database) as session:
        shown = bool(accounts.present(session))
    reachable = not on_loopback(settings.host) or not on_loopback(urlsplit(settings.base_url).hostname or "")
    trouble = shown and reachable
    return Finding(
        "demonstration",
        "its password is public, and others reach this portal: start from an empty database" if trouble else "",
    )


def examine(database: Engine, settings: Settings) -> list[Finding]:
    """Every finding, sound ones too. What needs the schema is looked at only where there is one."""
    fixed: list[Callable[[], Finding]] = [chinese_font, words_compiled, debugging]
    findings = [look() for look in fixed]
    looks = (disk, files, backed_up, scanner, together.limits, mail, address)
    findings += [look(settings) for look in looks] + [schema(database)]
    if not findings[-1].mend:
        findings += [demonstration(database, settings), together.key(database), together.replica(database, settings)]
    return findings


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Say what is missing and how to mend it; exit 1 if anything is."""
    findings = examine(current_app.database, current_app.config["SETTINGS"])  # type: ignore[attr-defined]
    for finding in findings:
        click.echo(f"{'✗' if finding.mend else '✓'} {finding.what:16} {finding.mend or 'sound'}")
    if any(finding.mend for finding in findings):
        sys.exit(1)


COMMANDS = (doctor,)
