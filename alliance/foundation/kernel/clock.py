"""The one place that asks what time it is."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LOCAL_ZONE = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def local_day(moment: datetime) -> date:
    """The calendar day of `moment` in the alliance's own zone."""
    return moment.astimezone(LOCAL_ZONE).date()


def first_of(day: date) -> datetime:
    """The first moment of `day` in the alliance's own zone."""
    return datetime.combine(day, time(), LOCAL_ZONE)
