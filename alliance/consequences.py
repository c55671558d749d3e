"""When this happens, then that: the one table that says who is told, and what follows, from each event."""

import hashlib
import inspect
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from .journal import events as journal
from .journal.record import Journal, Reaction
from .matrix import commands as seating
from .matrix import events as matrix
from .organisations import events as organisations
from .people import events as people
from .sheets import events as sheets

EVENTS: Sequence[ModuleType] = (
    journal,
    organisations,
    people,
    matrix,
    sheets,
)

CONSEQUENCES: dict[type[Any], Sequence[Reaction]] = {
    organisations.OrganisationLeft: (seating.end_seats_of_departed,),
    organisations.OrganisationMerged: (seating.end_seats_of_departed,),
}


def set_up(secret_key: str) -> None:
    """Give the journal its key (derived from the portal's, so not in the database), its words and its reactions."""
    Journal.key = hashlib.sha256(b"journal:" + secret_key.encode()).digest()
    Journal.reactions = CONSEQUENCES
    Journal.words = {
        name: event.words
        for module in EVENTS
        for name, event in inspect.getmembers(module, inspect.isclass)
        if hasattr(event, "words")
    }
