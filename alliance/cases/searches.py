"""Searches that a person keeps under a name, for itself alone."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select

from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..people.model import Person
from . import events
from .found_model import SEARCHES_MOST, SHELF, SavedSearch


@dataclass(frozen=True, slots=True)
class SearchText:
    """`address`: the filters as an address has them, without a page; `place`: the page that they are of."""

    title: str
    address: str
    place: str = SHELF


def find(work: Work, search_id: UUID, **_address: Any) -> SavedSearch | None:
    return work.session.get(SavedSearch, search_id)


def keep(work: Work, said: SearchText) -> SavedSearch:
    """Keep a search; under a title that the person has used, it takes the place of the one before."""
    work.session.execute(select(Person.id).where(Person.id == work.person_id).with_for_update())
    own = and_(SavedSearch.person_id == work.person_id, SavedSearch.place == said.place)
    search = work.session.scalar(select(SavedSearch).where(own, SavedSearch.title == said.title))
    if search is None:
        if (work.session.scalar(select(func.count()).where(own)) or 0) >= SEARCHES_MOST:
            words = N_("You keep %(most)d searches already. Drop one that you no longer need.")
            raise Invalid("title", words, most=SEARCHES_MOST)
        search = SavedSearch(person_id=work.person_id, place=said.place, title=said.title)
    search.address, search.kept_at = said.address, work.now
    work.session.add(search)
    work.session.flush()
    record(work, events.SearchKept(search.id))
    return search


def drop(work: Work, search: SavedSearch) -> None:
    work.session.delete(search)
    work.session.flush()
    record(work, events.SearchDropped(search.id))
