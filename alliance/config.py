"""Settings from the environment, checked before anything starts: a wrong value is one clear line, not a stack trace."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from . import config_values as values
from .config_values import Bucket

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment decides. The README's table says what each variable means."""

    database_url: str
    replica_url: str
    host: str
    port: int
    base_url: str
    demo: bool
    secret_key: str
    smtp_url: str
    mail_from: str
    limits_url: str
    queue_url: str
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
    bot_hosts: frozenset[str]
    bot_loopback: bool
    log: str
    slow_ms: int
    metrics_token: str
    testing: bool = False

    @property
    def catches_mail(self) -> bool:
        """No mail server is named, and nobody else can reach the portal."""
        return not self.smtp_url and self.own_machine

    @property
    def own_machine(self) -> bool:
        """Nobody but this machine can reach the portal."""
        return values.on_loopback(self.host) and values.on_loopback(urlsplit(self.base_url).hostname or "")

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
    host = values.host_name(environment.get("ALLIANCE_HOST", "127.0.0.1"))
    port = values.port_number(environment.get("ALLIANCE_PORT", "8000"))
    base_url = values.base_address(environment.get("ALLIANCE_BASE_URL") or values.own_address(host, port))
    shows_itself = "0" if base_url.startswith("https://") else "1"
    database_url = values.database_url(environment.get("ALLIANCE_DATABASE_URL") or f"sqlite:///{instance}/alliance.db")
    return Settings(
        database_url=database_url,
        replica_url=values.replica_url(environment.get("ALLIANCE_REPLICA_URL", ""), database_url),
        host=host,
        port=port,
        base_url=base_url,
        demo=values.switched("ALLIANCE_DEMO", environment.get("ALLIANCE_DEMO") or shows_itself),
        secret_key=values.secret_key(environment.get("ALLIANCE_SECRET_KEY"), instance),
        smtp_url=values.smtp_url(environment.get("ALLIANCE_SMTP_URL", "")),
        mail_from=environment.get("ALLIANCE_MAIL_FROM", "portal@alliance.example"),
        limits_url=values.limits_url(environment.get("ALLIANCE_LIMITS_URL", "memory://")),
        queue_url=values.queue_url(environment.get("ALLIANCE_QUEUE_URL", "")),
        instance=instance,
        organiser=environment.get("ALLIANCE_ORGANISER", "太原市反诈骗中心"),
        contact=environment.get("ALLIANCE_CONTACT", "96110"),
        icp=environment.get("ALLIANCE_ICP", ""),
        police_record=environment.get("ALLIANCE_POLICE_RECORD", ""),
        site_code=environment.get("ALLIANCE_SITE_CODE", ""),
        files=values.files_place(environment, instance / "files"),
        backups=Path(environment.get("ALLIANCE_BACKUPS") or instance / "backups").absolute(),
        clamd_url=values.clamd_url(environment.get("ALLIANCE_CLAMD_URL", "")),
        travel_minutes=values.whole(
            "ALLIANCE_TRAVEL_MINUTES", environment.get("ALLIANCE_TRAVEL_MINUTES", "30"), 0, 600
        ),
        offer_hours=values.whole("ALLIANCE_OFFER_HOURS", environment.get("ALLIANCE_OFFER_HOURS", "12"), 1, 168),
        bot_hosts=values.bot_hosts(environment.get("ALLIANCE_BOT_HOSTS", "")),
        bot_loopback=values.switched("ALLIANCE_BOT_LOOPBACK", environment.get("ALLIANCE_BOT_LOOPBACK") or "0"),
        log=values.log_form(environment.get("ALLIANCE_LOG", ""), base_url),
        slow_ms=values.whole("ALLIANCE_SLOW_MS", environment.get("ALLIANCE_SLOW_MS", "200"), 1, 60_000),
        metrics_token=values.metrics_token(environment.get("ALLIANCE_METRICS_TOKEN", "")),
        testing=environment.get("ALLIANCE_TESTING") == "1",
    )
