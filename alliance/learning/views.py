"""Every page of the feature: the edition's, its comments, what is taken along, what is followed."""

from . import comment_views, edition_views, follow_views, paper_views
from .blueprint import bp

__all__ = ["bp", "comment_views", "edition_views", "follow_views", "paper_views"]
