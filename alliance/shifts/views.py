"""The pages of shifts, all on one blueprint."""

from . import browse_views, keeping_views, own_views
from .blueprint import bp

__all__ = ["bp", "browse_views", "keeping_views", "own_views"]
