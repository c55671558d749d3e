"""Every page of the feature: the shelf, the draft, the approval, the links and their reach."""

from . import draft_views, link_views, move_views, shelf_views
from .blueprint import bp

__all__ = ["bp", "draft_views", "link_views", "move_views", "shelf_views"]
