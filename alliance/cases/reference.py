"""What forms and filters are chosen from and changes from one day to the next: read once a day by each process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.language import in_chinese
from ..fraudtypes.queries import Catalogue, catalogue
from ..organisations.queries import Term, districts


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    types: Catalogue
    districts: Sequence[Term]


_kept: dict[Any, tuple[date, Reference]] = {}


def reference(work: Work) -> Reference:
    """Two statements, the first time on a day. Which list of types stands depends on the day."""
    database, today = work.session.get_bind().engine.url, local_day(work.now)
    kept = _kept.get(database)
    if kept is None or kept[0] != today:
        kept = _kept[database] = (today, Reference(catalogue(work), districts(work)))
    return kept[1]


@dataclass(frozen=True, slots=True)
class Offered:
    """The same as choices, (value, name), in one language. `types`: every heading of every list by the name of its
    list, for an old heading finds the cases of a new one; `standing`: those to choose from for a new case."""

    types: Mapping[str, Sequence[tuple[str, str]]]
    standing: Mapping[str, Sequence[tuple[str, str]]]
    districts: Sequence[tuple[str, str]]


def offered(work: Work) -> Offered:
    return _offered(reference(work), in_chinese())


@lru_cache(maxsize=4)
def _offered(known: Reference, chinese: bool) -> Offered:
    def name(one: Any) -> str:
        return str(one.zh if chinese else one.en)

    types = {name(listed): tuple((str(one.id), name(one)) for one in listed.types) for listed in known.types.lists}
    lists = [listed for listed in known.types.lists if listed.stands]
    standing = {name(listed): tuple((str(one.id), name(one)) for one in listed.standing) for listed in lists}
    districts = tuple((term.code, name(term)) for term in known.districts)
    return Offered(types, standing, districts)
