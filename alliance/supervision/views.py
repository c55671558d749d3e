"""Every page of the feature: who is due and the ladder, measures and their letters, the three lists, files."""

from . import (
    answer_views,
    file_views,
    judging_views,
    ladder_views,
    letter_views,
    measure_views,
    mending_views,
    problem_views,
    proposing_views,
    taking_views,
)
from .blueprint import bp

__all__ = [
    "answer_views",
    "bp",
    "file_views",
    "judging_views",
    "ladder_views",
    "letter_views",
    "measure_views",
    "mending_views",
    "problem_views",
    "proposing_views",
    "taking_views",
]
