"""Every page of the feature: the center's, the organisations', the board."""

from . import (
    assignment_views,
    board_views,
    bulk_views,
    center_views,
    leader_views,
    own_views,
    report_views,
    role_views,
    sheet_views,
)
from .blueprint import bp

__all__ = [
    "assignment_views",
    "board_views",
    "bp",
    "bulk_views",
    "center_views",
    "leader_views",
    "own_views",
    "report_views",
    "role_views",
    "sheet_views",
]
