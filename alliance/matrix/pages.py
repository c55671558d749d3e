"""All pages of the matrix, on its one blueprint: what stands, how it is kept, and who sits where."""

from . import founding_views, seat_views
from .views import bp

__all__ = ["bp", "founding_views", "seat_views"]
