"""The log as lists and single reports, always through `visibility.readable`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, select, tuple_
from sqlalchemy.orm import aliased

from ..foundation.kernel.actor import Role
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..journal.record import record
from ..materials.model import MaterialLink, MaterialVersion
from ..materials.vocabulary import VersionState
from ..matrix.model import Seat
from ..matrix.queries import open_on
from ..organisations.model import Organisation
from . import events
from .model import Outreach, OutreachChannel, OutreachFigure
from .visibility import readable
from .vocabulary import CountMethod

SHEET_MOST = 20_000
ListKey = tuple[date, UUID]


@dataclass(frozen=True, slots=True)
class OutreachFilter:
    """What is asked for; what is empty asks for nothing. The months from `since` to `until`, both included;
    `alliance`: in which the organisation sits today."""

    since: date
    until: date
    channel: str = ""
    alliance: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True)
class OutreachLine:
    """A report. `material`: the title of what was used, empty where none was named; `before`: the figure that it
    corrects, None where it is the first."""

    id: UUID
    month: date
    channel_code: str
    channel_zh: str
    channel_en: str
    organisation_id: UUID
    organisation: str
    district_code: str
    material: str
    reach: int
    method: CountMethod
    revision: int
    before: int | None
    words: str
    link: str
    told_at: datetime
    material_id: UUID | None


@dataclass(frozen=True, slots=True)
class OutreachPage:
    lines: Sequence[OutreachLine]
    next_key: ListKey | None


@dataclass(frozen=True, slots=True)
class Taken:
    """`fit`: how many there are, of which `lines` are the first."""

    lines: Sequence[OutreachLine]
    fit: int


def key_of(month: str, outreach_id: str) -> ListKey:
    """What the address of a page says of the row before it."""
    return date.fromisoformat(month), UUID(outreach_id)


def listed(work: Work, wanted: OutreachFilter, after: ListKey | None = None) -> OutreachPage:
    """The newest month first, those behind `after`; one statement."""
    o, asked = Outreach, lines(work).where(*fitting(work, wanted))
    if after:
        mark = tuple_(literal(after[0], o.month.type), literal(after[1], o.id.type))
        asked = asked.where(tuple_(o.month, o.id) < mark)
    found = [OutreachLine(*row) for row in work.session.execute(asked.limit(PAGE_ROWS + 1))]
    last = found[PAGE_ROWS - 1] if len(found) > PAGE_ROWS else None
    return OutreachPage(found[:PAGE_ROWS], (last.month, last.id) if last else None)


def take(work: Work, wanted: OutreachFilter) -> Taken:
    """The first SHEET_MOST that fit, to leave the portal as a sheet; who took them is on record."""
    taken = look(work, wanted)
    note(work, taken)
    return taken


def look(work: Work, wanted: OutreachFilter) -> Taken:
    asked = lines(work).where(*fitting(work, wanted))
    found = [OutreachLine(*row) for row in work.session.execute(asked.limit(SHEET_MOST + 1))]
    fit = count(work, wanted) if len(found) > SHEET_MOST else len(found)
    return Taken(found[:SHEET_MOST], fit)


def note(work: Work, taken: Taken) -> None:
    record(work, events.OutreachTaken(work.person_id, len(taken.lines), taken.fit))


def count(work: Work, wanted: OutreachFilter) -> int:
    """How many reports fit."""
    fit = lines(work).where(*fitting(work, wanted)).with_only_columns(func.count()).order_by(None)
    return work.session.scalar(fit) or 0


def fitting(work: Work, wanted: OutreachFilter) -> list[ColumnElement[bool]]:
    """What fits and may be read, in a statement that joins the `Organisation`."""
    found = [readable(work), Outreach.month >= wanted.since, Outreach.month <= wanted.until]
    if wanted.channel:
        found.append(Outreach.channel_code == wanted.channel)
    if wanted.district:
        found.append(Organisation.district_code == wanted.district)
    if wanted.alliance:
        seated = (Seat.organisation_id == Outreach.organisation_id, Seat.alliance_code == wanted.alliance)
        found.append(exists().where(*seated, open_on(Seat, local_day(work.now))))
    return found


def lines(work: Work) -> Select[Any]:
    o, channel, before = Outreach, OutreachChannel, aliased(OutreachFigure)
    told_before = and_(before.outreach_id == o.id, before.revision == o.revision - 1)
    told: tuple[Any, ...] = (o.reach, o.method, o.revision, before.reach, o.words, o.link, o.told_at, o.material_id)
    return (
        select(o.id, o.month, channel.code, channel.zh, channel.en, o.organisation_id, Organisation.name)
        .add_columns(Organisation.district_code, func.coalesce(title_of(o.material_id), ""), *told)
        .join(channel, channel.code == o.channel_code)
        .join(Organisation, Organisation.id == o.organisation_id)
        .outerjoin(before, told_before)
        .where(readable(work))
        .order_by(o.month.desc(), o.id.desc())
    )


def title_of(material_id: Any) -> Any:
    """The title of a material in its newest version that was ever approved: members may know of it."""
    v = aliased(MaterialVersion)
    newest = select(v.title).where(v.material_id == material_id, v.approved_at.is_not(None))
    return newest.order_by(v.number.desc()).limit(1).correlate(Outreach, MaterialLink).scalar_subquery()


def reading(work: Work, outreach_id: UUID, **_address: Any) -> OutreachLine | None:
    """One report, if the actor may read it."""
    row = work.session.execute(lines(work).where(Outreach.id == outreach_id)).first()
    values: list[Any] = [*row] if row else []
    return OutreachLine(*values) if row else None


@dataclass(frozen=True, slots=True)
class FigureLine:
    revision: int
    reach: int
    method: CountMethod
    told_at: datetime
    office: Role


def figures(work: Work, outreach_id: UUID) -> Sequence[FigureLine]:
    """Every figure that was told, the newest first."""
    f = OutreachFigure
    asked = select(f.revision, f.reach, f.method, f.told_at, f.office).where(f.outreach_id == outreach_id)
    return [FigureLine(*row) for row in work.session.execute(asked.order_by(f.revision.desc()))]


def own_last(work: Work) -> OutreachLine | None:
    """What the own organisation told last: with this its next form begins."""
    own = Outreach.organisation_id == work.actor.organisation_id
    asked = lines(work).where(own).order_by(None).order_by(Outreach.told_at.desc(), Outreach.id).limit(1)
    row = work.session.execute(asked).first()
    values: list[Any] = [*row] if row else []
    return OutreachLine(*values) if row else None


def still_to_tell(work: Work, month: date, last_month: date) -> Sequence[OutreachLine]:
    """What the own organisation told of `last_month` and has not told of `month` yet: one statement."""
    o, now = Outreach, aliased(Outreach)
    told = exists().where(
        now.organisation_id == o.organisation_id,
        now.channel_code == o.channel_code,
        now.month == month,
        now.material_id.is_not_distinct_from(o.material_id),
    )
    own = (o.organisation_id == work.actor.organisation_id, o.month == last_month)
    return [OutreachLine(*row) for row in work.session.execute(lines(work).where(*own, ~told).limit(PAGE_ROWS))]


def own_materials(work: Work) -> Sequence[tuple[UUID, str]]:
    """Id and title of the materials to which the own organisation holds a link."""
    link, v = MaterialLink, MaterialVersion
    stands = exists().where(v.material_id == link.material_id, v.state == VersionState.APPROVED)
    title = title_of(link.material_id)
    asked = select(link.material_id, title).where(link.organisation_id == work.actor.organisation_id, stands)
    return [(one, name) for one, name in work.session.execute(asked.order_by(title))]
