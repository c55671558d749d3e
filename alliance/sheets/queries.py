"""What is read for uploaded sheets: the sheets themselves, today's words, and the organisations that rows speak of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, false, literal, or_, select, true, tuple_

from ..foundation.kernel.actor import Actor, Role
from ..foundation.kernel.clock import first_of, local_day
from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..matrix.model import Advantage, Alliance, Seat, SeatDuty
from ..matrix.queries import open_alliances, open_matrices, open_on
from ..organisations.model import Capability, Contact, Organisation, Post
from ..organisations.queries import ContactLine, capability_kinds, districts, sectors
from ..policy.can import Can
from ..policy.table import may
from ..questions import Found, Question, columns, listed
from .checking import Checked
from .comparing import Standing
from .model import RosterSheet, SheetState
from .verdicts import Fault, Line, Outcome, Verdict
from .vocabulary import Vocabulary

SEES_SHEETS = frozenset({Role.CENTER_ADMIN, Role.CENTER_OFFICER})
DAYS_REMEMBERED = 7


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The uploaded sheets that `actor` may read: they hold contacts, so the center's only."""
    return true() if actor.role in SEES_SHEETS else false()


def find(work: Work, sheet_id: UUID) -> RosterSheet | None:
    """The sheet, to be changed."""
    return work.session.scalar(select(RosterSheet).where(RosterSheet.id == sheet_id, visible_to(work.actor)))


def count_differing(sheet: RosterSheet) -> int:
    """How many of its rows, as they were checked, the portal would take over."""
    counts = sheet.outcome["counts"]
    return int(counts[Verdict.NEW] + counts[Verdict.CHANGED])


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sheet in the list. `counts`: verdict → rows."""

    id: UUID
    file_name: str
    uploaded_at: datetime
    state: SheetState
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SheetReading:
    id: UUID
    file_name: str
    uploaded_at: datetime
    state: SheetState
    state_since: datetime
    digest: str
    number: int | None
    counts: Mapping[Verdict, int]
    lines: Sequence[Line]
    faults: Sequence[Fault]


@dataclass(frozen=True, slots=True)
class SheetFile:
    file_name: str
    content: bytes
    faults: Sequence[Fault]


def questions(work: Work) -> list[Question]:
    """The sound lists of the last days that this actor uploaded and nobody has confirmed."""
    if not may(work.actor, Can.IMPORT_ROSTER):
        return []
    s, counts = RosterSheet, RosterSheet.outcome["counts"]
    since = first_of(local_day(work.now) - timedelta(days=DAYS_REMEMBERED))
    differs = counts["new"].as_integer() + counts["changed"].as_integer()
    asked = select(*columns(id=s.id, title=s.file_name)).where(
        visible_to(work.actor),
        s.uploaded_by_id == work.actor.person_id,
        s.state == SheetState.CHECKED,
        s.uploaded_at > since,
        counts["faulty"].as_integer() == 0,
        differs > 0,
    )
    return [listed(asked, _to_confirm, [s.uploaded_at])]


def _to_confirm(found: Found) -> Errand:
    words, why = N_("Confirm the list “%(name)s”"), N_("It was checked, and nothing of it has been taken over yet.")
    return Errand(words, why, "sheets.preview", {"sheet_id": found.id}, {"name": found.title})


Mark = tuple[datetime, UUID]


def recent(work: Work, after: Mark | None = None) -> tuple[Sequence[SheetLine], Mark | None]:
    """A page of sheets, newest first, from the one behind `after` (moment, id) on; and where the next page begins."""
    s = RosterSheet
    chosen = select(s.id, s.file_name, s.uploaded_at, s.state, s.outcome["counts"]).where(visible_to(work.actor))
    if after:
        moment, last = after
        mark = tuple_(literal(moment, s.uploaded_at.type), literal(last, s.id.type))
        chosen = chosen.where(tuple_(s.uploaded_at, s.id) < mark)
    rows = work.session.execute(chosen.order_by(s.uploaded_at.desc(), s.id.desc()).limit(PAGE_ROWS + 1)).all()
    lines = [SheetLine(*row) for row in rows[:PAGE_ROWS]]
    more = len(rows) > PAGE_ROWS
    return lines, (lines[-1].uploaded_at, lines[-1].id) if more else None


def reading(work: Work, sheet_id: UUID) -> SheetReading | None:
    """A sheet for its page, with the outcome of its last check."""
    s = RosterSheet
    row = work.session.execute(
        select(s.id, s.file_name, s.uploaded_at, s.state, s.state_since, s.outcome).where(
            s.id == sheet_id, visible_to(work.actor)
        )
    ).first()
    if row is None:
        return None
    outcome = Outcome.from_json(row.outcome)
    return SheetReading(
        id=row.id,
        file_name=row.file_name,
        uploaded_at=row.uploaded_at,
        state=row.state,
        state_since=row.state_since,
        digest=row.outcome["digest"],
        number=row.outcome.get("number"),
        counts=outcome.count(),
        lines=outcome.lines,
        faults=outcome.faults,
    )


def file_of(work: Work, sheet_id: UUID) -> SheetFile | None:
    """The file as it was uploaded, with the faults of its last check."""
    s = RosterSheet
    row = work.session.execute(
        select(s.file_name, s.content, s.outcome).where(s.id == sheet_id, visible_to(work.actor))
    ).first()
    return SheetFile(row.file_name, row.content, Outcome.from_json(row.outcome).faults) if row else None


def vocabulary(work: Work) -> Vocabulary:
    """Every term that a row may use today."""
    return Vocabulary(
        sectors=sectors(work),
        alliances=open_alliances(work),
        matrices=open_matrices(work),
        districts=districts(work),
        capabilities=capability_kinds(work),
    )


def standing(work: Work, checked: Iterable[Checked], *, lock: bool = False) -> Sequence[Standing]:
    """The organisations that bear the code or the name of a sound row, in three statements for any number of rows."""
    rows = [one.roster_row for one in checked if one.roster_row]
    o = Organisation
    meant = or_(o.uscc.in_([row.uscc for row in rows]), o.name.in_([row.name for row in rows]))
    wanted = (
        select(
            *(o.id, o.uscc, o.name, o.short_name, o.state, o.sector_code, o.district_code, o.address, o.parent_name),
            *(Contact.post, Contact.name.label("called"), Contact.phone, Contact.email),
        )
        .outerjoin(Contact, Contact.organisation_id == o.id)
        .where(meant)
        .order_by(o.id)
    )
    if lock:
        wanted = wanted.with_for_update(of=o, key_share=True)
    found = work.session.execute(wanted).all()
    contacts: dict[UUID, dict[Post, ContactLine]] = {}
    for row in found:
        people = contacts.setdefault(row.id, {})
        if row.post is not None:
            people[row.post] = ContactLine(row.post, row.called, row.phone, row.email)
    amounts, seats = _capabilities(work, meant), _seats(work, meant)
    plain = {row.id: row[:9] for row in found}
    return [
        Standing(*own, contacts=contacts[key], capabilities=amounts.get(key, {}), seats=seats.get(key, {}))
        for key, own in plain.items()
    ]


def _capabilities(work: Work, meant: ColumnElement[bool]) -> Mapping[UUID, Mapping[str, int]]:
    c = Capability
    rows = work.session.execute(
        select(c.organisation_id, c.kind_code, c.amount)
        .join(Organisation, Organisation.id == c.organisation_id)
        .where(meant)
    )
    found: dict[UUID, dict[str, int]] = {}
    for organisation_id, kind_code, amount in rows:
        found.setdefault(organisation_id, {})[kind_code] = amount
    return found


def _seats(work: Work, meant: ColumnElement[bool]) -> Mapping[UUID, Mapping[str, Mapping[str, Advantage]]]:
    """Of today, in the alliances that stand today: organisation → alliance → matrix → why."""
    today = local_day(work.now)
    rows = work.session.execute(
        select(Seat.organisation_id, Seat.alliance_code, SeatDuty.matrix_code, SeatDuty.advantage)
        .join(Organisation, Organisation.id == Seat.organisation_id)
        .join(Alliance, Alliance.code == Seat.alliance_code)
        .outerjoin(SeatDuty, (SeatDuty.seat_id == Seat.id) & open_on(SeatDuty, today))
        .where(meant, open_on(Seat, today), open_on(Alliance, today))
    )
    found: dict[UUID, dict[str, dict[str, Advantage]]] = {}
    for organisation_id, alliance_code, matrix_code, advantage in rows:
        duties = found.setdefault(organisation_id, {}).setdefault(alliance_code, {})
        if matrix_code is not None:
            duties[matrix_code] = advantage
    return found
