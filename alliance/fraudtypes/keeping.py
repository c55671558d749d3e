"""The headings of fraud types as an administrator keeps them: added, renamed, retired. None is deleted, for cases hold
on to it. Each process reads the lists once a day: what is added or retired is so from tomorrow on at the earliest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, insert, or_, select

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.ids import new_id
from ..foundation.kernel.words import N_
from ..foundation.store.upsert import insert_or
from ..foundation.store.work import Work
from ..journal.record import record
from .events import HeadingAdded, HeadingKept
from .model import FraudConcept, FraudType, FraudTypeCovers, FraudTypeList

CODE = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
TOMORROW = N_("The lists are read once a day. Choose tomorrow or a later day.")


@dataclass(frozen=True, slots=True)
class HeadingText:
    """`to_on`: the first day on which it is not chosen any more; None while it stands."""

    zh: str
    en: str
    position: int
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewHeading:
    """`concepts`: the codes of what it covers, by which cases of other lists are found under it."""

    code: str
    text: HeadingText
    from_on: date
    concepts: Sequence[str]


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A heading as it is now, not as it was read this morning; `list_*`: of its list."""

    id: UUID
    list_code: str
    code: str
    zh: str
    en: str
    position: int
    from_on: date
    to_on: date | None
    list_zh: str
    list_en: str
    list_to_on: date | None

    def stands_on(self, day: date) -> bool:
        ended = any(end is not None and end <= day for end in (self.to_on, self.list_to_on))
        return self.from_on <= day and not ended


@dataclass(frozen=True, slots=True)
class KeptList:
    code: str
    zh: str
    en: str
    to_on: date | None


def headings(work: Work, *which: ColumnElement[bool]) -> Sequence[HeadingLine]:
    """Of every list, the newest list first; one statement."""
    k, listed = FraudType, FraudTypeList
    from_on = func.coalesce(k.from_on, listed.from_on)
    columns = (k.id, k.list_code, k.code, k.zh, k.en, k.position, from_on, k.to_on, listed.zh, listed.en, listed.to_on)
    asked = select(*columns).join(listed, listed.code == k.list_code).where(*which)
    ordered = asked.order_by(listed.position.desc(), k.list_code, k.position, k.id)
    return [HeadingLine(*row) for row in work.session.execute(ordered)]


def heading(work: Work, heading_id: UUID) -> HeadingLine | None:
    return next(iter(headings(work, FraudType.id == heading_id)), None)


def open_list(work: Work, list_code: str) -> KeptList | None:
    """A list that may still get headings: it has not ended."""
    one = FraudTypeList
    goes_on = or_(one.to_on.is_(None), one.to_on > local_day(work.now))
    row = work.session.execute(
        select(one.code, one.zh, one.en, one.to_on).where(one.code == list_code, goes_on)
    ).first()
    return KeptList(*row) if row else None


def open_lists(work: Work) -> Sequence[str]:
    """The codes of those."""
    one = FraudTypeList
    return work.session.scalars(select(one.code).where(or_(one.to_on.is_(None), one.to_on > local_day(work.now)))).all()


def concepts(work: Work) -> Sequence[tuple[str, str, str]]:
    """Code and names of everything that a heading may cover."""
    c = FraudConcept
    return [(row.code, row.zh, row.en) for row in work.session.execute(select(c.code, c.zh, c.en).order_by(c.position))]


def add(work: Work, list_code: str, new: NewHeading) -> None:
    """One more heading of the list. Of two who give the same code at once the database takes one."""
    if not CODE.fullmatch(new.code):
        raise Invalid("code", N_("A code begins with a letter and holds small letters, digits and single low lines."))
    if new.from_on <= local_day(work.now):
        raise Invalid("from_on", TOMORROW)
    _check_name(work, list_code, new.code, new.text.zh)
    plain = {name: getattr(new.text, name) for name in ("zh", "en", "position")}
    row = {"id": new_id(), "list_code": list_code, "code": new.code, "from_on": new.from_on, **plain}
    made = insert_or(work.session, FraudType).values(row).on_conflict_do_nothing().returning(FraudType.id)
    heading_id = work.session.scalar(made)
    if heading_id is None:
        raise Invalid("code", N_("This code is already taken."))
    covered = [{"fraud_type_id": heading_id, "concept_code": code} for code in new.concepts]
    work.session.execute(insert(FraudTypeCovers), covered)
    record(work, HeadingAdded(heading_id, new.code))


def keep(work: Work, heading_id: UUID, text: HeadingText) -> None:
    """Rename it, move it, let it end or stand again."""
    kept = work.session.get_one(FraudType, heading_id, with_for_update=True)
    changed = tuple(name for name in HeadingText.__dataclass_fields__ if getattr(kept, name) != getattr(text, name))
    if "to_on" in changed:
        _check_end(work, kept, text.to_on)
    _check_name(work, kept.list_code, kept.code, text.zh)
    for name in changed:
        setattr(kept, name, getattr(text, name))
    if changed:
        record(work, HeadingKept(kept.id, changed))


def _check_end(work: Work, kept: FraudType, to_on: date | None) -> None:
    if to_on is not None and to_on <= local_day(work.now):
        raise Invalid("to_on", TOMORROW)
    if to_on is not None and kept.from_on is not None and to_on <= kept.from_on:
        raise Invalid("to_on", N_("It cannot end before it began."))


def _check_name(work: Work, list_code: str, code: str, zh: str) -> None:
    k, today = FraudType, local_day(work.now)
    others = (k.list_code == list_code, k.code != code, k.zh == zh, or_(k.to_on.is_(None), k.to_on > today))
    if work.session.scalar(select(k.id).where(*others).limit(1)) is not None:
        raise Invalid("zh", N_("Another one bears this name already."))
