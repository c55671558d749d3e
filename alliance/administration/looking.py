"""What takes time to look at, each look a dictionary of plain values. Only the worker looks."""

import platform
import shutil
import tomllib
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url

from ..config import ROOT, Settings
from ..config_values import Bucket
from ..files.scanning import Scanner
from ..plaques.pdf import chinese_font_present
from ..safekeeping.manifest import last_backup
from .certifying import certificate
from .vocabulary import Looked

LIBRARIES = ("Flask", "SQLAlchemy", "Jinja2", "Werkzeug", "WeasyPrint", "psycopg", "cryptography")
SCANNER_SECONDS = 3


def looks(database: Engine, settings: Settings) -> Mapping[Looked, Callable[[], dict[str, Any]]]:
    """Every look that the worker takes."""
    return {
        Looked.DATABASE: lambda: _database(database),
        Looked.FONTS: lambda: {"present": chinese_font_present()},
        Looked.MAIL: lambda: {"named": bool(settings.smtp_url)},
        Looked.SCANNER: lambda: _scanner(settings.clamd_url),
        Looked.BACKUP: lambda: _backup(settings),
        Looked.DISKS: lambda: _disks(database, settings),
        Looked.CERTIFICATE: lambda: certificate(settings.base_url),
        Looked.VERSIONS: _versions,
    }


def _database(database: Engine) -> dict[str, Any]:
    from ..foundation.store import migrate

    current = migrate.current_revision(database)
    named = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[database.dialect.name]
    number = ".".join(str(part) for part in database.dialect.server_version_info or ())
    return {"version": f"{named} {number}", "revision": current or "", "newest": migrate.newest_revision()}


def _scanner(url: str) -> dict[str, Any]:
    return {"named": bool(url), "answers": bool(url) and Scanner(url, seconds=SCANNER_SECONDS).answers()}


def _backup(settings: Settings) -> dict[str, Any]:
    """`production`: others reach the portal, so there is something to lose."""
    last = last_backup(settings)
    return {"at": last.at.isoformat() if last else None, "production": settings.https}


def _disks(database: Engine, settings: Settings) -> dict[str, Any]:
    """A server's disk is not seen from here: of PostgreSQL only what it takes is told."""
    url = make_url(settings.database_url)
    if database.dialect.name == "postgresql":
        with database.connect() as connection:
            own: dict[str, Any] = {"taken": connection.scalar(text("SELECT pg_database_size(current_database())"))}
    else:
        own = _space(Path(url.database or ".").absolute().parent)
    stored = settings.files
    files = {"bucket": stored.name} if isinstance(stored, Bucket) else _space(stored)
    return {"database": own, "files": files, "backups": _space(settings.backups)}


def _space(folder: Path) -> dict[str, int]:
    """Of the disk on which the folder is, or will be."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    usage = shutil.disk_usage(there)
    return {"free": usage.free, "total": usage.total}


def _versions() -> dict[str, Any]:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {
        "portal": told["project"]["version"],
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }
