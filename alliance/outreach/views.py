"""Every page of the feature: telling, one report, the totals."""

from . import overview_views, own_views, report_views
from .blueprint import bp

__all__ = ["bp", "overview_views", "own_views", "report_views"]
