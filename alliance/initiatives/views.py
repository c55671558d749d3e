"""Every page of the feature: the lists, the draft, the reading, the answer, the center's table, the asks."""

from . import answer_views, ask_views, center_views, draft_views, file_views, reading_views
from .blueprint import bp

__all__ = ["answer_views", "ask_views", "bp", "center_views", "draft_views", "file_views", "reading_views"]
