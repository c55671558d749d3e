"""Letters that have lain in inboxes for long enough."""

from sqlalchemy import Engine

from ..inbox import marking
from .rounds import in_one


def forget_letters(database: Engine) -> int:
    """Erase what is older than letters are kept; how many."""
    return in_one(database, marking.forget)
