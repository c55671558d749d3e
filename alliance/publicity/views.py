"""Every page of the feature: the calendar, events, their programmes, what came of them, feeds."""

from . import (
    after_views,
    deciding_views,
    event_views,
    feed_views,
    formation_views,
    point_views,
    programme_views,
    writing_views,
)
from .blueprint import bp

__all__ = [
    "after_views",
    "bp",
    "deciding_views",
    "event_views",
    "feed_views",
    "formation_views",
    "point_views",
    "programme_views",
    "writing_views",
]
