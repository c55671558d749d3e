"""Every page of the feature: the applicant's own, the way back to it, the officers'."""

from . import admission_views, follow_views, own_views, review_views
from .blueprint import bp

__all__ = ["admission_views", "bp", "follow_views", "own_views", "review_views"]
