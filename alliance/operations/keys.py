"""Where a list that is ordered by days goes on."""

from datetime import date
from uuid import UUID

from ..foundation.kernel.errors import Refusal
from ..foundation.web import listing


def after_day() -> tuple[date, UUID] | None:
    """The day and the id of the row that this page follows; None on the first page."""
    key = listing.after_row()
    if key is None:
        return None
    try:
        return date.fromisoformat(key[0]), key[1]
    except ValueError as damaged:
        raise Refusal(listing.DAMAGED) from damaged
