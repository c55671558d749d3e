"""The pages of quotas."""

from . import keeping_views, naming_views
from .blueprint import bp

__all__ = ["bp", "keeping_views", "naming_views"]
