"""Every page of the matrix: what stands, how it is kept, and who sits where."""

from . import founding_views, group_views, seat_views
from .blueprint import bp

__all__ = ["bp", "founding_views", "group_views", "seat_views"]
