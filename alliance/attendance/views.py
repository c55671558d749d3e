"""Every page of the feature: the wall, one's own, the lists of whoever keeps the event."""

from . import hours_views, own_views, roll_views, wall_views
from .blueprint import bp

__all__ = ["bp", "hours_views", "own_views", "roll_views", "wall_views"]
