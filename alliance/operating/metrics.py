"""What is counted for Prometheus. Names and units after prometheus.io/docs/practices/naming.

Under gunicorn each worker writes into files of its own in the folder that PROMETHEUS_MULTIPROC_DIR names, and whichever
is asked sums them up.
"""

from collections.abc import Iterator

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from .queries import Standing

MEDIA_TYPE = CONTENT_TYPE_LATEST
disable_created_metrics()  # type: ignore[no-untyped-call]
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

REQUESTS = Counter("portal_requests", "Requests that were answered.", ("method", "rule", "status"))
SECONDS = Histogram("portal_request_seconds", "How long an answer took.", ("rule",), buckets=BUCKETS)
FAILURES = Counter("portal_failures", "Requests that failed on our side (500).", ("rule",))
STATEMENTS = Counter("portal_statements", "SQL statements.", ("rule",))
SLOW = Counter("portal_slow_statements", "SQL statements that took longer than ALLIANCE_SLOW_MS.")


class _Standing(Collector):
    """How the portal stands at this moment, by the database; what it does not know is left out."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing

    def collect(self) -> Iterator[GaugeMetricFamily]:
        now, bots, jobs = self.standing, self.standing.bots, self.standing.jobs
        for name, words, value in (
            ("portal_database_up", "Whether the database answers.", int(now.database_answers)),
            ("portal_letters_waiting", "Letters that are due, or were tried in vain.", now.waiting),
            ("portal_letters_oldest_seconds", "So long the oldest of them waits.", now.oldest_seconds),
            ("portal_worker_seconds", "Since a worker last said that it lives.", now.worker_seconds),
            ("portal_letters_given_up", "Letters that were given up.", now.given_up),
            ("portal_devices", "Devices that are signed in.", now.devices),
            (
                "portal_bot_messages_waiting",
                "Messages of bots that are due, or were tried in vain.",
                bots and bots.late,
            ),
            ("portal_bot_messages_oldest_seconds", "So long the oldest of them waits.", now.bots_seconds),
            ("portal_bots_stopped", "Bots that the portal stopped.", bots and bots.stopped),
            ("portal_jobs_waiting", "Jobs that wait for a worker.", jobs and jobs.waiting),
            ("portal_jobs_oldest_seconds", "So long the first of them waits.", now.jobs_seconds),
            ("portal_jobs_running", "Jobs under way.", jobs and jobs.running),
            ("portal_jobs_failed", "Jobs that were not done, in the last 24 hours.", jobs and jobs.failed),
            ("portal_jobs_broken", "Those of them that failed by a fault on our side.", jobs and jobs.broken),
        ):
            if value is not None:
                yield GaugeMetricFamily(name, words, value=value)


def told(standing: Standing) -> bytes:
    """All of it in the text format of Prometheus, whichever process counted it."""
    counted, now = CollectorRegistry(), CollectorRegistry()
    try:
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    except ValueError:  # no folder is named: this process is the only one
        counted = REGISTRY
    now.register(_Standing(standing))
    return generate_latest(counted) + generate_latest(now)
