"""Every page of the feature: the writer's, the center's, the readers'."""

from . import (
    file_views,
    own_views,
    reading_views,
    release_views,
    review_views,
    shelf_views,
    similar_views,
    taking_views,
)
from .blueprint import bp

__all__ = [
    "bp",
    "file_views",
    "own_views",
    "reading_views",
    "release_views",
    "review_views",
    "shelf_views",
    "similar_views",
    "taking_views",
]
