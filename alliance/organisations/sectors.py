"""The list of sectors: added to, renamed, retired from a day on. None is deleted, for organisations hold on to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.upsert import insert_or
from ..foundation.store.work import Work
from ..journal.record import record
from .events import SectorAdded, SectorKept, sector_id
from .model import Organisation, OrganisationState, Sector

CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
IN_ALLIANCE = (OrganisationState.MEMBER, OrganisationState.SUSPENDED)


@dataclass(frozen=True, slots=True)
class SectorText:
    """`to_on`: the first day on which none is chosen any more; None while it stands."""

    zh: str
    en: str
    position: int
    from_on: date
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class SectorLine:
    """A sector, and how many organisations of the alliance have it."""

    code: str
    zh: str
    en: str
    position: int
    from_on: date
    to_on: date | None
    organisations: int

    def stands_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or self.to_on > day)


def every(work: Work, *which: ColumnElement[bool]) -> Sequence[SectorLine]:
    """All that stand, stood or will stand, in their order; one statement."""
    s, o = Sector, Organisation
    counted = select(func.count()).where(o.sector_code == s.code, o.state.in_(IN_ALLIANCE)).correlate(s)
    columns = (s.code, s.zh, s.en, s.position, s.from_on, s.to_on, counted.scalar_subquery())
    return [
        SectorLine(*row) for row in work.session.execute(select(*columns).where(*which).order_by(s.position, s.code))
    ]


def reading(work: Work, sector_code: str) -> SectorLine | None:
    return next(iter(every(work, Sector.code == sector_code)), None)


def add(work: Work, code: str, text: SectorText) -> None:
    """One more, to choose from a day on. Of two who give the same code at once the database takes one."""
    if not CODE.fullmatch(code):
        raise Invalid("code", N_("A code begins with a letter and holds small letters, digits and single low lines."))
    _check(work, code, text)
    plain = {name: getattr(text, name) for name in SectorText.__dataclass_fields__}
    made = insert_or(work.session, Sector).values(code=code, **plain).on_conflict_do_nothing().returning(Sector.code)
    if work.session.scalar(made) is None:
        raise Invalid("code", N_("This code is already taken."))
    record(work, SectorAdded(sector_id(code), code))


def keep(work: Work, code: str, text: SectorText) -> None:
    """Rename it, move it, let it end or stand again."""
    sector = work.session.get_one(Sector, code, with_for_update=True)
    changed = tuple(name for name in SectorText.__dataclass_fields__ if getattr(sector, name) != getattr(text, name))
    if "to_on" in changed and text.to_on and text.to_on < local_day(work.now):
        raise Invalid("to_on", N_("This day has passed. Choose today or a later day."))
    _check(work, code, text)
    for name in changed:
        setattr(sector, name, getattr(text, name))
    if changed:
        record(work, SectorKept(sector_id(code), code, changed))


def _check(work: Work, code: str, text: SectorText) -> None:
    """Sheets name a sector by its Chinese name: two that stand may not bear the same."""
    if text.to_on and text.to_on <= text.from_on:
        raise Invalid("to_on", N_("It cannot end before it began."))
    for other in every(work, Sector.zh == text.zh, Sector.code != code):
        if other.to_on is None or other.to_on > local_day(work.now):
            raise Invalid("zh", N_("Another one bears this name already."))
