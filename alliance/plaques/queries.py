"""What is read of plaques: the check that is open to all, and the center's list and record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import aliased

from ..foundation.kernel.errand import Touch
from ..foundation.kernel.words import N_, fold
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..organisations.model import Contact, Organisation, OrganisationName, OrganisationState, Post
from ..rosters.model import Roster
from .model import Plaque, PlaqueState
from .serial import understood

STANDING = (PlaqueState.PREPARED, PlaqueState.ISSUED)
OUTDATED = "outdated"

Replacement = aliased(Plaque)


def outdated() -> ColumnElement[bool]:
    """A plaque that stands, beside an Organisation that has been renamed since: it has a former name."""
    renamed = select(OrganisationName.organisation_id).where(OrganisationName.to_on.is_not(None))
    shows_another = (Plaque.name != Organisation.name) & Plaque.organisation_id.in_(renamed)
    return Plaque.state.in_(STANDING) & shows_another


def without_plaque() -> ColumnElement[bool]:
    """A member for whom no plaque is prepared or issued."""
    held = exists().where(Plaque.organisation_id == Organisation.id, Plaque.state.in_(STANDING))
    return (Organisation.state == OrganisationState.MEMBER) & ~held


@dataclass(frozen=True, slots=True)
class Checked:
    """What a passer-by learns, beside `organisation_id`, which the rules ask for and no page shows.

    `replaced_by`: the serial of the plaque that took its place.
    """

    serial: str
    name: str
    state: PlaqueState
    replaced_by: str | None
    organisation_id: UUID


def check(work: Work, typed: str) -> Checked | None:
    """The plaque whose serial is meant, or None where there is none."""
    serial = understood(typed)
    if serial is None:
        return None
    row = work.session.execute(
        select(Plaque.serial, Plaque.name, Plaque.state, Replacement.serial, Plaque.organisation_id)
        .outerjoin(Replacement, Replacement.id == Plaque.replaced_by_id)
        .where(Plaque.serial == serial)
    ).first()
    return Checked(*row) if row else None


def find(work: Work, serial: str) -> Plaque | None:
    """The plaque, to be changed."""
    return work.session.scalar(select(Plaque).where(Plaque.serial == understood(serial)))


@dataclass(frozen=True, slots=True)
class PlaqueReading:
    """A plaque as its record shows it; `current_name` is what the organisation is called today."""

    id: UUID
    serial: str
    organisation_id: UUID
    name: str
    current_name: str
    organisation_state: OrganisationState
    state: PlaqueState
    state_reason: str
    event: str
    issued_on: date | None
    roster_number: int | None
    replaced_by: str | None

    @property
    def outdated(self) -> bool:
        return self.state in STANDING and self.name != self.current_name


def _readings() -> Select[Any]:
    columns: list[Any] = [
        Plaque.id,
        Plaque.serial,
        Plaque.organisation_id,
        Plaque.name,
        Organisation.name,
        Organisation.state,
        Plaque.state,
        Plaque.state_reason,
        Plaque.event,
        Plaque.issued_on,
        Roster.number,
        Replacement.serial,
    ]
    return (
        select(*columns)
        .join(Organisation, Organisation.id == Plaque.organisation_id)
        .outerjoin(Roster, Roster.id == Plaque.roster_id)
        .outerjoin(Replacement, Replacement.id == Plaque.replaced_by_id)
    )


def reading(work: Work, serial: str) -> PlaqueReading | None:
    row = work.session.execute(_readings().where(Plaque.serial == understood(serial))).first()
    return PlaqueReading(*row) if row else None


def standing(work: Work, organisation_id: UUID) -> Sequence[PlaqueReading]:
    """The plaques of one organisation that are prepared or issued: one, or two while the second is being made."""
    chosen = _readings().where(Plaque.organisation_id == organisation_id, Plaque.state.in_(STANDING))
    return [PlaqueReading(*row) for row in work.session.execute(chosen.order_by(Plaque.serial))]


@dataclass(frozen=True, slots=True)
class PlaqueFilter:
    """What the address asks for; `state` may be OUTDATED too."""

    q: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class PlaquePage:
    plaques: Sequence[PlaqueReading]
    next_key: tuple[str] | None


def plaques(work: Work, wanted: PlaqueFilter, after: str | None = None) -> PlaquePage:
    """A page of plaques in the order of their serials, from the one behind `after` on."""
    chosen = _readings().where(*_fitting(wanted))
    if after is not None:
        chosen = chosen.where(Plaque.serial > after)
    rows = work.session.execute(chosen.order_by(Plaque.serial).limit(PAGE_ROWS + 1)).all()
    found = [PlaqueReading(*row) for row in rows[:PAGE_ROWS]]
    return PlaquePage(found, (found[-1].serial,) if len(rows) > PAGE_ROWS else None)


def all_standing(work: Work, wanted: PlaqueFilter, most: int) -> Sequence[PlaqueReading]:
    """Those that fit and are prepared or issued, in the order of their serials, at most so many."""
    chosen = _readings().where(*_fitting(wanted), Plaque.state.in_(STANDING)).order_by(Plaque.serial).limit(most)
    return [PlaqueReading(*row) for row in work.session.execute(chosen)]


def count_standing(work: Work, wanted: PlaqueFilter) -> int:
    fit = _readings().where(*_fitting(wanted), Plaque.state.in_(STANDING)).with_only_columns(func.count())
    return work.session.scalar(fit) or 0


def _fitting(wanted: PlaqueFilter) -> list[ColumnElement[bool]]:
    """What is asked of a Plaque beside its Organisation."""
    asked: list[ColumnElement[bool]] = []
    if wanted.state == OUTDATED:
        asked.append(outdated())
    elif wanted.state:
        asked.append(Plaque.state == wanted.state)
    if wanted.q:
        named = Plaque.name.icontains(wanted.q, autoescape=True)
        begun = Organisation.initials.startswith(fold(wanted.q), autoescape=True)
        asked.append(or_(named, begun, Plaque.serial == understood(wanted.q)))
    return asked


@dataclass(frozen=True, slots=True)
class Figures:
    """How many plaques are in each state, show an old name, and how many members have none."""

    prepared: int
    issued: int
    replaced: int
    revoked: int
    outdated: int
    without: int


def figures(work: Work) -> Figures:
    counts: list[Any] = [count_in(state) for state in PlaqueState]
    row: Any = work.session.execute(select(*counts, outdated_count(), without_count())).one()
    return Figures(*row)


def count_in(state: PlaqueState) -> ColumnElement[int]:
    return select(func.count()).where(Plaque.state == state).scalar_subquery()


def outdated_count() -> ColumnElement[int]:
    with_owner = select(func.count(Plaque.id)).join(Organisation, Organisation.id == Plaque.organisation_id)
    return with_owner.where(outdated()).scalar_subquery()


def without_count() -> ColumnElement[int]:
    return select(func.count(Organisation.id)).where(without_plaque()).scalar_subquery()


def prepared(work: Work) -> Sequence[tuple[str, str]]:
    """Serial and name of every plaque that can be issued now, in the order of the serials."""
    rows = work.session.execute(
        select(Plaque.serial, Plaque.name)
        .join(Organisation, Organisation.id == Plaque.organisation_id)
        .where(Plaque.state == PlaqueState.PREPARED, ~outdated(), Organisation.state == OrganisationState.MEMBER)
        .order_by(Plaque.serial)
    )
    return [(serial, name) for serial, name in rows]


def chosen(work: Work, serials: Sequence[str]) -> Sequence[Plaque]:
    """The plaques of these serials, to be issued together."""
    return work.session.scalars(select(Plaque).where(Plaque.serial.in_(serials)).order_by(Plaque.serial)).all()


def rosters_to_cite(work: Work) -> Sequence[tuple[UUID, int]]:
    """Id and number of every published roster, newest first."""
    numbered = select(Roster.id, Roster.number).where(Roster.published_at.is_not(None)).order_by(Roster.number.desc())
    return [(roster_id, number or 0) for roster_id, number in work.session.execute(numbered)]


def liaison_address(work: Work, organisation_id: UUID) -> str | None:
    """Where a letter about its plaque goes."""
    its_liaison = (Contact.organisation_id == organisation_id) & (Contact.post == Post.LIAISON)
    return work.session.scalar(select(Contact.email).where(its_liaison))


def touched_by(work: Work, organisation_id: UUID) -> list[Touch]:
    """The plaques that a suspension or departure of this organisation revokes."""
    count = work.session.scalar(
        select(func.count()).where(Plaque.organisation_id == organisation_id, Plaque.state.in_(STANDING))
    )
    return [Touch(N_("Plaques that will be revoked: %(count)d"), count)] if count else []
