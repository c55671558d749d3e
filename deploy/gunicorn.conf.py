"""How gunicorn serves the portal: `gunicorn --config deploy/gunicorn.conf.py app:app`, from the portal's folder.

Not preloaded: then HUP starts workers that read the new code, while the old ones answer what they have accepted. A
preloaded portal would save some memory and keep running the old code until a restart.
"""

import os
import select
from pathlib import Path

import structlog
from jinja2 import FunctionLoader

# Where each worker counts for /metrics; whichever is asked sums up. What counts asks for it when it is imported.
_counts = Path(os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", "/run/portal/metrics"))

from prometheus_client import multiprocess  # noqa: E402 - after this

bind = os.environ.get("GUNICORN_BIND", "unix:/run/portal/web.sock").split(",")
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 12
preload_app = False

# A worker that is to end has this long for what it has begun; the longest that a page may ask the database is 20 s.
graceful_timeout = 30
timeout = 60
# nginx asks anew for each request, and no visitor reaches gunicorn itself.
keepalive = 2
# The heart-beat of a worker is a file: in memory, so that a slow disk kills nobody.
worker_tmp_dir = "/dev/shm"  # noqa: S108 - memory, and the file in it is made for nobody else
# No socket by which others of this user could steer it.
control_socket_disable = True

# Each request is a line that the portal itself writes, without addresses. gunicorn's own lines look alike.
accesslog = None
_line = {
    "()": structlog.stdlib.ProcessorFormatter,
    "processor": structlog.processors.JSONRenderer(ensure_ascii=False),
    "foreign_pre_chain": [
        structlog.processors.TimeStamper(fmt="iso", key="at"),
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.format_exc_info,
    ],
}
if os.environ.get("ALLIANCE_LOG") != "words":
    logconfig_dict = {
        "formatters": {"line": _line},
        "handlers": {"line": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"}},
        "root": {"level": "INFO", "handlers": ["line"]},
        "loggers": {
            "gunicorn.error": {"level": "INFO", "handlers": [], "propagate": True},
            "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},  # or it were on again
        },
    }


def on_starting(server):
    """Counting begins anew with the master, and goes on over a HUP."""
    _counts.mkdir(parents=True, exist_ok=True)
    for old in _counts.glob("*.db"):
        old.unlink()


def pre_fork(server, worker):
    """On a reload gunicorn stops the old workers as soon as all new ones are made, though none of them has loaded the
    portal yet. So a new one is made only when the one before it is ready, or has failed, or has had its time: then
    somebody answers at every moment."""
    last, server.last_made = getattr(server, "last_made", None), os.pipe()
    if last is not None:
        read, write = last
        os.close(write)
        if len(server.WORKERS) >= server.num_workers:
            select.select([read], [], [], graceful_timeout)
        os.close(read)


def post_fork(server, worker):
    worker.says_ready = server.last_made[1]


def post_worker_init(worker):
    keep_templates(worker.wsgi.jinja_env)
    os.write(worker.says_ready, b".")


def keep_templates(environment):
    """Templates are read when they are first shown. In an update new ones lie there before the reload, and the old code
    knows nothing of what they name: so each worker reads all of them at its start, and shows these until its end."""
    loader = environment.loader
    sources = {name: loader.get_source(environment, name)[:2] for name in loader.list_templates()}
    environment.loader = FunctionLoader(lambda name: (*sources[name], None) if name in sources else None)
    environment.cache.clear()


def child_exit(server, worker):
    multiprocess.mark_process_dead(worker.pid)
