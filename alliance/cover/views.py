"""The pages of cover, all on one blueprint."""

from . import answer_views, asking_views
from .blueprint import bp

__all__ = ["answer_views", "asking_views", "bp"]
