"""Every page of the directory: the members, and what changes their standing."""

from . import life_views, member_views
from .blueprint import bp

__all__ = ["bp", "life_views", "member_views"]
