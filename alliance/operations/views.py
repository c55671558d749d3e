"""Every page of the feature: operations, their stages, their hotspots."""

from . import gate_views, hotspot_views, log_views, operation_views, paper_views, stage_views, writing_views
from .blueprint import bp

__all__ = [
    "bp",
    "gate_views",
    "hotspot_views",
    "log_views",
    "operation_views",
    "paper_views",
    "stage_views",
    "writing_views",
]
