"""Where the tries are counted that the limits of the doors allow: in Redis by all nodes together, or by each alone."""

from typing import Any

SECONDS_TO_ANSWER = 1
TRIES_MORE = 1
"""A connection that was kept may have ended meanwhile; a page does not wait for a Redis that is away."""
PREFIX = "alliance-limits"


def counted_at(url: str) -> dict[str, Any]:
    """What Flask-Limiter is told. While Redis is away each process counts for itself and looks for it again, after a
    second at first and half a minute at last."""
    if url.startswith("memory:"):
        return {"RATELIMIT_STORAGE_URI": url}
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return {
        "RATELIMIT_STORAGE_URI": url,
        "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED": True,
        "RATELIMIT_STORAGE_OPTIONS": {
            "socket_connect_timeout": SECONDS_TO_ANSWER,
            "socket_timeout": SECONDS_TO_ANSWER,
            "retry": Retry(NoBackoff(), TRIES_MORE),
            "key_prefix": PREFIX,
        },
    }
