"""What the filters of the shelf are chosen from and only a migration changes: read once a day by each process."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..fraudtypes.queries import Catalogue, catalogue
from ..organisations.queries import Term, districts


@dataclass(frozen=True, slots=True)
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
